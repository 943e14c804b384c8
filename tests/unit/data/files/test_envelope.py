"""What was sealed is read back from any place on, by its own key alone, and no change of it goes unseen."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naru.data.files.core.envelope import (
    TAG_BYTES,
    Header,
    SealedReader,
    Unsealable,
    header_of,
    seal,
    sealed_size,
)

KEY, OTHER = bytes(range(32)), bytes(32)
CHUNK = 16
HEADER = Header(key_id="01j", salt=b"s" * 16, chunk_bytes=CHUNK)
HEAD = len(HEADER.to_bytes())


def sealed(plain: bytes) -> bytes:
    return b"".join(seal(io.BytesIO(plain), KEY, HEADER))


def opened(envelope: bytes, key: bytes = KEY) -> bytes:
    return SealedReader(io.BytesIO(envelope), key).read()


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 2 * CHUNK + 1])
def test_what_was_sealed_is_read_back_and_its_size_is_known_before(size: int) -> None:
    plain = bytes(number % 251 for number in range(size))
    envelope = sealed(plain)
    assert len(envelope) == sealed_size(size, HEADER)
    assert opened(envelope) == plain
    assert header_of(io.BytesIO(envelope)) == HEADER


@given(st.binary(max_size=200), st.lists(st.tuples(st.integers(0, 220), st.integers(0, 60)), max_size=6))
def test_from_any_place_it_reads_as_the_plain_bytes_do(plain: bytes, asked: list[tuple[int, int]]) -> None:
    reader, twin = SealedReader(io.BytesIO(sealed(plain)), KEY), io.BytesIO(plain)
    buffered = io.BufferedReader(reader, 24)
    for place, size in asked:
        assert (buffered.seek(place), twin.seek(place)) == (place, place)
        assert buffered.read(size) == twin.read(size)


@given(st.binary(min_size=1, max_size=100), st.integers(0, 10_000), st.integers(1, 255))
def test_no_changed_byte_goes_unseen(plain: bytes, place: int, change: int) -> None:
    envelope = bytearray(sealed(plain))
    envelope[place % len(envelope)] ^= change
    with pytest.raises((Unsealable, UnicodeDecodeError, OverflowError, MemoryError, ZeroDivisionError)):
        opened(bytes(envelope))


WHOLE = CHUNK + TAG_BYTES


@pytest.mark.parametrize(
    "spoiled",
    [
        lambda e: e[:-1],
        lambda e: e[:-WHOLE],
        lambda e: e[: HEAD + WHOLE],
        lambda e: e[:HEAD],
        lambda e: e + b"x",
        lambda e: e[:HEAD] + e[HEAD + WHOLE : HEAD + 2 * WHOLE] + e[HEAD : HEAD + WHOLE] + e[HEAD + 2 * WHOLE :],
        lambda e: e[:HEAD] + e[HEAD + WHOLE :],
    ],
    ids=["a byte short", "a chunk short", "only the first chunk", "no chunk", "a byte more", "swapped", "one left out"],
)
def test_nothing_is_cut_swapped_or_left_out_unseen(spoiled) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(Unsealable):
        opened(spoiled(sealed(bytes(3 * CHUNK))))


def test_another_key_opens_nothing() -> None:
    with pytest.raises(Unsealable):
        opened(sealed(b"secret"), OTHER)


def test_no_plain_byte_stands_in_the_envelope_and_none_is_the_same_twice() -> None:
    plain = b"901010-1234567" * 10
    again = Header(key_id="01j", salt=b"t" * 16, chunk_bytes=CHUNK)
    envelope, other = sealed(plain), b"".join(seal(io.BytesIO(plain), KEY, again))
    assert plain[:8] not in envelope
    assert envelope[HEAD:] != other[HEAD:]


def test_a_file_that_is_no_envelope_is_known() -> None:
    assert header_of(io.BytesIO(b"PK\x03\x04" + bytes(40))) is None
    with pytest.raises(Unsealable):
        SealedReader(io.BytesIO(b"a,b\n1,2\n"), KEY)
