"""``naru ingest`` killed on its way and given again, on a machine without a worker: exactly one version of each file."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.machine import Machine, machine

STEPS = ("ingest.stored", "ingest.parsed", "ingest.published")
STATES = "SELECT DISTINCT state FROM ingest_load"
DIFFERENCES = "from naru.data.catalogue.search import indexer; print(indexer.reconcile().total)"


@pytest.mark.slow
def test_a_killed_command_given_again_makes_exactly_one_version(tmp_path: Path) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    with machine(tmp_path / "home", lease_s=6) as place:
        for number, step in enumerate(("", *STEPS)):
            path = folder / f"표{number}.csv"
            path.write_text(f"이름,값\n가,{number}\n나,2\n", encoding="cp949")
            assert ingest(place, path, step) == (-9 if step else 0), f"nobody was killed at {step}"
        assert ingest(place, folder) == 0
        versions = place.rows("SELECT file_name, COUNT(*) FROM catalogue_tableversion GROUP BY file_name")
        assert sorted(versions) == sorted((f"표{number}.csv", 1) for number in range(1 + len(STEPS)))
        assert place.rows("SELECT COUNT(*) FROM catalogue_dataset") == [(1 + len(STEPS),)]
        assert place.rows(STATES) == [("indexed",)] or set(place.rows(STATES)) == {("indexed",), ("unchanged",)}
        assert place.python(DIFFERENCES) == "0"


def ingest(place: Machine, path: Path, crash_at: str = "") -> int:
    """``naru ingest`` in a process of its own, killed at the step; its exit status."""
    program = "from naru.portal.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", program, "ingest", str(path), "--json"],
        env=place.environment | {"NARU_CRASH_AT": crash_at},
        capture_output=True,
        timeout=120,
        check=False,
    )
    return done.returncode
