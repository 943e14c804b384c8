import hashlib
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pytest

from naru.base.kit.refusals import Refused
from naru.systems.combination.crypto.identities import CASE_FILE, Identity, make_identity, read_card
from naru.systems.combination.crypto.sealed_files import PIECE_BYTES, Header, opening, read_header, sealing
from naru.systems.combination.crypto.sealed_tables import open_table, seal_table
from naru.systems.combination.crypto.secret_files import destroy_secret, read_secret, write_secret

PERSON = "홍길동의 비밀".encode()


def identity(folder: Path, role: str, name: str, case: str = "c-1") -> Identity:
    folder.mkdir(exist_ok=True)
    return make_identity(folder, role=role, name=name, case=case)


@pytest.fixture
def owner(tmp_path: Path) -> Identity:
    return identity(tmp_path / "owner", "owner", "card")


@pytest.fixture
def agency(tmp_path: Path) -> Identity:
    return identity(tmp_path / "agency", "agency", "city")


def header(sender: Identity, recipient: Identity, kind: str = "payload") -> Header:
    return Header(
        kind=kind, case="c-1", spec="s", sender=sender.card, recipient=recipient.card.fingerprint, about={"rows": 1}
    )


def sealed(path: Path, content: bytes, sender: Identity, recipient: Identity) -> Path:
    with sealing(path, header=header(sender, recipient), sender=sender, recipient=recipient.card) as writer:
        writer.write(content)
    return path


def opened(path: Path, by: Identity, sender: Identity, kind: str = "payload", spec: str = "s") -> bytes:
    with opening(path, by=by, sender=sender.card, kind=kind, spec=spec) as (_, reader):
        return reader.read()


