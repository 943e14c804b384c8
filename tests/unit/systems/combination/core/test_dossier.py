import pytest

from naru.base.kit.canonical import canonical_json, sha256_of
from naru.base.kit.refusals import Refused
from naru.systems.combination.core.dossier import Entry, head_of, next_entry, read_chain, verify_chain


def sign(message: bytes) -> str:
    return sha256_of(b"key" + message)


def verify(message: bytes, signature: str) -> bool:
    return sign(message) == signature


def written() -> bytes:
    chain: list[Entry] = []
    for number in range(3):
        facts = {"rows": number}
        chain.append(
            next_entry(chain, at="2026-11-29T00:00:00+00:00", role="agency", event="join", facts=facts, sign=sign)
        )
    return b"\n".join(canonical_json(entry.to_json()) for entry in chain)


def broken(content: bytes, head: str = "") -> bool:
    try:
        verify_chain(read_chain(content.split(b"\n")), verify, head=head)
    except Refused as refused:
        return refused.code in {"dossier_broken", "dossier_cut"}
    return False


def test_what_was_written_verifies() -> None:
    assert not broken(written(), head_of(read_chain(written().split(b"\n"))))


def test_a_byte_changed_anywhere_is_found() -> None:
    content = written()
    for place in range(len(content)):
        changed = content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]
        assert broken(changed), place


@pytest.mark.parametrize("order", [(0, 2), (1, 2), (1, 0, 2), (0, 0, 1, 2), (0, 2, 1)])
def test_an_entry_left_out_moved_or_doubled_is_found(order: tuple[int, ...]) -> None:
    lines = written().split(b"\n")
    assert broken(b"\n".join(lines[place] for place in order))


def test_a_cut_end_is_found_by_the_head() -> None:
    lines = written().split(b"\n")
    assert not broken(b"\n".join(lines[:2]))
    assert broken(b"\n".join(lines[:2]), head_of(read_chain(lines)))
