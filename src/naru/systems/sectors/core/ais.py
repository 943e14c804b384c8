"""AIS messages (ITU-R M.1371) out of NMEA 0183 sentences: decoded by whole columns, no message one by one.

*Theory of operation.* Sentences are cut by one regular expression; parts of a message are joined by talker, sequence number and
channel. Payloads of one type lie in one byte matrix, a six-bit letter a byte, and a field of all messages is a few shifts over
columns. Values that say "not available" (latitude 91°, speed 102.3 kn, heading 511) are None, never a ship at the pole.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

Bits = npt.NDArray[np.uint8]
Values = npt.NDArray[np.int64]

SENTENCE = re.compile(
    rb"(?P<stamp>[^!\r\n]*)!(?P<body>(?P<talker>AI|AB|AD|AN|AR|AS|AT|AX|BS|SA)VD[MO],"
    rb"(?P<total>[0-9]+),(?P<number>[0-9]+),(?P<sequence>[0-9]*),(?P<channel>[A-Z0-9]*),(?P<payload>[^,*]*),(?P<fill>[0-5]))"
    rb"\*(?P<sum>[0-9A-Fa-f]{2})"
)
_EPOCH = re.compile(rb"(?:c:|\s|^)([0-9]{10})(?:[0-9]{3})?(?:[^0-9]|$)")
POSITIONS = frozenset({1, 2, 3, 18, 19, 27})
LONGEST = 1_024  # letters of a payload
MOST_PARTS = 9


@dataclass(slots=True, kw_only=True)
class Fault:
    line: int
    kind: str  # checksum, sentence, parts, payload
    text: str


@dataclass(slots=True, kw_only=True)
class Messages:
    """Payloads as letters, with the line each began on and the second it was received (0: not said)."""

    lines: list[int] = field(default_factory=list)
    seconds: list[int] = field(default_factory=list)
    payloads: list[bytes] = field(default_factory=list)
    sentences: int = 0
    faults: list[Fault] = field(default_factory=list)


def read_sentences(data: Iterable[bytes]) -> Messages:
    """Lines in their order; what is no sentence, or whose checksum disagrees, is a fault and taken no further."""
    found = Messages()
    waiting: dict[tuple[bytes, bytes, bytes], list[tuple[int, int, bytes, int]]] = {}
    for line, text in enumerate(data, start=1):
        if b"!" not in text:
            if text.strip() and not text.lstrip().startswith((b"#", b"$")):
                found.faults.append(Fault(line=line, kind="sentence", text=_shown(text)))
            continue
        found.sentences += 1
        match = SENTENCE.search(text)
        if match is None:
            found.faults.append(Fault(line=line, kind="sentence", text=_shown(text)))
        elif _checksum(match["body"]) != int(match["sum"], 16):
            found.faults.append(Fault(line=line, kind="checksum", text=_shown(text)))
        else:
            _take(found, waiting, line, match)
    for key, parts in waiting.items():
        if not parts:  # told already: a part whose beginning never came
            continue
        found.faults.append(Fault(line=parts[0][0], kind="parts", text=f"{key[1].decode()}: {len(parts)}"))
    return found


def _take(
    found: Messages,
    waiting: dict[tuple[bytes, bytes, bytes], list[tuple[int, int, bytes, int]]],
    line: int,
    match: re.Match[bytes],
) -> None:
    total, number = int(match["total"]), int(match["number"])
    second = _second(match["stamp"])
    if total == 1:
        _add(found, line, second, match["payload"])
        return
    if not 1 <= number <= total <= MOST_PARTS:
        found.faults.append(Fault(line=line, kind="parts", text=_shown(match["body"])))
        return
    key = (match["talker"], match["sequence"], match["channel"])
    parts = waiting.setdefault(key, [])
    if number != len(parts) + 1:  # the message before was never finished
        if parts:
            found.faults.append(Fault(line=parts[0][0], kind="parts", text=f"{len(parts)}/{total}"))
        parts.clear()
        if number != 1:
            found.faults.append(Fault(line=line, kind="parts", text=f"{number}/{total}"))
            return
    parts.append((line, second, match["payload"], number))
    if len(parts) == total:
        first = parts[0]
        _add(found, first[0], first[1], b"".join(part[2] for part in parts))
        del waiting[key]


def _add(found: Messages, line: int, second: int, payload: bytes) -> None:
    if not payload or len(payload) > LONGEST:
        found.faults.append(Fault(line=line, kind="payload", text=_shown(payload)))
        return
    found.lines.append(line)
    found.seconds.append(second)
    found.payloads.append(payload)


def _second(stamp: bytes) -> int:
    match = _EPOCH.search(stamp) if stamp else None
    return int(match[1]) if match else 0


def _checksum(body: bytes) -> int:
    return int(np.bitwise_xor.reduce(np.frombuffer(body, np.uint8)))


def _shown(text: bytes) -> str:
    return text.decode("ascii", "replace").strip()[:120]


# --- payloads, by columns ---


def six_bits(payloads: Sequence[bytes]) -> tuple[Bits, Values]:
    """A matrix with a letter's value a cell, 0 past each payload's end, and how many letters each has.

    Letters that AIS does not know are 255 in the matrix."""
    widths = np.fromiter(map(len, payloads), np.int64, len(payloads))
    width = int(widths.max(initial=0))
    joined = np.frombuffer(b"".join(payload.ljust(width, b"0") for payload in payloads), np.uint8)
    return _LETTERS[joined].reshape(len(payloads), width), widths


def _letter_table() -> Bits:
    table = np.full(256, 255, np.uint8)
    for letter in (*range(48, 88), *range(96, 120)):
        value = letter - 48
        table[letter] = value - 8 if value > 40 else value
    return table


_LETTERS = _letter_table()


def unsigned(cells: Bits, start: int, length: int) -> Values:
    """The field of all rows; ``start`` and ``length`` in bits. Bits past the matrix are 0."""
    first, last = start // 6, (start + length - 1) // 6
    total = np.zeros(len(cells), np.int64)
    for at in range(first, last + 1):
        letter = cells[:, at].astype(np.int64) if at < cells.shape[1] else 0
        total = (total << 6) | letter
    spare = (last + 1) * 6 - (start + length)
    return (total >> spare) & ((1 << length) - 1)


def signed(cells: Bits, start: int, length: int) -> Values:
    plain = unsigned(cells, start, length)
    return np.where(plain >> (length - 1), plain - (1 << length), plain)


_SIX_BIT_TEXT = np.array(list("@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_ !\"#$%&'()*+,-./0123456789:;<=>?"))


def text(cells: Bits, start: int, letters: int) -> list[str]:
    codes = np.stack([unsigned(cells, start + 6 * at, 6) for at in range(letters)], axis=1)
    return ["".join(row).split("@", 1)[0].rstrip() for row in _SIX_BIT_TEXT[codes]]


Table = Mapping[str, Sequence[Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """Columns of equal length; None where a field is not available. ``counts`` of messages by type."""

    positions: Table
    ships: Table
    counts: Mapping[int, int]
    faults: Sequence[Fault]


def decode(messages: Messages) -> Decoded:
    """All messages' types; positions of 1–3, 18, 19 and 27, ships of 5 and 24A."""
    if not messages.payloads:
        return Decoded(positions=_columns(()), ships=_ship_columns(()), counts={}, faults=messages.faults)
    kinds = np.fromiter((_LETTERS[payload[0]] for payload in messages.payloads), np.int64, len(messages.payloads))
    faults = list(messages.faults)
    positions, ships = [], []
    counts: dict[int, int] = {}
    for kind in np.unique(kinds).tolist():
        rows = np.flatnonzero(kinds == kind)
        cells, widths = six_bits([messages.payloads[at] for at in rows])
        inside = np.arange(cells.shape[1])[None, :] < widths[:, None]
        bad = ((cells == 255) & inside).any(axis=1) | (widths * 6 < _LEAST_BITS.get(kind, 38)) | (kind not in _KINDS)
        faults += [
            Fault(line=messages.lines[rows[at]], kind="payload", text=_shown(messages.payloads[rows[at]]))
            for at in np.flatnonzero(bad)
        ]
        good = np.flatnonzero(~bad)
        if not len(good):
            continue
        counts[kind] = len(good)
        cells = np.where(cells == 255, 0, cells)[good]
        lines = np.array(messages.lines)[rows[good]]
        seconds = np.array(messages.seconds)[rows[good]]
        if kind in POSITIONS:
            positions.append(_positions(kind, cells, lines, seconds))
        elif kind == 5:
            ships.append(_ships(cells, lines))
    return Decoded(
        positions=_columns(positions),
        ships=_ship_columns(ships),
        counts=counts,
        faults=sorted(faults, key=lambda each: each.line),
    )


