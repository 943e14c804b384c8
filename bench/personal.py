"""How well personal data is found: precision and recall by kind, ours beside a plain set of patterns, in one run.

``python -m bench.personal``. Tables are made (numbers by the public check-digit rules, names and homes by hand-made
lists): for each kind columns under telling names and under none, written as people write them, beside columns that only
look alike (firms' numbers, barcodes, telephones of offices, serial numbers, places with surnames' syllables). Then the
files of ``../shared/data`` that hold nobody's data, where each finding is a false alarm. A column counts once a kind.
"""

import json
import re
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from random import Random

from bench.types import DATA, files_of, read
from naru.base.kit.refusals import Refused
from naru.data.ingest.core.readers import read_delimited
from naru.data.tables.core.identity_numbers import is_card, is_corporation, is_foreigner, is_resident
from naru.data.tables.core.values import Grade, PersonalKind

K = PersonalKind
ROWS, TABLES = 60, 12
CLEAN = ("korean", "packages", "geo", "badfiles/csv")
NUMBERS_OF_FIRMS = DATA / "korea-rules" / "ids.json"
PLAIN: dict[PersonalKind, re.Pattern[str]] = {
    K.RESIDENT_NUMBER: re.compile(r"\b\d{6}-?[1-4]\d{6}\b"),
    K.FOREIGNER_NUMBER: re.compile(r"\b\d{6}-?[5-8]\d{6}\b"),
    K.CARD: re.compile(r"\b(?:\d{4}[- ]?){3}\d{4}\b"),
    K.PASSPORT: re.compile(r"\b[MSRODG]\d{8}\b|\b[MSRODG]\d{3}[A-Z]\d{4}\b"),
    K.DRIVER_LICENCE: re.compile(r"\b\d{2}-\d{2}-\d{6}-\d{2}\b"),
    K.ACCOUNT: re.compile(r"\b\d{2,6}-\d{2,6}-\d{2,6}(?:-\d{1,3})?\b"),
    K.MOBILE_PHONE: re.compile(r"\b01[016789]-?\d{3,4}-?\d{4}\b"),
    K.EMAIL: re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+"),
    K.NAME: re.compile(r"[가-힣]{2,4}"),
    K.BIRTH_DATE: re.compile(r"(?:19|20)?\d{2}[-./]?\d{2}[-./]?\d{2}"),
    K.ADDRESS: re.compile(r".*[가-힣]+(?:로|길|동)\s?\d+.*"),
}
PLAIN_NAMED = {K.NAME: r"성명|이름|name", K.BIRTH_DATE: r"생년월일|birth", K.ADDRESS: r"주소|address"}
Values = Callable[[Random], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A column: its name, what is in it, and of which kind that is; None where it only looks so."""

    name: str
    values: Values
    kind: PersonalKind | None
    beside: tuple["Made", ...] = ()


def digits(random: Random, count: int) -> str:
    return "".join(random.choices("0123456789", k=count))


def day(random: Random) -> str:
    return f"{random.randint(50, 99)}{random.randint(1, 12):02}{random.randint(1, 28):02}"


def passing(random: Random, make: Values, judge: Callable[[str], bool]) -> str:
    return next(number for number in iter(lambda: make(random), "") if judge(number))


def resident(random: Random) -> str:
    return passing(random, lambda r: f"{day(r)}-{r.choice('12')}{digits(r, 6)}", is_resident)


def newborn(random: Random) -> str:
    return f"{random.randint(21, 25)}{random.randint(1, 12):02}{random.randint(1, 28):02}-{random.choice('34')}{digits(random, 6)}"


def foreigner(random: Random) -> str:
    return passing(random, lambda r: f"{day(r)}-{r.choice('56')}{digits(r, 6)}", is_foreigner)


def corporation(random: Random) -> str:
    return passing(random, lambda r: f"{r.choice(('110111', '180111', '134511'))}-{digits(r, 7)}", is_corporation)


def card(random: Random) -> str:
    return passing(random, lambda r: "-".join(("4" + digits(r, 3), *(digits(r, 4) for _ in range(3)))), is_card)


FAMILY = "김이박최정강조윤장임한오서신권황안송유홍"
GIVEN = ("민지", "준호", "서연", "도윤", "하은", "지우", "현우", "수아", "예준", "영숙", "정희", "경수", "말순", "철")
SHOPS = (
    "바다식당",
    "산마루",
    "해운약국",
    "푸른문구",
    "별빛서점",
    "동백카페",
    "이마트 문현점",
    "한솥",
    "김밥나라",
    "오복당",
)
PLACES = (
    "신정동",
    "이문동",
    "장안동",
    "고성군",
    "강서구",
    "남포역",
    "서면시장",
    "하단공원",
    "구포다리",
    "민락수변공원",
)
STREETS = (
    "부산광역시 해운대구 우동",
    "서울특별시 중구 세종대로",
    "대구광역시 수성구 범어로",
    "경기도 수원시 팔달구 효원로",
)


def name(random: Random) -> str:
    return random.choice(FAMILY) + random.choice(GIVEN)


def address(random: Random) -> str:
    return f"{random.choice(STREETS)} {random.randint(1, 300)}"


def born(random: Random) -> str:
    return f"19{random.randint(50, 99)}-{random.randint(1, 12):02}-{random.randint(1, 28):02}"


def recent(random: Random) -> str:
    return f"2024-{random.randint(1, 12):02}-{random.randint(1, 28):02}"


def bare(values: Values) -> Values:
    return lambda random: values(random).replace("-", "")


def within(values: Values) -> Values:
    return lambda random: f"{random.choice(('문의', '연락', '확인'))} {values(random)} 참고"


def account(random: Random) -> str:
    return f"{digits(random, 3)}-{digits(random, 3)}-{digits(random, 6)}"


def licence(random: Random) -> str:
    return f"{random.randint(11, 26)}-{digits(random, 2)}-{digits(random, 6)}-{digits(random, 2)}"


def mobile(random: Random) -> str:
    return f"010-{digits(random, 4)}-{digits(random, 4)}"


WHO = Made(name="주민등록번호", values=resident, kind=K.RESIDENT_NUMBER)
CASES = (
    WHO,
    Made(name="비고", values=within(resident), kind=K.RESIDENT_NUMBER),
    Made(name="관리", values=bare(resident), kind=K.RESIDENT_NUMBER),
    Made(name="아동번호", values=newborn, kind=K.RESIDENT_NUMBER),
    Made(name="번호", values=lambda r: resident(r).replace("-", " - "), kind=K.RESIDENT_NUMBER),
    Made(name="번호", values=lambda r: resident(r).replace("-", "–"), kind=K.RESIDENT_NUMBER),
    Made(name="법인등록번호", values=corporation, kind=None),
    Made(name="법인번호", values=bare(corporation), kind=None),
    Made(name="바코드", values=lambda r: "880" + digits(r, 10), kind=None),
    Made(name="등록번호", values=foreigner, kind=K.FOREIGNER_NUMBER),
    Made(name="외국인등록번호", values=bare(foreigner), kind=K.FOREIGNER_NUMBER),
    Made(name="결제", values=card, kind=K.CARD),
    Made(name="카드번호", values=bare(card), kind=K.CARD),
    Made(name="관리번호", values=lambda r: f"4{digits(r, 15)}", kind=None),
    Made(name="여권번호", values=lambda r: "M" + digits(r, 8), kind=K.PASSPORT),
    Made(name="비고", values=lambda r: f"M{digits(r, 3)}A{digits(r, 4)}", kind=K.PASSPORT),
    Made(name="품번", values=lambda r: "S" + digits(r, 8), kind=None),
    Made(name="운전면허번호", values=bare(licence), kind=K.DRIVER_LICENCE),
    Made(name="비고", values=licence, kind=K.DRIVER_LICENCE),
    Made(name="접수번호", values=licence, kind=None),
    Made(name="환급계좌", values=account, kind=K.ACCOUNT),
    Made(name="비고", values=lambda r: f"국민은행 {account(r)}", kind=K.ACCOUNT),
    Made(name="관리번호", values=account, kind=None),
    Made(name="전화번호", values=lambda r: f"051-{digits(r, 3)}-{digits(r, 4)}", kind=None),
    Made(name="사업자등록번호", values=lambda r: f"{digits(r, 3)}-{digits(r, 2)}-{digits(r, 5)}", kind=None),
    Made(name="연락처", values=mobile, kind=K.MOBILE_PHONE),
    Made(name="연락처", values=lambda r: mobile(r).replace("-", ".")[1:], kind=K.MOBILE_PHONE),
    Made(name="비고", values=within(mobile), kind=K.MOBILE_PHONE),
    Made(name="메일", values=lambda r: f"user{digits(r, 3)}@example.com", kind=K.EMAIL),
    Made(name="성명", values=name, kind=K.NAME),
    Made(name="신청인", values=name, kind=K.NAME),
    Made(name="구분1", values=name, kind=None),
    Made(name="값", values=name, kind=K.NAME, beside=(WHO,)),
    Made(name="이름", values=lambda r: r.choice(SHOPS), kind=None),
    Made(name="이름", values=lambda r: r.choice(PLACES), kind=None, beside=(WHO,)),
    Made(name="시설명", values=lambda r: r.choice(SHOPS), kind=None, beside=(WHO,)),
    Made(name="동", values=lambda r: r.choice(PLACES), kind=None, beside=(WHO,)),
    Made(name="생년월일", values=born, kind=K.BIRTH_DATE),
    Made(name="값", values=born, kind=K.BIRTH_DATE, beside=(WHO,)),
    Made(name="등록일자", values=recent, kind=None, beside=(WHO,)),
    Made(name="주소", values=address, kind=K.ADDRESS, beside=(WHO,)),
    Made(name="거주지", values=address, kind=K.ADDRESS),
    Made(name="소재지", values=address, kind=None),
    Made(name="주소", values=address, kind=None),
)
Found = set[PersonalKind]


def main() -> None:
    finders: dict[str, Callable[[Path, str, Sequence[str]], Found]] = {"ours": ours, "plain patterns": plain}
    counts: dict[str, dict[PersonalKind, list[int]]] = {name: defaultdict(lambda: [0, 0, 0]) for name in finders}
    with tempfile.TemporaryDirectory() as folder:
        for case, values, path in made(Path(folder)):
            for name, find in finders.items():
                count(counts[name], case.kind, find(path, case.name, values))
    print(f"{(len(CASES) + len(firms())) * TABLES} columns made, {ROWS} rows each: precision / recall by kind")
    for kind in PLAIN:
        print(f"  {kind.value:<18}" + "".join(f"  {name} {said(counts[name][kind])}" for name in finders))
    whole = {name: [sum(each[place] for each in counts[name].values()) for place in range(3)] for name in finders}
    print("  all               " + "".join(f"  {name} {said(whole[name])}" for name in finders))
    false_alarms()


@cache
def firms() -> tuple[Made, ...]:
    """Numbers of firms by others' rules, under their names; none without ../shared/data."""
    if not NUMBERS_OF_FIRMS.exists():
        return ()
    known = json.loads(NUMBERS_OF_FIRMS.read_text(encoding="utf-8"))["cases"]
    by_kind = {kind: [one["value"] for one in known if one["kind"] == kind] for kind in ("bizno", "corpno")}
    names = {"bizno": ("사업자등록번호", "번호"), "corpno": ("법인등록번호", "번호")}
    return tuple(
        Made(name=name, values=partial(_chosen, by_kind[kind]), kind=None) for kind in names for name in names[kind]
    )


def _chosen(values: Sequence[str], random: Random) -> str:
    return random.choice(values)


def made(folder: Path) -> Iterator[tuple[Made, list[str], Path]]:
    """Each case in several tables, its column last, beside a number and what it is told to stand beside."""
    for number in range(TABLES):
        for place, case in enumerate((*CASES, *firms())):
            random = Random(number * 1000 + place)
            columns = [*case.beside, case]
            rows = [[str(row), *(each.values(random) for each in columns)] for row in range(ROWS)]
            path = folder / f"{number}-{place}.csv"
            lines = [",".join(["연번", *(each.name for each in columns)]), *(",".join(row) for row in rows)]
            path.write_text("\n".join(lines) + "\n", encoding="utf-8")
            yield case, [row[-1] for row in rows], path


def ours(path: Path, column: str, values: Sequence[str]) -> Found:
    report = read_delimited(path, path.with_suffix(""))
    return {
        finding.kind for finding in report.personal if finding.column == column and finding.grade is not Grade.PUBLIC
    }


def plain(path: Path, column: str, values: Sequence[str]) -> Found:
    """What a usual set of patterns says of a column in which half of the values match; names, dates and addresses only
    under their own headers."""
    return {
        kind
        for kind, pattern in PLAIN.items()
        if re.search(PLAIN_NAMED.get(kind, ""), column)
        and sum(1 for value in values if matches(pattern, value, kind)) >= len(values) / 2
    }


def matches(pattern: re.Pattern[str], value: str, kind: PersonalKind) -> bool:
    return (pattern.fullmatch(value) if kind in PLAIN_NAMED else pattern.search(value)) is not None


def count(counts: dict[PersonalKind, list[int]], kind: PersonalKind | None, found: Found) -> None:
    """Right, false and missed, by kind."""
    for each in found:
        counts[each][0 if each is kind else 1] += 1
    if kind is not None and kind not in found:
        counts[kind][2] += 1


def said(figures: Sequence[int]) -> str:
    right, false, missed = figures
    precision = right / (right + false) if right + false else float("nan")
    recall = right / (right + missed) if right + missed else float("nan")
    return f"{precision:5.2f} /{recall:5.2f} ({right}+{false}-{missed})"


def false_alarms() -> None:
    """Findings in files that hold nobody's data, by folder; what is public by law holds nothing up."""
    if not DATA.is_dir():
        print("skipped: no ../shared/data beside this checkout")
        return
    for folder in CLEAN:
        columns, alarms = 0, []
        for path in files_of(folder):
            try:
                reports = read(path)
            except Refused:
                continue
            columns += sum(len(report.columns) for report in reports)
            alarms += [
                f"{path.name} {finding.column} {finding.kind.value} ×{finding.count} ({finding.grade.value})"
                for report in reports
                for finding in report.personal
            ]
        print(f"{folder}: {columns} columns of others' files, {len(alarms)} findings")
        for alarm in alarms:
            print(f"    {alarm}")


if __name__ == "__main__":
    main()
