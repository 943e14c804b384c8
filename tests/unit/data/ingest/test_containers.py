"""Archives and their promises: how many files, how large, where they would lie."""

import errno
import gzip
import stat
import zipfile
from pathlib import Path, PurePosixPath

import pytest

from naru.base.kit.refusals import Refused
from naru.data.ingest import refusals as _  # noqa: F401 - the sentences of the codes raised here
from naru.data.ingest.core.containers import (
    LIMITS,
    ArchiveLimits,
    Member,
    broken_is_refused,
    check_zip,
    entry_name,
    is_passed_over,
    shapefile_sets,
    unpack_gzip,
    unpack_zip,
)


def packed(folder: Path, entries: dict[str, bytes], name: str = "자료.zip") -> Path:
    path = folder / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry, body in entries.items():
            archive.writestr(entry, body)
    return path


def code(path: Path, folder: Path, limits: ArchiveLimits = LIMITS) -> str:
    """The refusal of unpacking, which is that of judging alone, or nothing."""
    codes = []
    for judge in (
        lambda: check_zip(path, "자료.zip", limits),
        lambda: unpack_zip(path, "자료.zip", folder / "out", limits),
    ):
        try:
            judge()
            codes.append("")
        except Refused as refused:
            codes.append(refused.code)
    assert codes[0] == codes[1]
    return codes[1]


def test_members_lie_under_numbers_and_keep_their_names(tmp_path: Path) -> None:
    path = packed(tmp_path, {"가/값.csv": b"1", "나/값.csv": b"2", "폴더/": b"", "~$값.xlsx": b"3"})
    members = unpack_zip(path, "자료.zip", tmp_path / "a" / "b")
    assert [(member.name, member.path.name, member.path.read_bytes()) for member in members] == [
        ("가/값.csv", "0001", b"1"), ("나/값.csv", "0002", b"2"),
    ]  # fmt: skip


def test_parts_of_a_shapefile_share_a_stem_and_keep_their_endings(tmp_path: Path) -> None:
    path = packed(tmp_path, {"공원.SHP": b"1", "공원.dbf": b"2", "길/공원.shp": b"3", "공원.csv": b"4"})
    members = unpack_zip(path, "자료.zip", tmp_path / "out")
    assert [member.path.name for member in members] == ["0001.shp", "0001.dbf", "0002.shp", "0003"]


@pytest.mark.parametrize(("count", "refused"), [(2_000, ""), (2_001, "archive_too_many_files")])
def test_archive_holds_up_to_two_thousand_files(count: int, refused: str, tmp_path: Path) -> None:
    entries = {f"{i}": b"" for i in range(count)} | {f"폴더{i}/": b"" for i in range(9)}
    path = packed(tmp_path, entries)
    if not refused:
        check_zip(path, "자료.zip")
        return
    with pytest.raises(Refused) as error:
        check_zip(path, "자료.zip")
    assert (error.value.code, error.value.facts["count"], error.value.facts["limit"]) == (refused, count, 2_000)


@pytest.mark.parametrize(
    ("entry", "refused"),
    [
        ("../밖.csv", "archive_escapes"),
        ("가/../../밖.csv", "archive_escapes"),
        ("가\\..\\밖.csv", "archive_escapes"),
        ("/etc/passwd", "archive_escapes"),
        ("C:밖.csv", "archive_escapes"),
        ("가/..값.csv", ""),
        ("a", ""),
    ],
)
def test_name_that_leads_out_is_refused(entry: str, refused: str, tmp_path: Path) -> None:
    assert code(packed(tmp_path, {entry: b"1"}), tmp_path) == refused