_KINDS = frozenset(range(1, 28))
_LEAST_BITS = {**dict.fromkeys((1, 2, 3, 4, 11), 149), 5: 420, 18: 148, 19: 300, 27: 95}
_POSITION_NAMES = ("line", "second", "type", "mmsi", "lat", "lon", "speed", "course", "heading")
_SHIP_NAMES = ("line", "mmsi", "imo", "call_sign", "name", "ship_type", "draught", "destination")


def _positions(kind: int, cells: Bits, lines: Values, seconds: Values) -> dict[str, list[Any]]:
    at = _LAYOUT[kind]
    scale = 600_000 if kind != 27 else 600
    low = kind == 27
    lon = signed(cells, at["lon"], 18 if low else 28) / scale
    lat = signed(cells, at["lat"], 17 if low else 27) / scale
    speed = unsigned(cells, at["speed"], 6 if low else 10) / (1 if low else 10)
    course = unsigned(cells, at["course"], 9 if low else 12) / (1 if low else 10)
    heading = unsigned(cells, at["heading"], 9) if not low else np.full(len(cells), 511)
    has_place = (np.abs(lat) <= 90) & (np.abs(lon) <= 180)
    return {
        "line": lines.tolist(),
        "second": seconds.tolist(),
        "type": [kind] * len(cells),
        "mmsi": unsigned(cells, 8, 30).tolist(),
        "lat": _known(lat, has_place),
        "lon": _known(lon, has_place),
        "speed": _known(speed, speed < (63 if low else 102.3)),
        "course": _known(course, course < 360),
        "heading": _known(heading, heading < 360),
    }


