"""Which of the versions that a recipient may read a question is about. ``versions`` are in rising order, one at least."""

from collections.abc import Sequence
from datetime import datetime

from naru.base.kit.refusals import Refused
from naru.systems.sharing import refusals as _refusals  # noqa: F401 - declares the sentences
from naru.systems.sharing.core.request import Span
from naru.systems.sharing.core.values import SharedVersion

Versions = Sequence[SharedVersion]


def asked_version(
    versions: Versions, *, version: int | None, timestamp: datetime | None, now: datetime
) -> SharedVersion:
    """By number, as of an instant (neither before the first version nor to come), or the newest.

    Raises ``Refused``: ``share_version_unknown``, ``share_instant_unknown``.
    """
    if version is not None:
        return _numbered(versions, version)
    if timestamp is None:
        return versions[-1]
    before = [each for each in versions if each.at <= timestamp]
    if not before or timestamp > now:
        raise Refused("share_instant_unknown", timestamp=timestamp.isoformat())
    return before[-1]


def earliest_since(versions: Versions, since: datetime) -> SharedVersion:
    """The first at or after an instant. Raises ``Refused``: ``share_instant_unknown``."""
    later = [each for each in versions if each.at >= since]
    if not later:
        raise Refused("share_instant_unknown", timestamp=since.isoformat())
    return later[0]


def span_of(versions: Versions, span: Span) -> list[SharedVersion]:
    """The versions from one on to another, both included.

    Raises ``Refused``: ``share_version_unknown``, ``share_instant_unknown``, ``share_value_refused``.
    """
    first = _numbered(versions, span.first) if span.first_at is None else earliest_since(versions, span.first_at)
    last = _last(versions, span)
    if last.number < first.number:
        wanted = f"it may not come after the ending version, {last.number}."
        raise Refused("share_value_refused", name="startingVersion", value=first.number, wanted=wanted)
    return [each for each in versions if first.number <= each.number <= last.number]


def _last(versions: Versions, span: Span) -> SharedVersion:
    if span.last_at is not None:
        before = [each for each in versions if each.at <= span.last_at]
        if not before:
            raise Refused("share_instant_unknown", timestamp=span.last_at.isoformat())
        return before[-1]
    return versions[-1] if span.last is None else _numbered(versions, span.last)


def _numbered(versions: Versions, number: int | None) -> SharedVersion:
    for each in versions:
        if each.number == number:
            return each
    raise Refused("share_version_unknown", version=number, first=versions[0].number, last=versions[-1].number)
