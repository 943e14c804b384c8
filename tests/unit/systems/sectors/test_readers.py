"""Bytes into relations: everything as it is written, with its lines, and what does not fit told."""

import zipfile
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from naru.systems.sectors.core import readers
from naru.systems.sectors.core.engine import Engine
from naru.systems.sectors.core.relations import Relation
from tests.refusing import refuses


def rows(engine: Engine, relation: Relation) -> list[dict[str, Any]]:
    return engine.rows(engine.table(relation.name).order_by("_line"))


def read(folder: Path, body: bytes, name: str = "t.csv") -> tuple[Relation, list[dict[str, Any]]]:
    (folder / name).write_bytes(body)
    with Engine() as engine:
        relation = readers.read_table(engine, folder / name, name, table="t", scratch=folder)
        return relation, rows(engine, relation)


@pytest.mark.parametrize(
    "body",
    [
        "구,n\n중구, 007 \n".encode(),
        "구,n\r\n중구, 007 \r\n".encode(),
        "\ufeff구,n\n중구, 007 \n".encode(),
        "구,n\n중구, 007 \n".encode("cp949"),
        "구\tn\n중구\t 007 \n".encode(),
        "구;n\n중구; 007 \n".encode(),
        "구|n\n중구| 007 \n".encode(),
        '구,n\n\n"중구"," 007 "\n'.encode(),
    ],
)
def test_text_is_read_exactly_whatever_parts_it(body: bytes, tmp_path: Path) -> None:
    relation, found = read(tmp_path, body)
    assert (relation.columns, relation.rows) == (("구", "n"), 1)
    assert (found[0]["구"], found[0]["n"]) == ("중구", " 007 ")


def test_a_record_has_the_line_on_which_it_begins(tmp_path: Path) -> None:
    _, found = read(tmp_path, b'a,b\n"one\ntwo",x\n\nthree,y\n')
    assert [row["_line"] for row in found] == [2, 5]


def test_longer_and_shorter_rows_are_told_and_cut_or_filled(tmp_path: Path) -> None:
    relation, found = read(tmp_path, b"a,b\n1\n2,3\n4,5,6\n")
    assert [(row["a"], row["b"]) for row in found] == [("1", None), ("2", "3"), ("4", "5")]
    assert relation.width_faults == 2
    assert [(each.line, each.value, each.expected) for each in relation.widths] == [(2, "1", "2"), (4, "3", "2")]


def test_only_the_first_twenty_are_shown_and_all_are_counted(tmp_path: Path) -> None:
    relation, _ = read(tmp_path, b"a,b\n" + b"1\n" * 21)
    assert (relation.width_faults, len(relation.widths)) == (21, 20)


@pytest.mark.parametrize(
    ("header", "columns"),
    [
        (b"a, a ,a", ("a", "a_2", "a_3")),
        (b"a,,b", ("a", "\uc5f42", "b")),
        (b"_line,x", ("_line_1", "x")),
        (b"a_2,a,a", ("a_2", "a", "a_3")),
    ],
)
def test_headings_are_made_distinct(header: bytes, columns: tuple[str, ...], tmp_path: Path) -> None:
    assert read(tmp_path, header + b"\n1,2,3\n")[0].columns == columns


def test_a_file_of_nothing_is_refused(tmp_path: Path) -> None:
    with Engine() as engine, refuses("sectors_file_empty"):
        readers.from_rows(engine, "t", [])


def test_a_cell_without_an_end_is_refused_by_its_line() -> None:
    with refuses("sectors_file_unreadable") as refused:
        list(readers.records_of(["a,b\n", '"' + "x" * (readers.CELL + 1)]))
    assert refused.value.facts["line"] >= 1


def test_parquet_has_its_types_and_its_own_names(tmp_path: Path) -> None:
    pq.write_table(pa.table({"n": [1, 2], "c": ["가", None]}), tmp_path / "t.parquet")
    with Engine() as engine:
        plain = readers.read_table(engine, tmp_path / "t.parquet", "t.PARQUET", table="t", scratch=tmp_path)
        assert (plain.columns, plain.rows) == (("n", "c"), 2)
        assert rows(engine, plain)[1] == {"_line": 2, "n": 2, "c": None}
        named = readers.from_files(engine, "u", [tmp_path / "t.parquet"] * 2, names={"c": "이름"})
        assert (named.columns, named.rows) == (("이름",), 4)


def archive(folder: Path, members: dict[str, bytes]) -> Path:
    path = folder / "all.zip"
    with zipfile.ZipFile(path, "w") as file:
        for name, body in members.items():
            file.writestr(name, body)
    return path


def test_tables_of_an_archive_are_found_in_any_folder_and_case(tmp_path: Path) -> None:
    path = archive(tmp_path, {"in/STOPS.txt": b"id\n1\n", "notes.md": b"x", "empty.csv": b""})
    with Engine() as engine:
        wanted = {"stops": ("stops.csv", "stops.txt"), "trips": ("trips.txt",), "none": ("empty.csv",)}
        relations, members = readers.read_archive(engine, path, wanted)
        assert {name: relation.rows for name, relation in relations.items()} == {"stops": 1}
        assert members == ("empty.csv", "notes.md", "stops.txt")


@pytest.mark.parametrize(("count", "is_refused"), [(readers.MOST_MEMBERS, False), (readers.MOST_MEMBERS + 1, True)])
def test_an_archive_has_so_many_members_at_most(count: int, is_refused: bool, tmp_path: Path) -> None:
    path = archive(tmp_path, {f"{at}.csv": b"" for at in range(count)})
    with Engine() as engine:
        if not is_refused:
            assert readers.read_archive(engine, path, {})[0] == {}
            return
        with refuses("sectors_archive_too_large"):
            readers.read_archive(engine, path, {})


def test_what_is_no_archive_is_refused(tmp_path: Path) -> None:
    (tmp_path / "all.zip").write_bytes(b"PK")
    with Engine() as engine, refuses("sectors_file_unreadable"):
        readers.read_archive(engine, tmp_path / "all.zip", {})