_LAYOUT: dict[int, dict[str, int]] = {
    **{key: {"speed": 50, "lon": 61, "lat": 89, "course": 116, "heading": 128} for key in (1, 2, 3)},
    **{key: {"speed": 46, "lon": 57, "lat": 85, "course": 112, "heading": 124} for key in (18, 19)},
    27: {"lon": 44, "lat": 62, "speed": 79, "course": 85, "heading": 0},
}


def _known(values: Any, is_known: Any) -> list[Any]:
    return [value if known else None for value, known in zip(values.tolist(), is_known.tolist(), strict=True)]


def _ships(cells: Bits, lines: Values) -> dict[str, list[Any]]:
    imo = unsigned(cells, 40, 30)
    draught = unsigned(cells, 294, 8) / 10
    return {
        "line": lines.tolist(),
        "mmsi": unsigned(cells, 8, 30).tolist(),
        "imo": _known(imo, imo > 0),
        "call_sign": text(cells, 70, 7),
        "name": text(cells, 112, 20),
        "ship_type": unsigned(cells, 232, 8).tolist(),
        "draught": _known(draught, draught > 0),
        "destination": text(cells, 302, 20),
    }


def _columns(parts: Iterable[dict[str, list[Any]]]) -> dict[str, list[Any]]:
    return _joined(_POSITION_NAMES, parts)


def _ship_columns(parts: Iterable[dict[str, list[Any]]]) -> dict[str, list[Any]]:
    return _joined(_SHIP_NAMES, parts)


def _joined(names: Sequence[str], parts: Iterable[dict[str, list[Any]]]) -> dict[str, list[Any]]:
    known = list(parts)
    return {name: [value for part in known for value in part[name]] for name in names}


# --- from positions to tracks and port calls ---


@dataclass(frozen=True, slots=True, kw_only=True)
class Harbour:
    """A circle on the map."""

    code: str
    lat: float
    lon: float
    radius_km: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    mmsi: int
    harbour: str
    arrived: int
    departed: int
    positions: int


def port_calls_sql(positions: str, harbours: str, *, gap_s: int = 21_600, still_kn: float = 1.0) -> str:
    """Stays of slow ships inside a harbour's circle; a silence longer than ``gap_s`` ends one. For tables with the columns of
    ``Decoded.positions`` and of ``Harbour``."""
    return f"""
    WITH near AS (
        SELECT p.mmsi, h.code, p.second,
               p.second - lag(p.second) OVER (PARTITION BY p.mmsi, h.code ORDER BY p.second) AS pause
        FROM {positions} p JOIN {harbours} h
          ON p.lat BETWEEN h.lat - h.radius_km / 111.0 AND h.lat + h.radius_km / 111.0
         AND 111.0 * sqrt(power(p.lat - h.lat, 2) + power((p.lon - h.lon) * cos(radians(h.lat)), 2)) <= h.radius_km
        WHERE p.second > 0 AND coalesce(p.speed, 0) <= {still_kn}
    ), stays AS (
        SELECT *, sum(CASE WHEN pause IS NULL OR pause > {gap_s} THEN 1 ELSE 0 END)
                  OVER (PARTITION BY mmsi, code ORDER BY second) AS stay
        FROM near
    )
    SELECT mmsi, code AS harbour, min(second) AS arrived, max(second) AS departed, count(*) AS positions
    FROM stays GROUP BY mmsi, code, stay ORDER BY arrived, mmsi
    """  # noqa: S608


def tracks_sql(positions: str, *, gap_s: int = 1_800, fastest_kn: float = 70.0) -> str:
    """A ship's positions in their order, cut where it was silent for ``gap_s`` or would have gone faster than ships go."""
    return f"""
    WITH steps AS (
        SELECT *, second - lag(second) OVER w AS pause,
               60.0 * sqrt(power(lat - lag(lat) OVER w, 2)
                           + power((lon - lag(lon) OVER w) * cos(radians(lat)), 2)) AS miles
        FROM {positions} WHERE second > 0 AND lat IS NOT NULL
        WINDOW w AS (PARTITION BY mmsi ORDER BY second, line)
    ), cut AS (
        SELECT *, sum(CASE WHEN pause IS NULL OR pause > {gap_s}
                            OR miles > {fastest_kn} * greatest(pause, 1) / 3600.0 + 0.1 THEN 1 ELSE 0 END)
                  OVER (PARTITION BY mmsi ORDER BY second, line) AS track
        FROM steps
    )
    SELECT mmsi, track, min(second) AS began, max(second) AS ended, count(*) AS positions,
           sum(CASE WHEN pause <= {gap_s} THEN miles ELSE 0 END) AS miles
    FROM cut GROUP BY mmsi, track ORDER BY mmsi, track
    """  # noqa: S608


def lines_of(path: Any) -> Iterator[bytes]:
    with path.open("rb") as file:
        yield from file
