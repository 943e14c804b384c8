"""A shared table as its recipient may read it now: found by its names, with the versions that are ready."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.refusals import Refused
from naru.data.catalogue import reads as catalogue
from naru.data.catalogue.core.values import Version
from naru.data.lake.values import TableRef
from naru.systems.sharing import actions, copies, entitlements, reads
from naru.systems.sharing.core import answers, versions
from naru.systems.sharing.core.values import RecipientToken, SharedTable, SharedVersion
from naru.systems.sharing.entitlements import TableRight


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A shared table as its recipient may read it now."""

    token: RecipientToken
    shared: SharedTable
    right: TableRight
    sources: Sequence[Version]  # admitted and live, oldest first
    marked: tuple[str, ...]
    clock: Clock

    @property
    def has_history(self) -> bool:
        """Whoever may read one version of several has no history: neither older versions nor changes."""
        live = self.right.table.live
        return len(self.sources) > 1 or live is None or live.number == 1


def tables(token: RecipientToken, clock: Clock = SYSTEM_CLOCK) -> list[SharedTable]:
    return actions.name_tables(token.holder, clock=clock)


def opened(token: RecipientToken, share: str, schema: str, name: str, clock: Clock = SYSTEM_CLOCK) -> Opened:
    """Names are compared without case. Raises ``Refused``: ``share_nothing_here``."""
    shared = _named(token, (share, schema, name), clock)
    right = entitlements.table_right(token.holder, shared.table_id, clock.now()) if shared else None
    sources = reads.source_versions(token.holder, right.table.id, right) if right else []
    if shared is None or right is None or not sources:
        raise Refused("share_nothing_here", name=f"{share}.{schema}.{name}"[:200])
    return Opened(
        token=token,
        shared=shared,
        right=right,
        sources=sources,
        marked=reads.marked_columns(shared.table_id),
        clock=clock,
    )


def _named(token: RecipientToken, names: tuple[str, str, str], clock: Clock) -> SharedTable | None:
    """Whether it is still shared is asked elsewhere; what was just given is named first."""
    known = reads.shared_by_names(token.holder, *names)
    if known is None:
        tables(token, clock)
        known = reads.shared_by_names(token.holder, *names)
    return known


def readable_versions(table: Opened) -> list[SharedVersion]:
    """In rising order, as the protocol counts them: the source's versions in the lake, whatever copies are lent.

    Where copies are lent, those that are made; the others are asked for. Raises ``Refused``: ``share_not_ready``.
    """
    located = [(source, _place(table, source)) for source in table.sources]
    ready = [_shared_version(table, source, place) for source, place in located if place is not None]
    for source, place in located:
        if place is None:
            actions.order_copy(table.shared, source.number)
    if not ready:
        raise Refused("share_not_ready")
    return ready


def _place(table: Opened, source: Version) -> TableRef | None:
    """Where the version's files lie for this recipient; None while their copy is not made."""
    ref = TableRef(table.right.table.id, source.lake_version)
    schema = catalogue.lake().snapshot(ref).schema
    recipe = copies.recipe_of(table.right, source.number, marked=table.marked, schema=schema)
    if not recipe.is_needed:
        return ref
    made = reads.copy_versions(table.shared.id, recipe.key()).get(source.lake_version)
    return None if made is None else TableRef(actions.copies_table(table.shared.id), made)


def _shared_version(table: Opened, source: Version, place: TableRef) -> SharedVersion:
    assert place.version is not None
    return SharedVersion(
        number=source.lake_version,
        at=source.at,
        lake_table=place.table_id,
        lake_version=place.version,
        version_number=source.number,
        configuration={answers.CHANGE_FEED: "true"} if table.has_history else {},
    )


def newest_version(table: Opened, since: datetime | None) -> int:
    """The newest, or the first at or after an instant."""
    known = readable_versions(table)
    if since is None:
        return known[-1].number
    require_history(table)
    return versions.earliest_since(known, since).number


def require_history(table: Opened) -> None:
    if not table.has_history:
        raise Refused("share_no_history")
