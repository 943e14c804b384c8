"""The doctor finds what is broken in an installation, says it once, and has nothing to say of a sound one."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from naru.portal import doctor
from tests.commands import Machine


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("doctor") / "sound"
    rows = home.with_name("값.csv")
    rows.write_text("이름,값\n가,1\n나,2\n")
    Machine(home).run("ingest", rows)
    Machine(home).run("trail", "checkpoint")
    return home


def ailments(machine: Machine, *options: str, expect: int) -> dict[str, dict[str, str]]:
    checks = machine.json("doctor", *options, expect=expect)
    return {check["name"]["en"]: check["advice"] for check in checks if not check["sound"]}


def test_a_sound_installation_has_nothing_wrong_even_before_its_index_is_up_to_date(sound: Path) -> None:
    assert ailments(Machine(sound), expect=0) == {}


def test_a_disk_that_takes_nothing_is_the_one_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    """What cannot be looked at without it is not called broken."""

    def full(**_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tempfile.TemporaryFile", full)
    seen = list(doctor.examine())
    assert [check.name.en for check in seen if not check.sound] == ["Writing to the home folder"]
    assert not {"Database", "Lake write and read", "Tables in the lake"} & {check.name.en for check in seen}


def remove_rows(home: Path) -> None:
    next((home / "lake").rglob("*.parquet")).unlink()


def remove_log(home: Path) -> None:
    next((home / "lake").glob("*/_delta_log/*.json")).unlink()


def remove_keys(home: Path) -> None:
    shutil.rmtree(home / "keys")


def spoil_database(home: Path) -> None:
    for path in home.glob("naru.db*"):
        path.unlink()
    (home / "naru.db").write_text("no database" * 1000)


def remove_database(home: Path) -> None:
    for path in home.glob("naru.db*"):
        path.unlink()


def original(home: Path) -> Path:
    return next(path for path in (home / "files").rglob("*") if path.is_file())


def remove_original(home: Path) -> None:
    original(home).unlink()


def cut_original(home: Path) -> None:
    original(home).write_bytes(original(home).read_bytes()[:-1])


BROKEN: dict[Callable[[Path], None], tuple[str, str]] = {
    remove_rows: ("Tables in the lake", "naru restore"),
    remove_log: ("Tables in the lake", "naru restore"),
    remove_original: ("Originals of what was loaded", "naru ingest"),
    cut_original: ("Originals of what was loaded", "naru ingest"),
    remove_keys: ("The trail's signing key", "keys"),
    spoil_database: ("Database", "naru restore"),
    remove_database: ("Pending migrations", "naru up"),
}


@pytest.mark.parametrize("damage", BROKEN, ids=lambda damage: damage.__name__)
def test_what_was_broken_is_found_alone_and_what_to_do_is_said(
    sound: Path, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    home = tmp_path / "damaged"
    shutil.copytree(sound, home)
    damage(home)
    name, advice = BROKEN[damage]
    found = ailments(Machine(home), expect=1)
    assert list(found) == [name]
    assert advice in found[name]["ko"]
    assert advice in found[name]["en"]


def test_an_original_of_other_content_is_found_by_its_hash(sound: Path, tmp_path: Path) -> None:
    home = tmp_path / "altered"
    shutil.copytree(sound, home)
    altered = original(home)
    altered.write_bytes(altered.read_bytes().replace("가,1".encode(), "가,9".encode()))
    assert ailments(Machine(home), expect=0) == {}
    assert list(ailments(Machine(home), "--hashes", expect=1)) == ["Hashes of the originals"]


@pytest.mark.parametrize("damage", [remove_original, cut_original], ids=lambda damage: damage.__name__)
def test_an_original_that_was_lost_is_there_again_once_the_same_file_is_brought(
    sound: Path, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    home = tmp_path / "mended"
    shutil.copytree(sound, home)
    damage(home)
    Machine(home).run("ingest", sound.with_name("값.csv"))
    assert ailments(Machine(home), "--hashes", expect=0) == {}
