"""A clip's container by its first bytes."""

import pytest

from naru.systems.footage.core.frames.containers import (
    ASF,
    AVI,
    FLV,
    MATROSKA,
    MOV,
    MPEG_PS,
    MPEG_TS,
    Container,
    is_playlist,
    recognise,
)


def transport_stream(size: int, first: int = 0) -> bytes:
    return b"\xff" * first + (b"G" + b"\xff" * (size - 1)) * 8


@pytest.mark.parametrize(
    ("head", "container"),
    [
        pytest.param(b"\x00\x00\x00\x18ftypisom", MOV, id="mp4"),
        pytest.param(b"\x00\x00\x00\x08wide\x00\x00mdat", MOV, id="quicktime without ftyp"),
        pytest.param(b"\x1a\x45\xdf\xa3\x01", MATROSKA, id="mkv and webm"),
        pytest.param(b"RIFF\x00\x00\x00\x00AVI LIST", AVI, id="avi"),
        pytest.param(b"RIFF\x00\x00\x00\x00WAVEfmt ", None, id="wav is sound"),
        pytest.param(b"RIFF\x00\x00\x00\x00WEBPVP8 ", None, id="webp is a picture"),
        pytest.param(transport_stream(188), MPEG_TS, id="ts"),
        pytest.param(transport_stream(192, 4), MPEG_TS, id="m2ts"),
        pytest.param(transport_stream(204), MPEG_TS, id="ts with parity"),
        pytest.param(b"G" + b"\x00" * 400, None, id="one G is chance"),
        pytest.param(b"\x00\x00\x01\xba\x44", MPEG_PS, id="mpeg ps"),
        pytest.param(b"FLV\x01\x05", FLV, id="flv"),
        pytest.param(bytes.fromhex("3026b2758e66cf11a6d900aa0062ce6c") + b"\x00", ASF, id="asf"),
        pytest.param(b"\x89PNG\r\n\x1a\n", None, id="png"),
        pytest.param(b"GIF89a", None, id="gif"),
        pytest.param(b"", None, id="nothing"),
    ],
)
def test_a_container_is_what_its_bytes_say(head: bytes, container: Container | None) -> None:
    assert recognise(head) is container


@pytest.mark.parametrize(
    ("head", "poses"),
    [
        (b"#EXTM3U\n", True),
        (b"\xef\xbb\xbf#EXTM3U\n", True),
        (b"\n  ffconcat version 1.0\n", True),
        (b"file 'a.mp4'\n", True),
        (b"<?xml version='1.0'?><MPD>", True),
        (b"v=0\r\no=- 0 0", True),
        (b"\x00\x00\x00\x18ftyp", False),
        (b"some text", False),
    ],
)
def test_text_that_names_other_files_is_a_playlist(head: bytes, poses: bool) -> None:
    assert is_playlist(head) is poses
