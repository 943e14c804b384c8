"""The plan as others read it: IATI valid by its own schema, money as a Fiscal Data Package."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from lxml import etree

from naru.base.kit.words import Words
from naru.systems.strategy.core.fiscal import COLUMNS, Amount, descriptor, plain, table
from naru.systems.strategy.core.iati import Activity, Budget, Payment, Period, Result, activities

SCHEMA = Path(__file__).resolve().parents[5] / "shared/data/strategy/iati/schema-2.03/iati-activities-schema.xsd"
CITY = Words("시험시", "Test City")
WHOLE = Activity(
    id="1-1",
    title=Words("과제 & 말", "A task < another"),
    description=Words("설명", "Description"),
    starts=date(2021, 8, 5),
    ends=date(2024, 8, 4),
    is_over=False,
    budgets=[Budget(starts=date(2026, 1, 1), ends=date(2026, 12, 31), won=210_000_000)],
    payments=[
        Payment(on=date(2026, 5, 1), won=100, is_committed=True),
        Payment(on=date(2026, 6, 1), won=-5, is_committed=False),
    ],
    results=[
        Result(
            title=Words("데이터셋", "Datasets"),
            definition=None,
            ascending=True,
            baseline=(date(2021, 8, 5), Decimal(2500)),
            periods=(Period(starts=date(2021, 8, 5), ends=date(2025, 12, 31), target=Decimal(10000), actual=None),),
        )
    ],
)
BARE = Activity(
    id="4-2",
    title=Words("과제", "A task"),
    description=Words("과제", "A task"),
    starts=date(2021, 8, 5),
    ends=date(2024, 8, 4),
    is_over=True,
)


def written(*listed: Activity) -> bytes:
    return activities(listed, reporter="KR-GOV-0000000", name=CITY, made=datetime(2026, 11, 29, tzinfo=UTC))


@pytest.mark.skipif(not SCHEMA.exists(), reason="the shared material is not here")
def test_activities_are_valid_by_the_schema_of_iati() -> None:
    schema = etree.XMLSchema(etree.parse(SCHEMA))
    assert schema.validate(etree.fromstring(written(WHOLE, BARE))), schema.error_log
    assert not schema.validate(etree.fromstring(written(WHOLE).replace(b"<sector", b"<actor"))), "the schema looks"


def test_an_activity_says_its_money_and_its_result() -> None:
    one = etree.fromstring(written(WHOLE))
    assert one.xpath("string(//iati-identifier)") == "KR-GOV-0000000-1-1"
    assert one.xpath("//transaction/transaction-type/@code") == ["2", "3"]
    assert one.xpath("//transaction/value/text()") == ["100", "-5"]
    assert one.xpath("//baseline/@value") == ["2500"]
    assert one.xpath("//period/target/@value") == ["10000"]
    assert one.xpath("//period/actual") == []
    assert one.xpath("string(//title/narrative[1])") == "과제 & 말"


def amount(**more: object) -> Amount:
    said = {
        "year": 2026,
        "fund": "시비",
        "strategy_code": "2",
        "strategy": "혁신센터",
        "task_code": "2-2",
        "task": "바우처",
        "project": "지원",
        "phase": "편성",
        "basis": "계획",
        "won": 10,
    }
    return Amount(**said | more)  # type: ignore[arg-type]


def test_money_is_a_line_a_phase() -> None:
    lines = table([amount(), amount(phase="지급", won=-3)]).splitlines()
    assert lines[0].split(",") == [name for name, _, _ in COLUMNS]
    assert lines[1] == "1,2026,시비,2,혁신센터,2-2,바우처,지원,지출,편성,계획,10"
    assert lines[2].endswith(",지급,계획,-3")


@pytest.mark.parametrize(
    ("text", "said"), [("=1+1", "'=1+1"), ("-", "'-"), ("@a", "'@a"), ("가-나", "가-나"), ("", "")]
)
def test_no_cell_is_a_formula(text: str, said: str) -> None:
    assert plain(text) == said


def test_the_descriptor_names_every_column_once() -> None:
    said = descriptor(name="n", title="t", path="budget.csv")
    fields = said["resources"][0]["schema"]["fields"]  # type: ignore[index,call-overload]
    assert [each["name"] for each in fields] == [name for name, _, _ in COLUMNS]
    assert len({each["columnType"] for each in fields}) == len(COLUMNS)
