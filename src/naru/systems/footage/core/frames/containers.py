"""What kind of file a clip is, by its first bytes; its name says nothing.

The demuxer is chosen here and FFmpeg may not choose another: a playlist that poses as a clip opens nothing.
"""

from dataclasses import dataclass

HEAD_BYTES = 4096
_PLAYLISTS = (b"#EXTM3U", b"ffconcat", b"[playlist]", b"<?xml", b"<MPD", b"<smil", b"<asx", b"v=0", b"file '")
_MOV_BOXES = {b"ftyp", b"moov", b"mdat", b"free", b"skip", b"wide", b"pnot", b"styp", b"moof", b"sidx", b"uuid"}
_SYNC, _ASF = 0x47, bytes.fromhex("3026b2758e66cf11a6d900aa0062ce6c")


@dataclass(frozen=True, slots=True, kw_only=True)
class Container:
    """``demuxer``: FFmpeg's name. ``clock_bits``: of a clock that wraps; 0: it never does.

    ``decode_stamps``: it holds the times of decoding only, which are those of showing once sorted. ``indexed``: its header lists every
    stored picture, so that data that ends early shows.
    """

    demuxer: str
    clock_bits: int = 0
    decode_stamps: bool = False
    indexed: bool = False


MOV = Container(demuxer="mov", indexed=True)
MATROSKA = Container(demuxer="matroska")
AVI = Container(demuxer="avi", decode_stamps=True)
MPEG_TS = Container(demuxer="mpegts", clock_bits=33)
MPEG_PS = Container(demuxer="mpeg", clock_bits=33)
FLV = Container(demuxer="flv")
ASF = Container(demuxer="asf")


def recognise(head: bytes) -> Container | None:
    """Of the first ``HEAD_BYTES`` of a file; None for anything that is not film."""
    if head[4:8] in _MOV_BOXES:
        return MOV
    if head[:4] == b"\x1a\x45\xdf\xa3":
        return MATROSKA
    if head[:4] in (b"RIFF", b"ON2 ") and head[8:11] == b"AVI":
        return AVI
    if head[:4] == b"\x00\x00\x01\xba":
        return MPEG_PS
    if head[:4] == b"FLV\x01":
        return FLV
    if head[:16] == _ASF:
        return ASF
    return MPEG_TS if _is_transport_stream(head) else None


def is_playlist(head: bytes) -> bool:
    """Text that names other files."""
    return head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(_PLAYLISTS)


def _is_transport_stream(head: bytes) -> bool:
    """Packets of 188 bytes (or of 192 and 204, as recorders and receivers write them) that begin with the same byte."""
    for size, first in ((188, 0), (192, 4), (204, 0)):
        beginnings = head[first::size][:8]
        if len(beginnings) >= 3 and set(beginnings) == {_SYNC}:
            return True
    return False
