"""An installation goes into one file and comes out of it on an empty machine, hashes equal."""

import json
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.commands import Machine
from tests.servers import postgres, postgres_programs

FILL = """
from pathlib import Path
from django.conf import settings
from naru.base.people.actions import create_organisation, create_user
from naru.base.kit.person import SYSTEM
create_user(email="minji@busan.example", name="민지", by=SYSTEM, is_officer=True)
create_organisation(slug="port", name_ko="부산항 뷁쨰슈", by=SYSTEM)
for name, content in {"lake/t/part.parquet": b"rows", "files/a.csv": b"a,b", "index/derived": b"derived"}.items():
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
    other = Machine(tmp_path / "other")
    other.run("restore", archive)
    other.run("backup", tmp_path / "again.tar")
    assert parts(tmp_path / "again.tar") == parts(archive)
    assert {"lake/t/part.parquet", "files/a.csv", "secret.key"} <= parts(archive).keys()
    assert "index/derived" not in parts(archive)


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
        other = Machine(tmp_path / "other", {"DATABASE_URL": address})
        other.run("restore", archive)
        other.run("user", "list")
        other.run("backup", tmp_path / "again.tar")
    assert parts(tmp_path / "again.tar") == parts(archive)
