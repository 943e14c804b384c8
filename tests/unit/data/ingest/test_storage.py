"""A load's files are found in the home as it lies now."""

from pathlib import Path

import pytest

from naru.data.ingest import storage
from naru.data.ingest.core.values import TableReport

LOAD, OTHER = "01m8jz1z6benjt9k7f5rn5vzcc", "01m8jz1z6benk8ahnrb8cpha5v"


def stored(quarantine: str | None, parquet: str = f"/before/loads/{LOAD}/1/table.parquet") -> dict[str, object]:
    report = TableReport(name="표", parquet=parquet, rows=1, columns=(), quarantine=quarantine)
    return {"tables": [report.to_json()]}


@pytest.mark.parametrize(
    ("path", "rest"),
    [
        (f"/before/loads/{LOAD}/1/quarantine.parquet", f"{LOAD}/1/quarantine.parquet"),
        (f"/srv/loads/naru/loads/{LOAD}/2/t-0001/aside.parquet", f"{LOAD}/2/t-0001/aside.parquet"),
        (f"/srv/loads/{OTHER}/loads/{LOAD}/3/aside.parquet", f"{LOAD}/3/aside.parquet"),
    ],
)
def test_files_of_a_load_lie_in_this_home_wherever_it_was(path: str, rest: str, home: Path) -> None:
    [report] = storage.reports(stored(path))
    assert report.quarantine == str(home / "loads" / rest)
    assert report.parquet == str(home / "loads" / LOAD / "1/table.parquet")
    assert storage.quarantine_files(stored(path)) == [home / "loads" / rest]


@pytest.mark.parametrize("path", ["/before/uploads/a.parquet", "/before/loads/short/a.parquet", "loads", "/loads"])
def test_what_lies_in_no_loads_folder_is_left_where_it_is(path: str, home: Path) -> None:
    assert storage.reports(stored(None, path))[0].parquet == path


def test_a_load_without_a_report_has_no_files(home: Path) -> None:
    assert storage.reports(None) == storage.quarantine_files(None) == storage.quarantine_files(stored(None)) == []


def test_a_home_that_was_moved_keeps_the_rows_kept_aside(home: Path) -> None:
    kept = home / "loads" / LOAD / "1" / "aside.parquet"
    kept.parent.mkdir(parents=True)
    kept.write_bytes(b"")
    (kept.parent / "table.parquet").write_bytes(b"")
    storage.tidy_load(LOAD, keep=storage.quarantine_files(stored(f"/before/loads/{LOAD}/1/aside.parquet")))
    assert [path.name for path in kept.parent.iterdir()] == ["aside.parquet"]
