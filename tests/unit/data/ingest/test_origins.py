"""Files of one source from month to month, and what there is to load in a folder."""

import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from naru.data.ingest.core.origins import alike, find_files, readable_title, same_name, without_endings


@pytest.mark.parametrize(
    ("name", "same"),
    [
        ("주차장현황_20240131 (1).csv", "주차장현황"),
        ("주차장현황_2024-01-31.csv.gz", "주차장현황"),
        ("주차장현황_202401.xlsx", "주차장현황"),
        ("주차장현황 2024년 1월.csv", "주차장현황"),
        ("주차장현황 - 복사본.csv", "주차장현황"),
        ("자료\\PARKING-List copy.CSV", "parking list"),
        ("20240131.csv", "20240131"),
        ("주차장.pdf", "주차장 pdf"),
        (unicodedata.normalize("NFD", "주차장.csv"), "주차장"),
        ("동 12345678.csv", "동 12345678"),
    ],
)
def test_name_without_what_changes_from_month_to_month(name: str, same: str) -> None:
    assert same_name(name) == same


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("부산_공영주차장-현황.csv", "부산 공영주차장 현황"),
        ("2024-01 현황.csv", "2024-01 현황"),
        ("가__나.csv.gz", "가 나"),
        ("_.csv", "_.csv"),
    ],
)
def test_title_is_the_readable_name(name: str, title: str) -> None:
    assert readable_title(name) == title


@pytest.mark.parametrize(
    ("name", "bare"), [("a.csv.gz", "a"), (".csv", ".csv"), ("a.pdf", "a.pdf"), ("b/a.shp", "a"), ("a.CSV", "a")]
)
def test_endings_of_tables_are_taken_off(name: str, bare: str) -> None:
    assert without_endings(name) == bare


@pytest.mark.parametrize(
    ("names", "others", "same"),
    [("ab", "abcd", True), ("ab", "abcde", False), ("a", "b", False), ("", "", False), ("ab", "ab", True)],
)
def test_half_of_the_names_in_common_is_the_same_table(names: str, others: str, same: bool) -> None:
    assert alike(frozenset(names), frozenset(others)) is same


def put(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("구\n")


def found(path: Path) -> list[list[str]]:
    return [[part.name for part in each.paths] for each in find_files(path)]


def test_parts_of_a_shapefile_are_one_thing_with_the_shapes_first(tmp_path: Path) -> None:
    put(tmp_path, "공원.dbf", "공원.SHP", "공원.prj", "값.csv", "길.dbf", "안/공원.shp")
    assert sorted(found(tmp_path)) == [["값.csv"], ["공원.SHP", "공원.dbf", "공원.prj"], ["공원.shp"], ["길.dbf"]]


def test_a_shapefile_named_alone_brings_its_parts(tmp_path: Path) -> None:
    put(tmp_path, "공원.shp", "공원.dbf", "공원.csv", "길.dbf")
    assert found(tmp_path / "공원.shp") == [["공원.shp", "공원.dbf"]]
    assert found(tmp_path / "공원.csv") == [["공원.csv"]]
    [one] = find_files(tmp_path / "공원.csv")
    assert (one.path, one.about) == (tmp_path / "공원.csv", {})


def about(folder: Path, package: Any, file: str = "값.csv") -> dict[str, Any]:
    put(folder, file)
    text = package if isinstance(package, str) else json.dumps(package)
    (folder / "datapackage.json").write_text(text)
    return dict(next(each.about for each in find_files(folder / file)))


PACKAGE: dict[str, Any] = {
    "title": "주차",
    "name": "parking",
    "description": "설명",
    "keywords": ["주차", 3, "가" * 101],
    "licenses": [{"name": "KOGL-1"}, {"name": "다른"}],
    "homepage": "https://example.org/",
    "sources": ["글", {"title": "부산", "path": "https://example.org/source"}],
    "resources": [{"path": "./값.csv", "title": "값", "description": "값의 설명"}],
}


def test_package_beside_a_file_describes_it(tmp_path: Path) -> None:
    assert about(tmp_path, PACKAGE) == {
        "title": "주차",
        "description": "설명",
        "keywords": ["주차", "가" * 100],
        "licence": "KOGL-1",
        "landing_page": "https://example.org/",
        "publisher": "부산",
    }


def test_a_file_among_others_of_its_package_has_its_own_words(tmp_path: Path) -> None:
    resources = [*PACKAGE["resources"], {"path": "다른.csv"}]
    described = about(tmp_path, {**PACKAGE, "resources": resources})
    assert (described["title"], described["description"]) == ("값", "값의 설명")
    other = about(tmp_path, {**PACKAGE, "resources": resources}, "다른.csv")
    assert (other["title"], other["description"]) == ("주차", "설명")


@pytest.mark.parametrize(
    ("change", "key", "value"),
    [
        ({"title": None}, "title", "값"),
        ({"title": None, "resources": [{"path": "값.csv"}]}, "title", "parking"),
        ({"title": None, "name": None, "resources": [{"path": "값.csv"}]}, "title", ""),
        ({"title": "가" * 501}, "title", "가" * 500),
        ({"homepage": None}, "landing_page", "https://example.org/source"),
        ({"homepage": None, "sources": [{"link": "https://l/", "path": "https://p/"}]}, "landing_page", "https://l/"),
        ({"homepage": {"a": 1}}, "landing_page", ""),
        ({"sources": None}, "publisher", ""),
        ({"sources": [{"dataPublishedBy": "가" * 201, "title": "부산"}]}, "publisher", "가" * 200),
        ({"keywords": None, "owidTags": ["주택"]}, "keywords", ["주택"]),
        ({"licenses": ["글"]}, "licence", ""),
        ({"licenses": [{}]}, "licence", ""),
        ({"description": None}, "description", ""),
    ],
)
def test_package_says_what_it_says(change: dict[str, Any], key: str, value: Any, tmp_path: Path) -> None:
    assert about(tmp_path, {**PACKAGE, **change})[key] == value


@pytest.mark.parametrize(
    "package", ["{", "[]", '{"resources": 3}', '{"resources": [3, {"path": "다른.csv"}]}', " " * ((4 << 20) + 1)]
)
def test_package_that_says_nothing_of_a_file_is_passed_over(package: str, tmp_path: Path) -> None:
    assert about(tmp_path, package) == {}


def test_a_package_of_four_mebibytes_is_still_read(tmp_path: Path) -> None:
    text = json.dumps(PACKAGE)
    assert about(tmp_path, text + " " * ((4 << 20) - len(text.encode())))["title"] == "주차"
