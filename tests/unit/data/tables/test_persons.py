"""Names, birth dates and homes are found beside each other; what is public by law is told apart."""

from pathlib import Path

import pytest

from naru.data.ingest.core.values import ColumnHint, Hints
from naru.data.tables.core.values import Grade, PersonalFinding, PersonalKind, PublicGround
from tests.tables_read import read_text

K, G = PersonalKind, PublicGround
PEOPLE = ["김민지", "이준호", "박서연", "최영수", "정하은", "강도윤"]
BORN = ["1985-02-03", "1990-11-20", "2001-07-07", "1958-01-30", "1977-09-09", "1969-12-01"]
HOMES = [f"부산광역시 해운대구 우동 {n}" for n in range(1400, 1406)]
SHOPS = ["바다식당", "산마루", "해운약국", "푸른문구", "별빛서점", "동백카페"]
NUMBERS = ["850203-1234569", "850203-2234561", "050203-4234561", "850203-1234569", "850203-2234561", "050203-4234561"]
PHONES = [f"010-1234-567{n}" for n in range(6)]
COUNTS = ["1", "2", "3", "4", "5", "6"]


def found(folder: Path, **columns: list[str]) -> dict[str, tuple[PersonalKind, PublicGround | None]]:
    lines = [",".join(columns), *(",".join(row) for row in zip(*columns.values(), strict=True))]
    report = read_text("\n".join(lines) + "\n", folder)
    return {finding.column: (finding.kind, finding.ground) for finding in report.personal}


@pytest.mark.parametrize(
    ("columns", "persons"),
    [
        ({"성명": PEOPLE, "점수": COUNTS}, {"성명": (K.NAME, None)}),
        ({"이름": PEOPLE, "점수": COUNTS}, {"이름": (K.NAME, None)}),
        ({"이름": SHOPS, "점수": COUNTS}, {}),
        ({"이름": ["시청", "남포", "서면", "이마트", "구포", "하단"], "점수": COUNTS}, {}),
        (
            {"이름": ["시청", "남포", "서면", "이마트", "구포", "하단"], "휴대전화": PHONES},
            {"휴대전화": (K.MOBILE_PHONE, None)},
        ),
        (
            {"이름": [*PEOPLE[:5], "미정"], "휴대전화": PHONES},
            {"이름": (K.NAME, None), "휴대전화": (K.MOBILE_PHONE, None)},
        ),
        (
            {"name": [f"Kim {name}" for name in ("Minji", "Junho", "Ara", "Bora", "Nari", "Sori")], "휴대전화": PHONES},
            {"name": (K.NAME, None), "휴대전화": (K.MOBILE_PHONE, None)},
        ),
        ({"신청인": PEOPLE, "점수": COUNTS}, {"신청인": (K.NAME, None)}),
        ({"신청인": SHOPS, "점수": COUNTS}, {}),
        ({"생년월일": BORN, "점수": COUNTS}, {"생년월일": (K.BIRTH_DATE, None)}),
        ({"생일": BORN, "점수": COUNTS}, {}),
        ({"생일": BORN, "성명": PEOPLE}, {"생일": (K.BIRTH_DATE, None), "성명": (K.NAME, None)}),
        ({"거주지": HOMES, "점수": COUNTS}, {"거주지": (K.ADDRESS, None)}),
        ({"주소": HOMES, "점수": COUNTS}, {}),
        ({"주소": HOMES, "성명": PEOPLE}, {"주소": (K.ADDRESS, None), "성명": (K.NAME, None)}),
        ({"소재지": HOMES, "성명": PEOPLE}, {"성명": (K.NAME, None)}),
        ({"상호": SHOPS, "대표자": PEOPLE, "주소": HOMES}, {"대표자": (K.NAME, G.REPRESENTATIVE)}),
        ({"대표자": PEOPLE, "점수": COUNTS}, {"대표자": (K.NAME, None)}),
        ({"담당부서": SHOPS, "담당자": PEOPLE}, {"담당자": (K.NAME, G.DUTY)}),
        ({"담당자": PEOPLE, "점수": COUNTS}, {"담당자": (K.NAME, None)}),
        ({"제목": SHOPS, "저자": PEOPLE}, {"저자": (K.NAME, G.AUTHORSHIP)}),
        ({"가": PEOPLE, "점수": COUNTS}, {}),
        ({"가": PEOPLE, "휴대전화": PHONES}, {"가": (K.NAME, None), "휴대전화": (K.MOBILE_PHONE, None)}),
        ({"시설명": PEOPLE, "휴대전화": PHONES}, {"휴대전화": (K.MOBILE_PHONE, None)}),
        (
            {"상호": SHOPS, "대표자": PEOPLE, "주민등록번호": NUMBERS, "나": BORN},
            {
                "대표자": (K.NAME, None),
                "주민등록번호": (K.RESIDENT_NUMBER, None),
                "나": (K.BIRTH_DATE, None),
            },
        ),
        (
            {"성명": PEOPLE, "등록일": BORN, "비고": ["850203-1******"] * 6},
            {"성명": (K.NAME, None)},
        ),
        ({"성명": ["홍*동", "김○○", "이**", "박*연", "최*수", "정*은"], "점수": COUNTS}, {}),
    ],
)
def test_a_column_is_judged_beside_the_others(
    columns: dict[str, list[str]], persons: dict[str, tuple[K, G | None]], tmp_path: Path
) -> None:
    assert found(tmp_path, **columns) == persons


def test_the_halves_of_a_number_in_two_columns_are_found(tmp_path: Path) -> None:
    halves = [number.split("-") for number in NUMBERS]
    columns = {"주민번호앞자리": [half[0] for half in halves], "주민번호뒷자리": [half[1] for half in halves]}
    assert found(tmp_path, **columns) == {
        "주민번호앞자리": (K.BIRTH_DATE, None),
        "주민번호뒷자리": (K.RESIDENT_NUMBER, None),
    }


def test_no_new_name_makes_people_things(tmp_path: Path) -> None:
    rows = "\n".join(f"{name},1" for name in PEOPLE)
    hints = Hints(columns=(ColumnHint(source="성명", name="시설명"),))
    report = read_text(f"성명,점수\n{rows}\n", tmp_path, hints=hints)
    assert [(finding.column, finding.kind) for finding in report.personal] == [("시설명", K.NAME)]


def test_three_examples_are_shown_masked(tmp_path: Path) -> None:
    report = read_text("성명,점수\n" + "\n".join(f"{name},1" for name in PEOPLE) + "\n", tmp_path)
    [finding] = report.personal
    assert (finding.count, len(finding.examples), {len(example) for example in finding.examples}) == (6, 3, {3})
    assert all(example[1:] == "**" for example in finding.examples)


@pytest.mark.parametrize(
    ("kind", "ground", "grade"),
    [
        (K.RESIDENT_NUMBER, None, Grade.IDENTITY),
        (K.ACCOUNT, G.REPRESENTATIVE, Grade.IDENTITY),
        (K.MOBILE_PHONE, None, Grade.PERSONAL),
        (K.NAME, None, Grade.PERSONAL),
        (K.NAME, G.REPRESENTATIVE, Grade.PUBLIC),
    ],
)
def test_numbers_of_identity_have_no_ground_to_be_public(kind: K, ground: G | None, grade: Grade) -> None:
    finding = PersonalFinding(column="가", alias="ga", kind=kind, count=1, ground=ground)
    assert (finding.grade, finding.key) == (grade, f"가:{kind.value}")
