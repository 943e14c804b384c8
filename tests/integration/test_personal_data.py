"""Nothing personal is published by one press: what never may be, what two persons agree to, what previews cover."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from naru.base.kit.person import SYSTEM, Person
from naru.base.kit.refusals import Refused
from naru.base.trail.models import RecordRow
from naru.data.catalogue import actions as catalogue
from naru.data.catalogue import reads as catalogue_reads
from naru.data.catalogue.core.disclosure import DisclosureState, PersonalColumn
from naru.data.catalogue.core.states import VersionState
from naru.data.catalogue.core.values import DatasetId, OfFile, Version
from naru.data.ingest import actions, batch, reads
from naru.data.ingest.actions import LoadRequest
from naru.data.ingest.core.states import Decision, LoadState
from naru.data.ingest.core.values import ColumnHint, Hints
from tests.disclosures import REQUEST, publish_as_is, second_officer
from tests.tables import PARKING_COLUMNS, publish_table

pytestmark = pytest.mark.django_db(transaction=True)

NAMES = ["김민지", "이준호", "박서연", "최영수", "정하은", "강도윤"]
NUMBERS = ["850203-1234569", "850203-2234561", "050203-4234561"] * 2
PHONES = [f"010-1234-567{n}" for n in range(6)]
IDENTITY = "성명,주민등록번호,점수\n" + "".join(f"{NAMES[n]},{NUMBERS[n]},{n}\n" for n in range(6))
CONTACTS = "구,연락처\n" + "".join(f"중구,{phone}\n" for phone in PHONES)
POST = {"decision": "publish", "reason": "결과를 알립니다.", "basis": "consent", "basis_text": "참가 동의서"}


def bring(folder: Path, name: str, text: str, by: Person = SYSTEM) -> reads.LoadView:
    path = folder / f"{name}.csv"
    path.write_text(text, encoding="utf-8")
    load_id = actions.load_path(path, LoadRequest(publish=by.is_system), by=by)
    actions.finish_load(load_id)
    return reads.load(load_id, by)


def state(view: reads.LoadView) -> LoadState:
    return reads.load(view.id, SYSTEM).state


def live(view: reads.LoadView) -> list[Version]:
    tables = catalogue_reads.tables_of(DatasetId(reads.load(view.id, SYSTEM).dataset_id or ""), SYSTEM)
    return [table.live for table in tables if table.live]


# --- numbers of identity ---


def test_no_door_offers_or_does_it(
    tmp_path: Path, minji: Person, visit: Callable[[Person], Client], bearer: Callable[..., Any], client: Client
) -> None:
    view = bring(tmp_path, "명단", IDENTITY, minji)
    page = visit(minji).get(f"/ingest/loads/{view.id}/").content.decode()
    assert 'value="publish"' not in page
    assert "그대로 공개할 수 없습니다" in page
    pressed = visit(minji).post(f"/ingest/loads/{view.id}/decide/", POST)
    by_token = client.post(
        f"/api/v1/loads/{view.id}/decision", POST, content_type="application/json", headers=bearer(minji)
    )
    assert (pressed.status_code, by_token.status_code, by_token.json()["code"]) == (422, 422, "identity_numbers_stay")
    with pytest.raises(Refused, match="never published"):
        batch.ask_to_publish(view.id, REQUEST, as_json=True)
    with pytest.raises(Refused):
        actions.end_publication(view.id, is_approved=True, by=second_officer())
    assert (state(view), live(view)) == (LoadState.HELD, [])


def test_a_command_does_not_offer_it_either(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, text, offered in (("명단", IDENTITY, False), ("연락", CONTACTS, True)):
        path = tmp_path / f"{name}.csv"
        path.write_text(text, encoding="utf-8")
        batch.bring((str(path),), LoadRequest(publish=True), kind="auto", feed_name=None, as_json=False)
        assert ("| publish |" in capsys.readouterr().out) is offered


@pytest.mark.parametrize("decision", [Decision.MASK, Decision.DROP])
def test_what_a_decision_leaves_uncovered_holds_the_load_again(tmp_path: Path, decision: Decision) -> None:
    view = bring(tmp_path, "명단", IDENTITY)
    with pytest.raises(Refused) as refused:
        actions.decide_load(view.id, decision, {}, by=SYSTEM)
    assert refused.value.code == "decision_names_no_column"
    actions.decide_load(view.id, decision, {"명단": ["성명"]}, by=SYSTEM)
    actions.finish_load(view.id)
    assert (state(view), reads.load(view.id, SYSTEM).decision, live(view)) == (LoadState.HELD, "", [])
    actions.decide_load(view.id, decision, {"명단": ["주민등록번호"]}, by=SYSTEM)
    actions.finish_load(view.id)
    assert state(view) is LoadState.INDEXED
    [version] = live(view)
    assert version.personal == ()


@pytest.mark.parametrize(
    "hints",
    [
        Hints(columns=(ColumnHint(source="여권", name="품번"),)),
        Hints(header_line=2),
        Hints(header_rows=0),
    ],
    ids=["another name", "a header further down", "no header"],
)
def test_no_correction_hides_what_was_found(
    hints: Hints, tmp_path: Path, minji: Person, visit: Callable[[Person], Client]
) -> None:
    rows = "".join(f"M1234567{n},{n}\n" for n in range(6))
    view = bring(tmp_path, "여행", f"여권,점수\n{rows}", minji)
    assert state(view) is LoadState.HELD
    again = actions.fix_load(view.id, "여행", hints, by=minji)
    actions.finish_load(again)
    assert reads.load(again, minji).state is LoadState.HELD
    assert visit(minji).post(f"/ingest/loads/{again}/decide/", POST).status_code == 422
    assert visit(minji).get(f"/ingest/loads/{again}/").status_code == 200


def test_a_later_version_and_a_setting_publish_it_as_little(tmp_path: Path) -> None:
    clean = bring(tmp_path, "명단", "점수,비고\n1,없음\n2,없음\n")
    row = actions.Source.objects.get()
    keys = ["비고:resident_number"]
    row.settings = {"tables": {"": {"accepted": keys}}, "epsg": None}
    row.save()
    later = bring(tmp_path, "명단", f"점수,비고\n1,{NUMBERS[0]}\n2,없음\n")
    assert (state(clean), state(later), len(live(later))) == (LoadState.INDEXED, LoadState.HELD, 1)


def test_a_first_row_taken_for_a_header_is_found_in_the_columns_names(tmp_path: Path) -> None:
    view = bring(tmp_path, "무제", f"{NUMBERS[0]},가\n나,다\n라,마\n")
    kinds = {finding.kind.value for table in view.tables for finding in table.personal}
    assert (view.state, "resident_number" in kinds) == (LoadState.HELD, True)
    with pytest.raises(Refused) as refused:
        actions.decide_load(view.id, Decision.MASK, {"무제": [NUMBERS[0]]}, by=SYSTEM)
    assert refused.value.code == "header_is_a_row"
    actions.decide_load(view.id, Decision.DROP, {"무제": [NUMBERS[0]]}, by=SYSTEM)
    actions.finish_load(view.id)
    assert [column.name for column in live(view)[0].columns] == ["가"]


# --- versions: what a system computed, what was withdrawn ---


def held_version(personal: list[PersonalColumn], *, held: bool = True) -> Version:
    table = publish_table("계산한 표")
    return catalogue.publish_version(
        table.id,
        columns=PARKING_COLUMNS,
        rows=1,
        lake_version=9,
        provenance=OfFile(name="계산.csv", sha256="f" * 64, bytes=1, encoding="utf-8"),
        personal=personal,
        held=held,
        by=SYSTEM,
    )


NUMBER = PersonalColumn(column="주민등록번호", kind="resident_number", is_identity=True)
PHONE = PersonalColumn(column="연락처", kind="mobile_phone", is_identity=False)


def test_a_version_with_numbers_of_identity_is_held_whatever_its_caller_says(
    minji: Person, visit: Callable[[Person], Client]
) -> None:
    version = held_version([NUMBER], held=False)
    assert version.state is VersionState.HELD
    for press in (
        lambda: catalogue.release_version(version.id, by=minji),
        lambda: catalogue.ask_version_disclosure(version.id, REQUEST, by=minji),
    ):
        with pytest.raises(Refused) as refused:
            press()
        assert refused.value.code == "identity_numbers_stay"
    table = catalogue_reads.table(version.table_id, SYSTEM)
    address = f"/datasets/{table.dataset_id}/versions/{version.number}/?table={table.sql_name}"
    page = visit(minji).get(address).content.decode()
    assert ('name="release"' in page, 'name="ask"' in page) == (False, False)
    assert visit(minji).post(address, {"release": "1"}).status_code == 422


def test_a_version_with_other_personal_data_takes_two(minji: Person, visit: Callable[[Person], Client]) -> None:
    version = held_version([PHONE])
    table = catalogue_reads.table(version.table_id, SYSTEM)
    address = f"/datasets/{table.dataset_id}/versions/{version.number}/?table={table.sql_name}"
    mine, others = visit(minji), visit(second_officer())
    assert mine.post(address, {"release": "1"}).status_code == 409
    asked = {name: POST[name] for name in ("reason", "basis", "basis_text")}
    assert mine.post(address, {"ask": "1", **asked}).status_code == 302
    assert mine.post(address, {"verdict": "approve"}).status_code == 403
    assert "참가 동의서" in others.get(address).content.decode()
    assert others.post(address, {"verdict": "approve"}).status_code == 302
    shown = catalogue_reads.version_by_id(version.id, minji)
    assert (shown.state, shown.personal) == (VersionState.LIVE, (PHONE,))
    catalogue.withdraw_version(version.id, reason="틀림", by=minji)
    with pytest.raises(Refused) as refused:
        catalogue.release_version(version.id, by=minji)
    assert refused.value.code == "version_needs_disclosure"


# --- two persons ---


def test_one_asks_and_another_officer_agrees(tmp_path: Path, minji: Person, visit: Callable[[Person], Client]) -> None:
    view = bring(tmp_path, "연락", CONTACTS, minji)
    mine = visit(minji)
    assert mine.post(f"/ingest/loads/{view.id}/decide/", {"decision": "publish"}).status_code == 422
    assert mine.post(f"/ingest/loads/{view.id}/decide/", POST).status_code == 302
    assert mine.post(f"/ingest/loads/{view.id}/publication/", {"verdict": "approve"}).status_code == 403
    assert state(view) is LoadState.HELD
    other = visit(second_officer())
    home = other.get("/ingest/").content.decode()
    assert f"/ingest/loads/{view.id}/" in home
    page = other.get(f"/ingest/loads/{view.id}/").content.decode()
    assert ("결과를 알립니다." in page, "참가 동의서" in page, 'value="approve"' in page) == (True, True, True)
    assert other.post(f"/ingest/loads/{view.id}/publication/", {"verdict": "approve"}).status_code == 302
    actions.finish_load(view.id)
    assert state(view) is LoadState.INDEXED
    [version] = live(view)
    assert [each.column for each in version.personal] == ["연락처"]
    verbs = list(RecordRow.objects.filter(verb__startswith="disclosure.").order_by("id").values_list("verb", flat=True))
    assert verbs == ["disclosure.asked", "disclosure.approved"]
    assert state(bring(tmp_path, "연락", CONTACTS + "동구,010-9999-8888\n", minji)) is LoadState.INDEXED


def test_declined_it_waits_as_before_and_may_be_asked_again(
    tmp_path: Path, minji: Person, bearer: Callable[..., Any], client: Client
) -> None:
    view, other = bring(tmp_path, "연락", CONTACTS, minji), second_officer()
    json = {"content_type": "application/json"}
    asked = client.post(f"/api/v1/loads/{view.id}/decision", POST, **json, headers=bearer(minji))
    word = {"approve": False, "note": "동의서를 붙여 주세요."}
    alone = client.post(f"/api/v1/loads/{view.id}/publication", word, **json, headers=bearer(minji))
    declined = client.post(f"/api/v1/loads/{view.id}/publication", word, **json, headers=bearer(other))
    twice = client.post(f"/api/v1/loads/{view.id}/publication", word, **json, headers=bearer(other))
    codes = [answer.status_code for answer in (asked, alone, declined, twice)]
    assert (codes, state(view)) == ([202, 403, 202, 409], LoadState.HELD)
    ended = catalogue_reads.disclosure_of("load", view.id)
    assert ended is not None
    assert (ended.state, ended.note) == (DisclosureState.DECLINED, "동의서를 붙여 주세요.")
    publish_as_is(view.id, other)
    actions.finish_load(view.id)
    assert state(view) is LoadState.INDEXED


@pytest.mark.parametrize("settle", ["mask", "fix", "reject"])
def test_what_is_settled_otherwise_needs_no_word_any_more(settle: str, tmp_path: Path, minji: Person) -> None:
    view = bring(tmp_path, "연락", CONTACTS, minji)
    actions.ask_publication(view.id, REQUEST, by=minji)
    match settle:
        case "mask":
            actions.decide_load(view.id, Decision.MASK, {"연락": ["연락처"]}, by=minji)
        case "fix":
            actions.fix_load(view.id, "연락", Hints(), by=minji)
        case "reject":
            actions.decide_load(view.id, Decision.REJECT, {}, by=minji)
    ended = catalogue_reads.disclosure_of("load", view.id)
    assert ended is not None
    assert ended.state is DisclosureState.LAPSED
    assert catalogue_reads.disclosures_for(second_officer()) == []


def test_outsider_is_refused(
    tmp_path: Path, minji: Person, outsider: Person, junho: Person, visit: Callable[[Person], Client]
) -> None:
    view = bring(tmp_path, "연락", CONTACTS, minji)
    actions.ask_publication(view.id, REQUEST, by=minji)
    for person in (outsider, junho):
        assert visit(person).post(f"/ingest/loads/{view.id}/decide/", POST).status_code == 404
        assert visit(person).post(f"/ingest/loads/{view.id}/publication/", {"verdict": "approve"}).status_code == 404
        assert catalogue_reads.disclosures_for(person) == []
    assert state(view) is LoadState.HELD


# --- previews ---


def test_names_and_numbers_are_covered_wherever_the_file_is_shown(
    tmp_path: Path, minji: Person, visit: Callable[[Person], Client]
) -> None:
    text = IDENTITY + f"홍길동,{NUMBERS[0]},일곱\n임꺽정,{NUMBERS[1]},8,9\n"
    view, browser = bring(tmp_path, "명단", text, minji), visit(minji)
    shown = [browser.get(f"/ingest/loads/{view.id}/").content.decode()]
    aside = browser.get(f"/ingest/loads/{view.id}/aside/0/")
    shown.append(b"".join(aside.streaming_content).decode())  # type: ignore[arg-type]
    shown.append(browser.get(f"/api/v1/loads/{view.id}").content.decode())
    for what in shown:
        assert not [name for name in (*NAMES, "홍길동", "임꺽정") if name in what]
        assert not re.search(r"\d{6}-\d{7}", what)
    assert "김**,850***-*******,0" in shown[0]
    actions.decide_load(view.id, Decision.DROP, {"명단": ["성명", "주민등록번호"]}, by=minji)
    actions.finish_load(view.id)
    page = browser.get(f"/ingest/loads/{view.id}/").content.decode()
    assert not [name for name in NAMES if name in page]


def test_representatives_are_told_and_hold_nothing(
    tmp_path: Path, minji: Person, visit: Callable[[Person], Client]
) -> None:
    shops = ["바다식당", "산마루", "해운약국", "푸른문구", "별빛서점", "동백카페"]
    rows = "".join(f"{shop},{name},051-123-456{n}\n" for n, (shop, name) in enumerate(zip(shops, NAMES, strict=True)))
    view = bring(tmp_path, "업소", f"상호,대표자,전화번호\n{rows}", minji)
    [line] = reads.report_lines(view, "업소")
    assert state(view) is LoadState.INDEXED
    assert line["personal"] == [
        {"column": "대표자", "kind": "name", "count": 6, "grade": "public", "ground": "representative"}
    ]
    assert live(view)[0].personal == ()


def test_the_draft_says_so_and_leads_to_what_waits(
    tmp_path: Path, minji: Person, outsider: Person, visit: Callable[[Person], Client]
) -> None:
    view = bring(tmp_path, "명단", IDENTITY, minji)
    for tab in ("", "versions/", "edit/"):
        page = visit(minji).get(f"/datasets/{view.dataset_id}/{tab}").content.decode()
        assert ("초안입니다" in page, f"/ingest/loads/{view.id}/" in page) == (True, True)
    assert visit(outsider).get(f"/datasets/{view.dataset_id}/").status_code == 404