@pytest.mark.parametrize(
    "size", [0, 1, PIECE_BYTES - 1, PIECE_BYTES, PIECE_BYTES + 1, 2 * PIECE_BYTES, 3 * PIECE_BYTES + 5]
)
def test_what_was_sealed_is_opened_by_its_recipient(
    size: int, tmp_path: Path, owner: Identity, agency: Identity
) -> None:
    content = (PERSON * (size // len(PERSON) + 1))[:size]
    file = sealed(tmp_path / "x.sealed", content, owner, agency)
    assert opened(file, agency, owner) == content
    assert size < 100 or PERSON not in file.read_bytes()


def test_a_byte_changed_anywhere_is_found(tmp_path: Path, owner: Identity, agency: Identity) -> None:
    file = sealed(tmp_path / "x.sealed", PERSON * 3, owner, agency)
    content = file.read_bytes()
    for place in range(len(content)):
        file.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
        with pytest.raises(Refused):
            opened(file, agency, owner)


@pytest.mark.parametrize("cut", [1, 64, 65, 100, 400, 10**9])
def test_a_cut_file_is_found(cut: int, tmp_path: Path, owner: Identity, agency: Identity) -> None:
    file = sealed(tmp_path / "x.sealed", PERSON * 3, owner, agency)
    file.write_bytes(file.read_bytes()[:-cut])
    with pytest.raises(Refused) as refused:
        opened(file, agency, owner)
    assert refused.value.code in {"sealed_file_altered", "not_sealed_file"}


def test_pieces_that_changed_places_are_found_even_when_signed_again(
    tmp_path: Path, owner: Identity, agency: Identity
) -> None:
    """A sender's own key would have to be abused for this; the pieces' numbers hold all the same."""
    file = sealed(tmp_path / "x.sealed", bytes(3 * PIECE_BYTES), owner, agency)
    content = file.read_bytes()[:-64]
    piece = PIECE_BYTES + 16
    start = len(content) - 3 * piece
    parts = [content[start + place * piece : start + (place + 1) * piece] for place in range(3)]
    for order in ((1, 0, 2), (0, 2), (0, 1)):
        body = content[:start] + b"".join(parts[place] for place in order)
        file.write_bytes(body + bytes.fromhex(owner.sign(hashlib.sha256(body).digest())))
        with pytest.raises(Refused) as refused:
            opened(file, agency, owner)
        assert refused.value.code == "sealed_file_altered"


def test_a_file_of_another_kind_case_sender_or_recipient_is_refused(
    tmp_path: Path, owner: Identity, agency: Identity
) -> None:
    file = sealed(tmp_path / "x.sealed", PERSON, owner, agency)
    stranger = identity(tmp_path / "stranger", "agency", "city")
    other_owner = identity(tmp_path / "other", "owner", "card")
    other_case = identity(tmp_path / "case", "agency", "city", case="c-2")
    refused = {}
    for name, (by, sender, kind, spec) in {
        "kind": (agency, owner, "keys", "s"),
        "spec": (agency, owner, "payload", "t"),
        "case": (other_case, owner, "payload", "s"),
        "recipient": (stranger, owner, "payload", "s"),
        "sender": (agency, other_owner, "payload", "s"),
    }.items():
        with pytest.raises(Refused) as raised:
            opened(file, by, sender, kind, spec)
        refused[name] = raised.value.code
    assert refused == {
        "kind": "sealed_file_other_kind",
        "spec": "sealed_file_other_case",
        "case": "sealed_file_other_case",
        "recipient": "sealed_file_not_for_us",
        "sender": "sealed_file_other_sender",
    }


def test_nothing_is_left_of_a_file_whose_writing_failed(tmp_path: Path, owner: Identity, agency: Identity) -> None:
    def fail() -> None:
        with sealing(tmp_path / "x", header=header(owner, agency), sender=owner, recipient=agency.card) as writer:
            writer.write(PERSON)
            raise RuntimeError("the disk is full")

    with pytest.raises(RuntimeError, match="full"):
        fail()
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == []


def test_a_destroyed_key_opens_no_copy(tmp_path: Path, owner: Identity, agency: Identity) -> None:
    file = sealed(tmp_path / "x.sealed", PERSON, owner, agency)
    copy = tmp_path / "copy.sealed"
    copy.write_bytes(file.read_bytes())
    destroy_secret(agency.folder / CASE_FILE)
    for each in (file, copy):
        with pytest.raises(Refused) as refused:
            opened(each, agency, owner)
        assert refused.value.code == "secret_lost"


def test_tables_travel_whole(tmp_path: Path, owner: Identity, agency: Identity) -> None:
    table = pa.table({"serial": range(200_000), "name": ["홍"] * 200_000}).replace_schema_metadata({"a": "b"})
    path = tmp_path / "t.sealed"
    seal_table(path, table, header=header(owner, agency), sender=owner, recipient=agency.card)
    read, back = open_table(path, by=agency, sender=owner.card, kind="payload", spec="s")
    assert (read.about, back) == ({"rows": 1}, table)
    assert read_header(path) == header(owner, agency)


def test_what_is_no_table_is_refused(tmp_path: Path, owner: Identity, agency: Identity) -> None:
    file = sealed(tmp_path / "x.sealed", PERSON, owner, agency)
    with pytest.raises(Refused) as refused:
        open_table(file, by=agency, sender=owner.card, kind="payload", spec="s")
    assert refused.value.code == "sealed_file_altered"


@pytest.mark.parametrize(
    ("mode", "code"), [(0o600, ""), (0o640, "secret_open_to_others"), (0o604, "secret_open_to_others")]
)
def test_a_secret_that_others_may_read_is_refused(mode: int, code: str, tmp_path: Path) -> None:
    place = tmp_path / "a.key"
    write_secret(place, b"secret")
    assert place.stat().st_mode & 0o777 == 0o600
    place.chmod(mode)
    try:
        assert read_secret(place) == b"secret"
        refused = ""
    except Refused as raised:
        refused = raised.code
    assert refused == code


def test_a_secret_is_not_written_over(tmp_path: Path) -> None:
    write_secret(tmp_path / "a.key", b"one")
    with pytest.raises(Refused) as refused:
        write_secret(tmp_path / "a.key", b"two")
    assert refused.value.code == "secret_exists"
    assert read_secret(tmp_path / "a.key") == b"one"


def test_a_broken_secret_and_a_broken_card_are_refused(tmp_path: Path, owner: Identity) -> None:
    write_secret(tmp_path / "a.key", b"one")
    (tmp_path / "a.key").write_text("홍")
    with pytest.raises(Refused) as refused:
        read_secret(tmp_path / "a.key")
    assert refused.value.code == "secret_unreadable"
    for wrong in ({}, {**owner.card.to_json(), "signing": "00"}, replace(owner.card, role="mayor").to_json()):
        with pytest.raises(Refused) as refused:
            read_card(wrong)
        assert refused.value.code == "role_card_unreadable"
