"""dBASE tables, a shapefile's or alone: how one is known by its bytes, and which encoding its texts are in."""

from pathlib import Path

from naru.data.ingest.core.encoding import Encoding

VERSIONS = frozenset({0x02, 0x03, 0x04, 0x05, 0x30, 0x31, 0x32, 0x43, 0x63, 0x83, 0x8B, 0x8E, 0xCB, 0xF5, 0xFB})
FIELD_TYPES = frozenset(b"CNFDLMBGPYTIVX@O+W0Q")
HEADER_BYTES, FIELD_BYTES = 32, 32
TYPE_AT = 11  # in a field's description


def is_dbf(head: bytes) -> bool:
    """Whether the first bytes are a dBASE table's: version, a date that is one, and a first field of a known type."""
    if len(head) < HEADER_BYTES + FIELD_BYTES or head[0] not in VERSIONS:
        return False
    month, day = head[2], head[3]
    header, record = int.from_bytes(head[8:10], "little"), int.from_bytes(head[10:12], "little")
    is_dated = month <= 12 and day <= 31
    return (
        is_dated and header > HEADER_BYTES + FIELD_BYTES and record > 1 and head[HEADER_BYTES + TYPE_AT] in FIELD_TYPES
    )


def dbf_encoding(dbf: Path, cpg: Path | None, told: str | None = None) -> Encoding:
    """What a person told; what the .cpg says where the bytes agree; else UTF-8 when every byte is, else CP949."""
    if told:
        return Encoding(encoding=told, confidence=1.0, grounds="as_told")
    body = dbf.read_bytes()
    said = _codepage(cpg.read_text("ascii", "replace").strip().lower() if cpg else "")
    if said and _reads(body, said):
        return Encoding(encoding=said, confidence=1.0, grounds="stated_beside")
    if _reads(body, "utf-8"):
        grounds = "ascii_only" if body[32:].isascii() else "valid_throughout"
        return Encoding(encoding="utf-8", confidence=0.99, grounds=grounds)
    sure = _reads(body, "cp949")
    return Encoding(
        encoding="cp949", confidence=0.95 if sure else 0.3, grounds="valid_throughout" if sure else "nothing_else_fits"
    )


def _codepage(said: str) -> str | None:
    match said.replace("-", "").replace("_", "").removeprefix("ansi").strip():
        case "":
            return None
        case "utf8" | "65001":
            return "utf-8"
        case "949" | "cp949" | "euckr" | "ksc5601" | "ksc56011987" | "ms949" | "uhc" | "51949":
            return "cp949"
        case other:
            return other if other.isascii() and other.isalnum() else None


def _reads(body: bytes, encoding: str) -> bool:
    """Whether the table's field names and values decode; fixed fields may cut a character in two at their end."""
    try:
        text = body[32:].decode(encoding, "replace")
    except LookupError:
        return False
    strange = sum(byte > 127 for byte in body[32:])
    return text.count("\ufffd") <= strange // 50
