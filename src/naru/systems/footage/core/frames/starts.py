"""When a clip begins: as given, as its name says, as the file itself says."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import PurePath
from zoneinfo import ZoneInfo

_NAME = re.compile(
    r"(?<!\d)(?P<year>20\d\d)[-_.]?(?P<month>[01]\d)[-_.]?(?P<day>[0-3]\d)"
    r"(?:[-_.T\s]|)(?P<hour>[0-2]\d)[-_.:]?(?P<minute>[0-5]\d)[-_.:]?(?P<second>[0-5]\d)(?!\d)"
)
_EARLIEST = 1990  # before it a file's creation time is a clock that was never set (1904, 1970)


def start_us(*, given_us: int | None, name: str, metadata: Mapping[str, str], time_zone: str) -> int | None:
    """Microseconds since 1970 in UTC of the first frame; None where nothing says. A name's time is of ``time_zone``."""
    if given_us is not None:
        return given_us
    named = start_in_name(name, time_zone)
    return named if named is not None else _created(metadata)


def start_in_name(name: str, time_zone: str) -> int | None:
    """Of names such as ``2021-08-02_09-21-00_C0241.mp4``, ``ch01_20210802092100.avi``; the first time stands for the begin."""
    for match in _NAME.finditer(PurePath(name).name):
        try:
            moment = datetime(*(int(part) for part in match.groups()), tzinfo=ZoneInfo(time_zone))  # type: ignore[arg-type,misc]
        except ValueError:
            continue
        return _micros(moment)
    return None


def _created(metadata: Mapping[str, str]) -> int | None:
    said = {key.lower(): value for key, value in metadata.items()}.get("creation_time", "")
    try:
        moment = datetime.fromisoformat(said)
    except ValueError:
        return None
    return _micros(moment if moment.tzinfo else moment.replace(tzinfo=UTC)) if moment.year >= _EARLIEST else None


def _micros(moment: datetime) -> int:
    return round(moment.timestamp() * 1_000_000)
