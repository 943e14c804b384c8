"""What of personal data still waits, and what a decision leaves behind."""

import pytest

from naru.data.catalogue.core.columns import Column, ColumnType
from naru.data.ingest.core.personal_decisions import decided, unaccounted, unsettled
from naru.data.ingest.core.source_settings import SourceSettings, TableSettings
from naru.data.ingest.core.states import Decision
from naru.data.ingest.core.values import ColumnHint, Hints, TableReport
from naru.data.tables.core.values import PersonalFinding, PersonalKind, PublicGround

K = PersonalKind


def finding(column: str, kind: K, ground: PublicGround | None = None) -> PersonalFinding:
    return PersonalFinding(column=column, alias=column, kind=kind, count=1, ground=ground)


NUMBER, PHONE = finding("주민번호", K.RESIDENT_NUMBER), finding("연락처", K.MOBILE_PHONE)
OWNER = finding("대표자", K.NAME, PublicGround.REPRESENTATIVE)


def report(*findings: PersonalFinding, name: str = "표", columns: tuple[str, ...] = ()) -> TableReport:
    names = dict.fromkeys((*(each.column for each in findings), *columns))
    return TableReport(
        name=name,
        parquet="",
        rows=1,
        columns=tuple(Column(name=name, alias=name, type=ColumnType.TEXT) for name in names),
        personal=findings,
    )


def settings(**said: object) -> SourceSettings:
    return SourceSettings(tables={"": TableSettings(**said)})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("findings", "accepted", "waiting"),
    [
        ([], (), []),
        ([PHONE], (), ["연락처"]),
        ([PHONE], ("연락처:mobile_phone",), []),
        ([PHONE], ("연락처:email",), ["연락처"]),
        ([NUMBER], ("주민번호:resident_number",), ["주민번호"]),
        ([OWNER], (), []),
    ],
)
def test_no_setting_accepts_a_number_of_identity(
    findings: list[PersonalFinding], accepted: tuple[str, ...], waiting: list[str]
) -> None:
    left = unsettled([report(*findings)], settings(accepted=accepted))
    assert [each.column for _, each in left] == waiting


RENAMED = Hints(columns=(ColumnHint(source="주민번호", name="번호"),))
DROPPED = Hints(columns=(ColumnHint(source="주민번호", drop=True),))
SETTLED = ("주민번호:resident_number",)


@pytest.mark.parametrize(
    ("now", "said", "hidden"),
    [
        (report(NUMBER), {}, False),
        (report(columns=("번호",)), {}, True),
        (report(columns=("번호",)), {"hints": RENAMED}, True),
        (report(columns=("주민번호",)), {"mask": ("주민번호",), "settled": SETTLED}, False),
        (report(columns=("번호",)), {"mask": ("주민번호",), "settled": SETTLED, "hints": RENAMED}, False),
        (report(columns=("c1",)), {"mask": ("주민번호",), "settled": SETTLED}, True),
        (report(columns=("주민번호",)), {"mask": ("주민번호",)}, True),
        (report(columns=("주민번호",)), {"settled": SETTLED}, True),
        (report(columns=("점수",)), {"hints": DROPPED, "settled": SETTLED}, False),
        (report(finding("c1", K.CARD)), {}, True),
    ],
)
def test_a_number_that_was_found_is_not_corrected_away(now: TableReport, said: dict[str, object], hidden: bool) -> None:
    kinds = unaccounted([report(NUMBER, PHONE)], [now], settings(**said))
    assert kinds == ({K.RESIDENT_NUMBER} if hidden else set())


def test_other_personal_data_may_be_corrected_away() -> None:
    assert unaccounted([report(PHONE)], [report(columns=("번호",))], SourceSettings()) == frozenset()


def test_what_is_masked_or_dropped_is_remembered_by_the_files_own_name() -> None:
    renamed = SourceSettings(tables={"": TableSettings(hints=RENAMED)})
    found = [report(finding("번호", K.RESIDENT_NUMBER), PHONE)]
    masked = decided(renamed, found, Decision.MASK, {"표": ["번호"]}).of("표")
    assert (masked.mask, masked.settled, masked.masks("번호")) == (("주민번호",), SETTLED, True)
    dropped = decided(renamed, found, Decision.DROP, {"표": ["번호"]}).of("표")
    assert (dropped.hints.columns, dropped.settled) == ((ColumnHint(source="주민번호", drop=True),), SETTLED)
    assert dropped.drops("주민번호")


def test_two_persons_accept_what_may_be_accepted() -> None:
    accepted = decided(SourceSettings(), [report(NUMBER, PHONE, OWNER)], Decision.PUBLISH, {}).of("표")
    assert (accepted.accepted, accepted.settled) == (("연락처:mobile_phone",), ())
    again = decided(SourceSettings(tables={"": accepted}), [report(PHONE)], Decision.PUBLISH, {}).of("표")
    assert again.accepted == ("연락처:mobile_phone",)


def test_tables_of_one_file_are_decided_by_their_names() -> None:
    found = [report(PHONE, name="가"), report(PHONE, name="나"), report(name="다")]
    after = decided(SourceSettings(), found, Decision.MASK, {"가": ["연락처"]})
    assert (after.of("가").mask, after.of("나").mask, set(after.tables)) == (("연락처",), (), {"가", "나"})
    assert decided(SourceSettings(), found, Decision.REJECT, {}).of("가") == TableSettings()
