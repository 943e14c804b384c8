"""A thing's key: made once, for the service's eyes alone, followed by the copy, destroyed for good and everywhere."""

import stat
from pathlib import Path
from typing import Any

import pytest

from naru.base.kit.refusals import Refused
from naru.data.files import keystore

SUBJECT = "content:aa"


def code(key_id: str) -> str:
    with pytest.raises(Refused) as refused:
        keystore.key(key_id)
    return refused.value.code


def test_a_thing_has_one_key_and_another_thing_another() -> None:
    first = keystore.key_of(SUBJECT)
    assert keystore.key_of(SUBJECT) == first
    assert keystore.key(first[0]) == first[1]
    other = keystore.key_of("content:bb")
    assert other[0] != first[0]
    assert other[1] != first[1]


def test_keys_lie_beside_the_home_wrapped_and_for_the_service_alone(home: Path, settings: Any) -> None:
    settings.NARU_KEYSTORE = ""
    _, key = keystore.key_of(SUBJECT)
    assert keystore.folder() == home.parent / "home-keys"
    found = [path for path in keystore.folder().rglob("*") if path.is_file()]
    assert {stat.S_IMODE(path.stat().st_mode) for path in found} == {0o600}
    assert {stat.S_IMODE(path.parent.stat().st_mode) for path in found} == {0o700}
    assert all(key not in path.read_bytes() for path in found)


def test_a_destroyed_key_is_gone_and_its_thing_gets_a_new_one() -> None:
    key_id, key = keystore.key_of(SUBJECT)
    wrapped = (keystore.folder() / "keys" / key_id).read_bytes()
    assert keystore.destroy(SUBJECT) == key_id
    assert code(key_id) == "key_was_destroyed"
    assert all(wrapped not in path.read_bytes() for path in keystore.folder().rglob("*") if path.is_file())
    again, fresh = keystore.key_of(SUBJECT)
    assert again != key_id
    assert fresh != key


def test_a_lost_master_key_is_told_and_not_replaced() -> None:
    key_id, key = keystore.key_of(SUBJECT)
    master = keystore.folder() / "master.key"
    kept = master.read_bytes()
    master.unlink()
    assert code(key_id) == "key_is_missing"
    with pytest.raises(Refused, match=r"master\.key"):
        keystore.key_of("content:bb")
    assert not master.exists()
    assert len(keystore.unusable()) == 1
    master.write_bytes(kept)
    assert keystore.key(key_id) == key


def test_destroying_what_has_no_key_changes_nothing() -> None:
    assert keystore.destroy(SUBJECT) is None


def test_the_copy_follows_and_keeps_no_destroyed_key(tmp_path: Path, settings: Any) -> None:
    settings.NARU_KEYSTORE_COPY = str(tmp_path / "copy")
    kept, gone = keystore.key_of("content:kept"), keystore.key_of(SUBJECT)
    keystore.destroy(SUBJECT)
    settings.NARU_KEYSTORE, settings.NARU_KEYSTORE_COPY = settings.NARU_KEYSTORE_COPY, ""
    assert keystore.key_of("content:kept") == kept
    assert code(gone[0]) == "key_was_destroyed"


def test_a_key_wrapped_by_another_master_is_missing_and_not_destroyed(settings: Any) -> None:
    settings.NARU_MASTER_KEY = "ab" * 32
    key_id, _ = keystore.key_of(SUBJECT)
    settings.NARU_MASTER_KEY = "cd" * 32
    assert code(key_id) == "key_is_missing"
    assert not (keystore.folder() / "master.key").exists()


def test_a_lost_key_is_missing() -> None:
    assert code("01j") == "key_is_missing"