def test_name_that_leads_out_is_told_up_to_120_letters(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        check_zip(packed(tmp_path, {"../" + "a" * 200: b""}), "자료.zip")
    assert (refused.value.facts["file"], len(str(refused.value.facts["entry"]))) == ("자료.zip", 120)


def test_link_is_refused(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("값.csv")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    path = tmp_path / "자료.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(link, "/etc/passwd")
    assert code(path, tmp_path) == "archive_escapes"


def test_encrypted_archive_is_refused(tmp_path: Path) -> None:
    path = packed(tmp_path, {"값.csv": b"1"})
    body = bytearray(path.read_bytes())
    body[body.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(body)
    assert code(path, tmp_path) == "archive_is_encrypted"


SMALL = ArchiveLimits(unpacked_bytes=10_000, ratio=20, ratio_floor_bytes=5_000)


@pytest.mark.parametrize(
    ("size", "stored", "refused"),
    [(5_000, False, ""), (5_001, False, "archive_is_a_bomb"), (10_000, True, ""), (10_001, True, "archive_is_a_bomb")],
)
def test_archive_that_swells_is_a_bomb_past_its_floor_and_any_past_the_limit(
    size: int, stored: bool, refused: str, tmp_path: Path
) -> None:
    path = tmp_path / "자료.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("값.csv", b"0" * size)
    assert code(path, tmp_path, SMALL) == refused


def test_swelling_up_to_the_ratio_is_no_bomb(tmp_path: Path) -> None:
    path = packed(tmp_path, {"값.csv": b"0" * 9_999})
    ratio = 9_999 // path.stat().st_size
    assert code(path, tmp_path, ArchiveLimits(ratio=ratio, ratio_floor_bytes=5_000)) == ""
    assert code(path, tmp_path, ArchiveLimits(ratio=ratio - 1, ratio_floor_bytes=5_000)) == "archive_is_a_bomb"


def test_what_swells_two_hundredfold_past_64_mebibytes_is_a_bomb() -> None:
    assert (LIMITS.ratio, LIMITS.ratio_floor_bytes, LIMITS.unpacked_bytes) == (200, 64 << 20, 4 << 30)


def test_directory_that_lies_about_sizes_is_found_out_while_unpacking(tmp_path: Path) -> None:
    path = packed(tmp_path, {"값.csv": b"0" * 50_000})
    body = bytearray(path.read_bytes())
    at = body.index(b"PK\x01\x02") + 24
    body[at : at + 4] = (100).to_bytes(4, "little")
    path.write_bytes(body)
    check_zip(path, "자료.zip", SMALL)
    with pytest.raises(Refused) as refused:
        unpack_zip(path, "자료.zip", tmp_path / "out", SMALL)
    assert refused.value.code in {"archive_is_a_bomb", "archive_is_broken"}


def test_files_of_an_archive_count_together(tmp_path: Path) -> None:
    path = packed(tmp_path, {str(i): b"0" * 3_000 for i in range(3)})
    assert code(path, tmp_path, SMALL) == "archive_is_a_bomb"


@pytest.mark.parametrize("body", [b"PK\x03\x04", b"", b"PK\x05\x06"])
def test_damaged_archive_is_told(body: bytes, tmp_path: Path) -> None:
    path = tmp_path / "자료.zip"
    path.write_bytes(body)
    assert code(path, tmp_path) == "archive_is_broken"


@pytest.mark.parametrize(
    ("name", "inner"), [("값.csv.gz", "값.csv"), ("값.csv.GZIP", "값.csv"), ("값.csv", "값.csv"), ("가/값.gz", "값")]
)
def test_gzip_holds_one_file_under_the_name_without_its_ending(name: str, inner: str, tmp_path: Path) -> None:
    path = tmp_path / "값"
    path.write_bytes(gzip.compress(b"1" * 3_000_000, mtime=0))
    member = unpack_gzip(path, name, tmp_path / "a" / "b")
    assert (member.name, member.path.name, member.path.stat().st_size) == (inner, "0001", 3_000_000)


def test_gzip_that_swells_is_a_bomb(tmp_path: Path) -> None:
    path = tmp_path / "값.gz"
    path.write_bytes(gzip.compress(b"0" * 5_001, mtime=0))
    with pytest.raises(Refused) as refused:
        unpack_gzip(path, path.name, tmp_path / "out", SMALL)
    assert (refused.value.code, refused.value.facts["file"]) == ("archive_is_a_bomb", "값.gz")


@pytest.mark.parametrize(
    "body",
    [b"\x1f\x8b\x00", gzip.compress(b"1" * 99, mtime=0)[:-9], b"xx", gzip.compress(b"12", mtime=0)[:10] + b"\xff" * 20],
)
def test_damaged_gzip_is_told(body: bytes, tmp_path: Path) -> None:
    path = tmp_path / "값.gz"
    path.write_bytes(body)
    with pytest.raises(Refused) as refused:
        unpack_gzip(path, path.name, tmp_path / "out")
    assert refused.value.code == "archive_is_broken"


@pytest.mark.parametrize(
    "error",
    [OSError(), OSError(errno.EINVAL, "x"), ValueError("x"), EOFError(), NotImplementedError(), zipfile.BadZipFile()],
)
def test_whatever_a_damaged_archive_does_to_its_reader_is_told(error: Exception) -> None:
    with pytest.raises(Refused) as refused, broken_is_refused("자료.zip"):
        raise error
    assert refused.value.code == "archive_is_broken"


def test_a_full_disk_stays_what_it_is_and_reasons_are_short() -> None:
    with pytest.raises(OSError, match="full"), broken_is_refused("자료.zip"):
        raise OSError(errno.ENOSPC, "full")
    for error in (ValueError("x" * 300), OSError(errno.EINVAL, "x" * 300), OSError("x" * 300)):
        with pytest.raises(Refused) as refused, broken_is_refused("자료.zip"):
            raise error
        assert refused.value.facts["reason"] == "x" * 200


def entry(name: str, flags: int = 0) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.flag_bits = flags
    return info


@pytest.mark.parametrize(
    ("written", "name"),
    [
        (entry("주차장".encode("cp949").decode("cp437")), "주차장"),
        (entry("주차장".encode().decode("cp437")), "주차장"),
        (entry("주차장", 0x800), "주차장"),
        (entry("é", 0x800), "é"),
        (entry("주차장"), "주차장"),
        (entry(b"\xff\xff".decode("cp437")), b"\xff\xff".decode("cp437")),
        (entry("plain"), "plain"),
    ],
)
def test_name_of_an_entry_is_read_as_korean_tools_mean_it(written: zipfile.ZipInfo, name: str) -> None:
    assert entry_name(written) == name


@pytest.mark.parametrize(
    ("name", "passed"),
    [
        ("Thumbs.db", True), (".DS_Store", True), ("desktop.ini", True), ("datapackage.json", True),
        ("README", True), ("읽어주세요.txt", True), ("LICENSE.md", True), ("readme.csv", False), ("설명.txt", False),
        ("__MACOSX/값.csv", True), (".git/값.csv", True), ("~$값.xlsx", True), ("가/값.csv", False),
        ("공원.qml", True), ("공원.SLD", True), ("공원.avl", True), ("공원.shp.xml", True), ("공원.xml", False),
        ("공원.shp.csv", False),
    ],
)  # fmt: skip
def test_what_tools_put_beside_the_tables_is_passed_over(name: str, passed: bool) -> None:
    assert is_passed_over(PurePosixPath(name)) is passed


def test_parts_of_one_stem_are_a_shapefile_where_the_shapes_are_among_them() -> None:
    names = ["가/공원.DBF", "가/공원.shp", "나/공원.shp", "길.dbf", "공원.csv", "가/공원.QPJ"]
    sets = list(shapefile_sets([Member(name=name, path=Path(name)) for name in names]))
    assert [(stem, sorted(parts)) for stem, parts in sets] == [
        ("공원", [".dbf", ".qpj", ".shp"]), ("공원", [".shp"]),
    ]  # fmt: skip
