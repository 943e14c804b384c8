"""What a child leaves behind is taken only where it lies in the child's own folder, as a file of its own."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from naru.base.kit.child.outputs import output_file
from naru.base.kit.refusals import Refused


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    (folder / "1").mkdir(parents=True)
    (folder / "1" / "table.parquet").write_bytes(b"rows")
    (tmp_path / "secret.key").write_bytes(b"hush")
    (tmp_path / "out-of-it").mkdir()
    (tmp_path / "out-of-it" / "table.parquet").write_bytes(b"another's")
    return folder


@pytest.mark.parametrize("name", ["1/table.parquet", "./1/table.parquet", "1/../1/table.parquet"])
def test_a_file_of_its_own_is_taken(out: Path, name: str) -> None:
    assert output_file(name, out) == out / "1" / "table.parquet"
    assert output_file(str(out / name), out).read_bytes() == b"rows"


@pytest.mark.parametrize(
    "name",
    [
        "../secret.key",
        "1/../../secret.key",
        "/etc/passwd",
        ".",
        "",
        "1",
        "2/table.parquet",
        "../out-of-it/table.parquet",
    ],
)
def test_what_lies_elsewhere_is_refused(out: Path, name: str) -> None:
    with pytest.raises(Refused) as refused:
        output_file(name, out)
    assert refused.value.code == "child_output_refused"


LINKS: list[tuple[str, Callable[[Path], object]]] = [
    ("a.parquet", lambda out: (out / "a.parquet").symlink_to(out.parent / "secret.key")),
    ("a.parquet", lambda out: (out / "a.parquet").symlink_to(out / "1" / "table.parquet")),
    ("a.parquet", lambda out: (out / "a.parquet").hardlink_to(out.parent / "secret.key")),
    ("b/table.parquet", lambda out: (out / "b").symlink_to(out.parent / "out-of-it")),
    ("c", lambda out: os.mkfifo(out / "c")),
]


@pytest.mark.parametrize(("name", "make"), LINKS, ids=["to a key", "within", "second name", "folder", "pipe"])
def test_links_and_pipes_are_refused(out: Path, name: str, make: Callable[[Path], object]) -> None:
    make(out)
    with pytest.raises(Refused):
        output_file(name, out)


def test_a_folder_that_is_a_link_is_refused(out: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(out)
    with pytest.raises(Refused):
        output_file("1/table.parquet", tmp_path / "link")
