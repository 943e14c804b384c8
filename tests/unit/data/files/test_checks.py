"""The doctor names a home or a key store that others may enter, and keys that do not open."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from naru.base.kit.checks import Check, Unsound
from naru.data.files import keystore
from naru.data.files.checks import CHECKS


@pytest.fixture
def stores(home: Path, tmp_path: Path, settings: Any) -> list[Path]:
    """A home, a key store and its copy, with one key in them."""
    settings.NARU_KEYSTORE, settings.NARU_KEYSTORE_COPY = str(tmp_path / "keys"), str(tmp_path / "copy")
    keystore.key_of("content:aa")
    return [home, tmp_path / "keys", tmp_path / "copy"]


def check(code: str) -> Check:
    return next(each for each in CHECKS if each.code == code)


@pytest.mark.usefixtures("stores")
def test_a_sound_store_is_closed_and_its_keys_open() -> None:
    assert [each.look() for each in CHECKS] == ["0700", "1"]


@pytest.mark.parametrize("mode", [0o701, 0o710, 0o755])
@pytest.mark.parametrize("place", [0, 1, 2], ids=["home", "keys", "copy"])
def test_a_folder_that_others_may_enter_is_named(stores: list[Path], place: int, mode: int) -> None:
    stores[place].chmod(mode)
    with pytest.raises(Unsound, match=f"{stores[place].name} {mode:04o}$"):
        check("doors").look()


def lose(path: Path) -> None:
    path.unlink()


def spoil(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1] + b"!")


@pytest.mark.parametrize("place", [1, 2], ids=["keys", "copy"])
@pytest.mark.parametrize("damage", [lose, spoil])
def test_a_key_that_is_gone_or_damaged_is_named(stores: list[Path], place: int, damage: Callable[[Path], None]) -> None:
    (path,) = (stores[place] / "keys").iterdir()
    damage(path)
    with pytest.raises(Unsound, match=f"^1: {path}$"):
        check("keystore").look()


@pytest.mark.usefixtures("stores")
def test_another_master_key_and_a_store_inside_the_home_are_found(settings: Any) -> None:
    settings.NARU_MASTER_KEY = "00" * 32
    with pytest.raises(Unsound, match=r"^2: "):
        check("keystore").look()
    settings.NARU_KEYSTORE = str(settings.NARU_HOME / "keys")
    with pytest.raises(Unsound, match=" < "):
        check("keystore").look()


@pytest.mark.usefixtures("stores")
def test_a_destroyed_key_is_not_missed() -> None:
    keystore.destroy("content:aa")
    assert check("keystore").look() == "0"
