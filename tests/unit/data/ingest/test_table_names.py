"""What tables are called: by their file, by their sheet, and by their folder where it takes that."""

import unicodedata

import pytest

from naru.data.ingest.core.table_names import TableNames, stem


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("주차장.csv", "주차장"),
        ("자료/2024/주차장.CSV", "주차장"),
        ("자료\\주차장.xlsx", "주차장"),
        ("주차장.csv.gz", "주차장"),
        ("주차장.csv.csv", "주차장.csv"),
        ("주차장.geojson", "주차장"),
        ("공원.shp", "공원"),
        ("표.dat", "표"),
        ("주차장.csv.dat", "주차장.csv"),
        (".csv", ".csv"),
        (" .csv", " .csv"),
        (" 주차장 .csv", "주차장"),
        ("주차장.pdf", "주차장.pdf"),
        (unicodedata.normalize("NFD", "주차장.csv"), "주차장"),
    ],
)
def test_stem_is_the_name_without_folders_and_endings(file: str, name: str) -> None:
    assert stem(file) == name


def test_a_file_alone_names_its_table() -> None:
    assert TableNames().name("자료/인구.csv") == "인구"


def test_a_name_given_already_takes_the_folder_then_a_number() -> None:
    called = TableNames()
    assert [called.name("가/인구.csv") for _ in range(3)] == ["인구", "가 인구", "인구 (2)"]


def test_files_of_one_name_take_their_folders_from_the_first_on() -> None:
    called = TableNames()
    called.among(["가/인구.csv", "나/인구.csv", "나/면적.csv"])
    names = [called.name(file) for file in ("가/인구.csv", "나\\인구.csv", "나/면적.csv", "인구.csv")]
    assert names == ["가 인구", "나 인구", "면적", "인구"]


@pytest.mark.parametrize(("files", "name"), [(["연보.xlsx"], "자료"), (["연보.xlsx", "면적.csv"], "연보 자료")])
def test_a_sheet_is_called_by_its_file_only_among_other_files(files: list[str], name: str) -> None:
    called = TableNames()
    called.among(files)
    assert called.name("연보.xlsx", "자료") == name


def test_one_file_after_others_is_still_among_them() -> None:
    called = TableNames()
    called.among(["가.xlsx", "나.xlsx"])
    called.among(["다.xlsx"])
    assert called.name("다.xlsx", "자료") == "다 자료"


def test_sheets_of_one_name_in_files_of_one_name_take_the_folder() -> None:
    called = TableNames()
    assert [called.name(f"{folder}/연보.xlsx", "자료") for folder in ("가", "나", "다")] == [
        "자료", "연보 자료", "다 연보 자료",
    ]  # fmt: skip
