"""A file tried and mended; a dataset that claims a profile and is held until it conforms; who may do what."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from click.testing import CliRunner
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from naru.base.events.actions import deliver_waiting
from naru.base.kit.canonical import canonical_json
from naru.base.kit.clock import SYSTEM_CLOCK
from naru.base.kit.gates import PASS, Asked, Refuse
from naru.base.kit.person import SYSTEM, Person
from naru.base.kit.refusals import Refused
from naru.data.catalogue import actions as catalogue
from naru.data.catalogue import reads as catalogue_reads
from naru.data.catalogue.core.columns import Column, ColumnType
from naru.data.catalogue.core.states import State
from naru.data.catalogue.core.values import DatasetId, Table
from naru.systems.sectors import actions, commands, gates, library, reads
from naru.systems.sectors.core.dqv import quality
from naru.systems.sectors.core.states import ProfileState, Standing
from naru.systems.sectors.core.values import Verdict
from tests.personas import make_person
from tests.tables import add_version, publish_table

pytestmark = pytest.mark.django_db
CARDS = "finance.card-spending"
HEAD = "기준월,구군코드,업종코드,통화,이용금액,이용건수\n"
GOOD = HEAD + "2026-01,26110,0101,KRW,1000,1\n2026-01,26140,0102,KRW,2000,2\n"
LOST = HEAD + "2026-01,26110,101,KRW,1000,1\n2026-01,26140,102,KRW,2000,2\n"
COLUMNS = tuple(
    Column(name=name, alias=alias, type=type)
    for name, alias, type in (
        ("기준월", "month", ColumnType.MONTH),
        ("구군코드", "district", ColumnType.TEXT),
        ("업종코드", "trade", ColumnType.TEXT),
        ("통화", "currency", ColumnType.TEXT),
        ("이용금액", "amount", ColumnType.INTEGER),
        ("이용건수", "payments", ColumnType.INTEGER),
    )
)


def rows(**changed: list[Any]) -> pa.Table:
    given: dict[str, Any] = {
        "month": pa.array([date(2026, 1, 1), date(2026, 2, 1)], pa.date32()),
        "district": ["26110", "26140"],
        "trade": ["0101", "0102"],
        "currency": ["KRW", "KRW"],
        "amount": [1000, 2000],
        "payments": [1, 2],
    }
    return pa.table(given | changed)


def draft(by: Person = SYSTEM, **changed: list[Any]) -> tuple[DatasetId, Table]:
    table = publish_table("카드 소비", COLUMNS, rows(**changed), by=by, publish=False)
    return table.dataset_id, table


def standing(dataset_id: DatasetId) -> Standing:
    (claim,) = reads.claims_of(dataset_id)
    return claim.standing


def test_a_dataset_is_published_only_once_it_keeps_to_what_it_claims() -> None:
    dataset_id, table = draft(trade=["101", "0102"])
    claim = actions.claim_profile(dataset_id, CARDS, by=SYSTEM)
    assert standing(dataset_id) is Standing.UNCHECKED
    assert catalogue.publish_dataset(dataset_id, by=SYSTEM).state is State.IN_REVIEW
    assert actions.check_claim(claim, by=SYSTEM).verdict is Verdict.FAILS
    assert catalogue.publish_dataset(dataset_id, by=SYSTEM).state is State.IN_REVIEW
    assert standing(dataset_id) is Standing.NOT_CONFORMING
    add_version(table, COLUMNS, rows())
    assert standing(dataset_id) is Standing.UNCHECKED  # a report of the version before says nothing of this one
    assert actions.check_claim(claim, by=SYSTEM).verdict is Verdict.CONFORMS
    assert catalogue.publish_dataset(dataset_id, by=SYSTEM).state is State.PUBLISHED
    assert reads.count_conforming() == 1


def test_what_a_table_cannot_be_held_against_is_not_claimed(visit: Callable[[Person], Client], minji: Person) -> None:
    dataset_id, _ = draft()
    for name in ("finance.iso20022", "logistics.gtfs", "logistics.epcis", "logistics.ais"):
        with pytest.raises(Refused) as refused:
            actions.claim_profile(dataset_id, name, by=SYSTEM)
        assert refused.value.code == "profile_not_claimable"
    offered = visit(minji).get(f"/sectors/datasets/{dataset_id}/").content.decode()
    assert f'value="{CARDS}"' in offered
    assert 'value="logistics.gtfs"' not in offered


def test_a_new_version_is_checked_by_itself_and_nothing_is_unpublished(django_capture_on_commit_callbacks: Any) -> None:
    dataset_id, table = draft()
    actions.check_claim(actions.claim_profile(dataset_id, CARDS, by=SYSTEM), by=SYSTEM)
    catalogue.publish_dataset(dataset_id, by=SYSTEM)
    add_version(table, COLUMNS, rows(payments=[0, 2]))
    deliver_waiting()
    actions.recheck(dataset_id)
    assert standing(dataset_id) is Standing.NOT_CONFORMING
    assert catalogue_reads.dataset(dataset_id, SYSTEM).state is State.PUBLISHED
    assert reads.count_conforming() == 0


def test_the_same_version_and_profile_give_the_same_report() -> None:
    dataset_id, _ = draft(amount=[-1, 2000])
    claim = actions.claim_profile(dataset_id, CARDS, by=SYSTEM)
    assert actions.check_claim(claim, by=SYSTEM) == actions.check_claim(claim, by=SYSTEM)


def test_an_officer_waives_for_a_time_with_a_reason(minji: Person) -> None:
    dataset_id, _ = draft(trade=["101", "0102"])
    claim = actions.claim_profile(dataset_id, CARDS, by=SYSTEM)
    actions.check_claim(claim, by=SYSTEM)
    tomorrow = SYSTEM_CLOCK.today() + timedelta(days=1)
    for until, why in ((tomorrow, " "), (None, "까닭"), (SYSTEM_CLOCK.today(), "까닭")):
        with pytest.raises(Refused) as refused:
            actions.waive(claim, until=until, why=why, by=minji)
        assert refused.value.code == "waiver_needs_reason"
    actions.waive(claim, until=tomorrow, why="시스템을 바꾸는 중", by=minji)
    assert standing(dataset_id) is Standing.WAIVED
    assert catalogue.publish_dataset(dataset_id, by=SYSTEM).state is State.PUBLISHED


def test_what_does_not_conform_is_not_put_on_sale_as_if_it_did() -> None:
    dataset_id, table = draft(trade=["101", "0102"])
    claim = actions.claim_profile(dataset_id, CARDS, by=SYSTEM)
    actions.check_claim(claim, by=SYSTEM)
    asked = Asked(act=gates.SELL, thing_kind="offer", thing_id="1", by=SYSTEM, facts={"dataset": dataset_id})
    verdict = gates.ask_conformance(asked)
    assert isinstance(verdict, Refuse)
    assert "부적합" in verdict.reason.ko
    add_version(table, COLUMNS, rows())
    actions.check_claim(claim, by=SYSTEM)
    assert gates.ask_conformance(asked) == PASS


def test_quality_is_told_in_the_words_of_the_web(visit: Callable[[Person], Client]) -> None:
    dataset_id, _ = draft(trade=["101", "0102"])
    actions.check_claim(actions.claim_profile(dataset_id, CARDS, by=SYSTEM), by=SYSTEM)
    (claim,) = reads.claims_of(dataset_id)
    assert claim.report is not None
    told = quality(claim.report, claim.profile, dataset="https://x/1", at=SYSTEM_CLOCK.now())
    assert "dct:conformsTo" not in told
    text = canonical_json(told).decode()
    assert text.count("dqv:QualityAnnotation") >= len(claim.report.not_checked) > 0
    assert '"urn:naru:rule:spending.trade.pattern"' in text


def test_medical_rows_that_name_people_are_refused_outright() -> None:
    table = publish_table(
        "진료",
        (
            Column(name="환자", alias="patient", type=ColumnType.TEXT),
            Column(name="상병코드", alias="kcd", type=ColumnType.TEXT),
            Column(name="진료월", alias="month", type=ColumnType.TEXT),
        ),
        {"patient": ["900101-1234567"], "kcd": ["J00"], "month": ["2026-01"]},
        publish=False,
    )
    claim = actions.claim_profile(table.dataset_id, "medicine.visits", by=SYSTEM)
    actions.check_claim(claim, by=SYSTEM)
    with pytest.raises(Refused) as refused:
        catalogue.publish_dataset(table.dataset_id, by=SYSTEM)
    assert refused.value.code == "gate_refused"


def test_lost_zeros_are_one_cause_and_one_press(tmp_path: Path, seoyeon: Person) -> None:
    path = tmp_path / "cards.csv"
    path.write_bytes(LOST.encode("cp949"))
    trial = reads.trial(actions.try_file(path, "cards.csv", CARDS, by=seoyeon), seoyeon)
    assert trial.report.verdict is Verdict.FAILS
    (cause,) = trial.report.causes
    assert (cause.rows, cause.mend) == (2, "zeros_4")
    mended = reads.trial(actions.mend_trial(trial.id, 0, by=seoyeon), seoyeon)
    assert mended.report.verdict is Verdict.CONFORMS
    text = reads.trial_file(mended.id, seoyeon).read_text(encoding="utf-8-sig")
    assert text.splitlines()[1] == "2026-01,26110,0101,KRW,1000,1"
    with pytest.raises(Refused) as refused:
        actions.mend_trial(mended.id, 0, by=seoyeon)
    assert refused.value.code == "cause_cannot_be_mended"


def test_a_trial_is_its_persons_own_and_goes_after_a_day(
    tmp_path: Path, seoyeon: Person, minji: Person, visit: Callable[[Person], Client]
) -> None:
    path = tmp_path / "cards.csv"
    path.write_text(GOOD, encoding="utf-8")
    made = actions.try_file(path, "cards.csv", CARDS, by=seoyeon)
    assert visit(minji).get(f"/sectors/try/{made}/").status_code == 404
    assert visit(seoyeon).get(f"/sectors/try/{made}/").status_code == 200
    assert actions.forget_trials() == 0
    later = type("Later", (), {"now": lambda self: SYSTEM_CLOCK.now() + timedelta(days=1, minutes=1)})()
    assert actions.forget_trials(clock=later) == 1
    assert not list(reads.trials_folder().iterdir())


def test_a_file_is_tried_in_the_browser(seoyeon: Person, visit: Callable[[Person], Client]) -> None:
    browser = visit(seoyeon)
    given = SimpleUploadedFile("cards.csv", LOST.encode())
    answer = browser.post("/sectors/try/", {"file": given, "profile": CARDS}, follow=True)
    page = answer.content.decode()
    assert "2행이 한 까닭으로 틀립니다" in page
    assert "고칠까요?" in page
    assert browser.post("/sectors/try/", {"profile": CARDS}).status_code == 422
    broken = SimpleUploadedFile("cards.xlsx", b"PK\x03\x04 no sheet")
    assert browser.post("/sectors/try/", {"file": broken, "profile": CARDS}).status_code == 422
    assert Client().get("/sectors/try/").status_code == 302


def test_only_those_in_charge_claim_and_check(junho: Person, visit: Callable[[Person], Client]) -> None:
    dataset_id, _ = draft()
    claim = actions.claim_profile(dataset_id, CARDS, by=SYSTEM)
    actions.check_claim(claim, by=SYSTEM)
    catalogue.publish_dataset(dataset_id, by=SYSTEM)
    browser = visit(junho)
    assert browser.post(f"/sectors/datasets/{dataset_id}/", {"profile": "medicine.visits"}).status_code == 403
    for door in ("check", "drop", "waive"):
        assert browser.post(f"/sectors/claims/{claim}/{door}/").status_code == 403
    assert Client().get(f"/sectors/claims/{claim}/").status_code == 200
    assert Client().get(f"/datasets/{dataset_id}/").content.decode().count("카드 소비 집계표") >= 1


def test_the_command_ends_with_one_where_a_file_does_not_conform(tmp_path: Path) -> None:
    path = tmp_path / "cards.csv"
    for text, code in ((GOOD, 0), (LOST, 1)):
        path.write_text(text, encoding="utf-8")
        assert CliRunner().invoke(commands.check, [str(path), "--profile", CARDS]).exit_code == code


def test_a_citys_own_profile_is_tried_before_it_is_kept_and_gates_once_in_force(minji: Person) -> None:
    definition = dict(library.shipped()[CARDS]) | {"name": "city.cards", "version": "1"}
    wrong = definition | {
        "tables": [definition["tables"][0] | {"rules": [{"id": "x", "words": ["가", "a"], "must": "amuont > 0"}]}]
    }
    with pytest.raises(Refused) as refused:
        actions.register_profile(wrong, by=minji)
    assert "amuont" in str(refused.value.facts["what"])
    made = actions.register_profile(definition, by=minji)
    with pytest.raises(Refused) as refused:
        actions.register_profile(definition, by=minji)
    assert refused.value.code == "profile_version_exists"
    assert "city.cards" not in library.definitions()
    with pytest.raises(Refused):
        actions.move_profile(made, ProfileState.IN_FORCE, by=minji)
    for state in (ProfileState.TRIAL, ProfileState.IN_FORCE):
        actions.move_profile(made, state, by=minji)
    assert "city.cards" in library.definitions()
    outsider = make_person("외부", "outside@sectors.example")
    with pytest.raises(Refused):
        actions.register_profile(definition | {"version": "2"}, by=outsider)
