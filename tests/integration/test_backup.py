"""An installation goes into one file and comes out of it on an empty machine, hashes equal."""

import json
import stat
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.commands import Machine
from tests.servers import postgres, postgres_programs

STORED = "files/cc/" + "cc" * 32
FILL = f"""
STORED = {STORED!r}
from pathlib import Path
from django.conf import settings
from naru.base.people.actions import create_organisation, create_user
from naru.base.kit.person import SYSTEM
create_user(email="minji@busan.example", name="민지", by=SYSTEM, is_officer=True)
create_organisation(slug="port", name_ko="부산항 뷁쨰슈", by=SYSTEM)
for name, content in {{"lake/t/part.parquet": b"the rows themselves", "files/a.csv": b"a,b", STORED: b"c,d", "index/derived": b"derived", "downloads/t.csv": b"what may be withdrawn tomorrow"}}.items():
    path = Path(settings.NARU_HOME, name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
"""


@pytest.fixture
def filled(tmp_path: Path) -> Machine:
    machine = Machine(tmp_path / "first")
    machine.python(f"from naru.portal.home import ensure_home; ensure_home()\n{FILL}")
    return machine


@pytest.fixture
def archive(filled: Machine, tmp_path: Path) -> Path:
    filled.run("backup", tmp_path / "naru.tar")
    return tmp_path / "naru.tar"


def parts(archive: Path) -> dict[str, str]:
    with tarfile.open(archive) as tar:
        manifest = tar.extractfile("manifest.json")
        assert manifest
        return dict(json.load(manifest)["files"])


def test_a_backup_of_the_restored_installation_equals_the_first(archive: Path, tmp_path: Path) -> None:
    other = Machine(tmp_path / "other", keys_of(tmp_path))
    other.run("restore", archive)
    other.run("backup", tmp_path / "again.tar")
    assert parts(tmp_path / "again.tar") == parts(archive)
    assert {"lake/t/part.parquet", "files/a.csv", STORED, "secret.key"} <= parts(archive).keys()
    assert not {"index/derived", "downloads/t.csv"} & parts(archive).keys()


def keys_of(folder: Path) -> dict[str, str]:
    """Another machine that has the first one's key store."""
    return {"NARU_KEYSTORE": str(folder / "first-keys")}


ERASE = f"from naru.data.files import keystore; keystore.destroy('content:' + {STORED!r}.rpartition('/')[2])"


def test_what_was_erased_after_a_backup_was_made_cannot_be_read_from_it(
    filled: Machine, archive: Path, tmp_path: Path
) -> None:
    assert b"c,d" not in archive.read_bytes()
    assert b"the rows themselves" not in archive.read_bytes()
    filled.python(ERASE)
    other = Machine(tmp_path / "other", keys_of(tmp_path))
    other.run("restore", archive)
    assert not (other.home / STORED).exists()
    assert (other.home / "lake" / "t" / "part.parquet").read_bytes() == b"the rows themselves"
    assert all(b"c,d" not in path.read_bytes() for path in other.home.rglob("*") if path.is_file())


def test_without_the_key_store_nothing_is_restored_and_it_is_said_where_keys_were_sought(
    archive: Path, tmp_path: Path
) -> None:
    other = Machine(tmp_path / "other")
    assert "other-keys" in other.run("restore", archive, expect=5).stderr
    assert not (other.home / STORED).exists()


def test_a_backup_is_its_owners_alone(archive: Path) -> None:
    assert stat.S_IMODE(archive.stat().st_mode) == 0o600


@pytest.mark.parametrize(("said", "code"), [("열려라 참깨", 0), ("열려라 들깨", 5)])
def test_a_backup_with_a_passphrase_opens_by_it_alone(filled: Machine, tmp_path: Path, said: str, code: int) -> None:
    sealed = tmp_path / "sealed.naru"
    (tmp_path / "made").write_text("열려라 참깨\n")
    (tmp_path / "said").write_text(said)
    filled.run("backup", sealed, "--passphrase-file", tmp_path / "made")
    assert b"minji@busan.example" not in sealed.read_bytes()
    assert not tarfile.is_tarfile(sealed)
    assert stat.S_IMODE(sealed.stat().st_mode) == 0o600
    other = Machine(tmp_path / "other", keys_of(tmp_path))
    other.run("restore", sealed, "--passphrase-file", tmp_path / "said", expect=code)
    assert (other.home / STORED).exists() == (code == 0)


def test_restoring_over_data_is_refused(filled: Machine, archive: Path) -> None:
    assert "NARU_HOME" in filled.run("restore", archive, expect=5).stderr


def test_a_damaged_backup_restores_nothing(archive: Path, tmp_path: Path) -> None:
    archive.write_bytes(archive.read_bytes().replace(b"a,b", b"a;b"))
    other = Machine(tmp_path / "other")
    assert "files/a.csv" in other.run("restore", archive, expect=5).stderr
    assert not (other.home / "files" / "a.csv").exists()


@pytest.mark.parametrize(
    "spoil", [lambda path: path.write_text("no tar"), lambda path: path.write_bytes(b"\0" * 10240)]
)
def test_another_file_is_no_backup(spoil: Callable[[Path], None], tmp_path: Path) -> None:
    spoil(tmp_path / "other.tar")
    assert "naru backup" in Machine(tmp_path / "home").run("restore", tmp_path / "other.tar", expect=5).stderr


@pytest.mark.postgres
@pytest.mark.skipif(postgres_programs() is None, reason="PostgreSQL is not installed")
def test_a_backup_from_sqlite_opens_in_postgresql_and_comes_back_the_same(archive: Path, tmp_path: Path) -> None:
    with postgres() as address:
        other = Machine(tmp_path / "other", {"DATABASE_URL": address, **keys_of(tmp_path)})
        other.run("restore", archive)
        other.run("user", "list")
        other.run("backup", tmp_path / "again.tar")
    assert parts(tmp_path / "again.tar") == parts(archive)
