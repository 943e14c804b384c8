"""The city's side of a combination, on the sample city's own: what was released stays sealed, is granted for a term, and ends; a
dossier that was rewritten is found; and what the designation says is what is so."""

import io
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core import serializers
from django.db import transaction
from django.test import override_settings

from naru.base.kit.canonical import sha256_of
from naru.base.kit.clock import FrozenClock
from naru.base.kit.installed import systems
from naru.base.kit.person import SYSTEM, Person, Role
from naru.base.kit.ref import Ref
from naru.base.kit.ref_views import view_of
from naru.base.kit.refusals import Refused
from naru.base.people import actions as people
from naru.base.people import reads as people_reads
from naru.commons.cases import reads as cases
from naru.commons.duties import reads as duties
from naru.commons.notices import reads as notices
from naru.commons.papers import actions as papers
from naru.commons.papers.reads import papers_about
from naru.data.catalogue import reads as catalogue
from naru.systems.combination import (
    actions,
    desk_actions,
    desk_reads,
    portal_folder,
    questions,
    reads,
    releases,
    verification,
)
from naru.systems.combination.agency import designating, releasing, voting
from naru.systems.combination.agency.case import open_case
from naru.systems.combination.agency.desk import DESK
from naru.systems.combination.agency.reviewing import Review, review_of
from naru.systems.combination.core.review import Choice, Vote
from naru.systems.combination.folder import look_at_folder
from samples.combination import bring_combination
from samples.rates import bring_rates
from tests.combination import apply_for

pytestmark = pytest.mark.django_db


@dataclass(frozen=True, slots=True)
class City:
    clock: FrozenClock
    released: reads.Release
    running: reads.Consultation

    @property
    def applicant(self) -> Person:
        return people_reads.person_by_email("card@combination.example")

    @property
    def officer(self) -> Person:
        return people_reads.person_by_email("agency@combination.example")

    @property
    def running_id(self) -> str:
        case = reads.application_of(self.running)
        assert case is not None
        return case.id

    @property
    def name(self) -> str:
        return self.running.case_name

    def proposed_at(self) -> datetime:
        folder = look_at_folder(desk_reads.place_of(self.name), role="agency", clock=self.clock)
        return datetime.fromisoformat(folder.entries("propose")[-1].at)

    def review(self) -> Review:
        found = review_of(look_at_folder(desk_reads.place_of(self.name), role="agency", clock=self.clock))
        assert found is not None
        return found


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The sample city's combinations, brought in once; whatever a test changes is rolled back."""
    home = tmp_path_factory.mktemp("made")
    with django_db_blocker.unblock(), transaction.atomic():
        with override_settings(NARU_HOME=home, NARU_LAKE=str(home / "lake")):
            bring_rates(as_json=True, again=False)
            bring_combination(as_json=True, again=False)
        yield home
        transaction.set_rollback(True)


@pytest.fixture
def city(made: Path, home: Path, django_db_blocker: Any) -> Iterator[City]:
    """A copy of its folders, and its rows."""
    shutil.copytree(made, home, dirs_exist_ok=True)
    home.chmod(0o700)
    with django_db_blocker.unblock(), transaction.atomic():
        (released,) = reads.released()
        asked = [each for each in reads.consultations(SYSTEM) if reads.application_of(each) is not None]
        running = next(each for each in asked if getattr(reads.application_of(each), "id", "") != released.case_id)
        yield City(FrozenClock(released.taken + timedelta(days=1)), released, running)
        transaction.set_rollback(True)


def code_of(refused: pytest.ExceptionInfo[Refused]) -> str:
    return refused.value.code


def test_what_was_released_is_the_applicants_while_its_term_lasts_and_then_nobodys(city: City, home: Path) -> None:
    case_id, clock = city.released.case_id, city.clock
    _, pieces = releases.content(case_id, by=city.applicant, clock=clock)
    table = b"".join(pieces)
    assert sha256_of(table) == city.released.digest
    assert "고혈압".encode() in table
    for by, code in ((city.officer, "release_not_yours"), (_outsider(), "not_found")):
        with pytest.raises(Refused) as refused:
            releases.content(case_id, by=by, clock=clock)
        assert code_of(refused) == code
    assert not catalogue.dataset_scope(city.officer, city.released.dataset_id, clock.now())
    _assert_nowhere_in_clear(home)
    about = Ref(reads.APPLICATION, case_id)
    assert [duty.ended for duty in duties.duties_about(about) if "fee" not in duty.key] == [None, None]
    clock.instant = city.released.ends
    with pytest.raises(Refused) as refused:
        releases.content(case_id, by=city.applicant, clock=clock)
    assert code_of(refused) == "release_over"
    assert releases.destroy_expired(clock=clock) == 1
    assert releases.destroy_expired(clock=clock) == 0
    assert all(duty.ended for duty in duties.duties_about(about) if "fee" not in duty.key)
    folder = portal_folder.look(_name_of(case_id), clock)
    with pytest.raises(Refused) as refused:
        folder.identity.opening_key()
    assert code_of(refused) == "secret_lost"
    certificate = (folder.path / "outbox" / "destroyed.json").read_bytes()
    assert verification.checked(certificate).head == folder.head
    for paper in papers_about(about):
        assert papers.pdf(paper.id, by=city.officer, clock=clock).content.startswith(b"%PDF")


def _name_of(case_id: str) -> str:
    return reads.consultation_of(cases.case(case_id, reads.APPLICATION)).case_name


def _outsider() -> Person:
    return people_reads.person(people.create_user(email="outsider@elsewhere.example", name="외부인", by=SYSTEM).id)


def _assert_nowhere_in_clear(home: Path) -> None:
    """No cell of the joined table in any file or row, so in no index and no backup; and a backup leaves the cases' keys out."""
    cell = "고혈압".encode()
    assert [file for file in home.rglob("*") if file.is_file() and cell in file.read_bytes()] == []
    rows = (serializers.serialize("json", model._base_manager.all(), ensure_ascii=False) for model in apps.get_models())
    assert not [each for each in rows if cell.decode() in each]
    assert "combination" in {name for system in systems() for name in system.derived}


def test_a_dossier_that_does_not_go_on_from_the_one_before_is_refused(city: City) -> None:
    whole = desk_actions.dossier(city.name)
    assert actions.take_dossier(city.running_id, whole, by=city.officer, clock=city.clock) is False
    place = desk_reads.place_of(city.name) / "dossier.jsonl"
    lines = place.read_bytes().splitlines(keepends=True)
    with open_case(desk_reads.place_of(city.name), city.clock) as folder:
        place.write_bytes(b"".join(lines[:-3]))
        folder.chain[-3:] = []
        folder.record("stop", reason="rewritten")
    cases_of = {
        "dossier_forked": desk_actions.dossier(city.name),
        "dossier_broken": _with(whole, "dossier.jsonl", b"".join(lines).replace(b'"join"', b'"Join"')),
        "role_card_unreadable": _with(whole, "role.json", b'{"role": "mayor"}'),
        "dossier_not_bundle": b"PK\x03\x04 no zip",
        "case_file_unreadable": _with(whole, "role.json", b"[]"),
        "dossier_of_other_spec": desk_actions.dossier(_name_of(city.released.case_id)),
    }
    for code, content in cases_of.items():
        with pytest.raises(Refused) as refused:
            actions.take_dossier(city.running_id, content, by=city.officer, clock=city.clock)
        assert code_of(refused) == code


def _with(bundle: bytes, name: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(bundle)) as before, zipfile.ZipFile(out, "w") as after:
        for each in before.namelist():
            after.writestr(each, content if each == name else before.read(each))
    return out.getvalue()


def test_a_byte_flipped_anywhere_in_a_dossier_or_a_certificate_is_found(city: City) -> None:
    name = _name_of(city.released.case_id)
    bundle = desk_actions.dossier(name)
    with zipfile.ZipFile(io.BytesIO(bundle)) as packed:
        lines = packed.read("dossier.jsonl")
    certificate = (desk_reads.place_of(name) / "outbox" / "destroyed.json").read_bytes()
    assert not verification.checked(bundle).is_certificate
    assert verification.checked(certificate).is_certificate
    found: list[verification.Checked] = []
    for place in range(len(certificate)):
        for bit in (1, 32):
            with pytest.raises(Refused):
                found.append(verification.checked(_flipped(certificate, place, bit)))
    for place in range(0, len(lines), 211):
        with pytest.raises(Refused):
            found.append(verification.checked(_with(bundle, "dossier.jsonl", _flipped(lines, place))))
    assert found == []


def _flipped(content: bytes, place: int, bit: int = 1) -> bytes:
    return content[:place] + bytes([content[place] ^ bit]) + content[place + 1 :]


def test_a_member_with_an_interest_leaves_the_panel_and_its_vote_with_it(city: City) -> None:
    review = city.review()
    voted, other, third = review.members
    voting.recuse(city.name, by=people_reads.person_by_email(voted), clock=city.clock)
    assert not city.review().sits(voted)
    with pytest.raises(Refused) as refused:
        voting.recuse(city.name, by=people_reads.person_by_email(voted), clock=city.clock)
    assert code_of(refused) == "release_not_a_member"
    with open_case(desk_reads.place_of(city.name), city.clock) as folder:
        assert not releasing.panel_stands(folder)
        for member in (other, third):
            releasing.vote(folder, Vote(member=member, choice=Choice.APPROVE, digest=review.digest))
        assert city.review().is_open, "two are no panel"
    candidates = "\n".join(f"reviewer{n}@combination.example, 새대학{n}" for n in range(1, 6))
    texts = {"law": "pipa", "size": "3", "candidates": candidates}
    desk_actions.act(DESK, city.name, "panel", texts, by=city.officer, clock=city.clock)
    drawn = city.review()
    assert voted not in drawn.members
    assert len([each for each in drawn.members if drawn.sits(each)]) == 3
    with pytest.raises(Refused) as refused:
        desk_actions.act(DESK, city.name, "panel", texts, by=city.officer, clock=city.clock)
    assert code_of(refused) == "release_panel_stands"


def test_a_candidate_of_a_party_is_never_drawn(city: City) -> None:
    for member in city.review().members:
        voting.recuse(city.name, by=people_reads.person_by_email(member), clock=city.clock)
    listed = "a@x.example, 동백카드\nb@x.example, 대학, 수영병원\nc@x.example, 다\nd@x.example, 라"
    texts = {"law": "pipa", "size": "3", "candidates": listed}
    with pytest.raises(Refused) as refused:
        desk_actions.act(DESK, city.name, "panel", texts, by=city.officer, clock=city.clock)
    assert code_of(refused) == "panel_too_small"


def test_the_clock_of_a_case_counts_every_step(city: City) -> None:
    case = cases.case(city.released.case_id, reads.APPLICATION)
    progress = reads.progress(case, reads.consultation_of(case), clock=city.clock)
    assert {lap.phase.value: round(lap.days) for lap in progress.laps} == {
        "draft": 10,
        "filed": 5,
        "open": 12,
        "mapped": 5,
        "joined": 2,
        "assessed": 8,
        "proposed": 13,
        "reviewed": 0,
    }
    assert (round(progress.total), progress.goal, progress.average, progress.is_over) == (55, 100, 310, True)
    running = cases.case(city.running_id, reads.APPLICATION)
    city.clock.instant = city.proposed_at() + timedelta(days=16)
    late = reads.progress(running, city.running, clock=city.clock).late
    assert [lap.phase.value for lap in late] == ["proposed"]
    assert actions.tell_late(clock=city.clock) >= 2
    assert actions.tell_late(clock=city.clock) == 0
    about = Ref("combination_case", city.name)
    assert {telling.title.ko for telling, _ in notices.told(about)} == {"결합 결과의 반출 심사를 부탁드립니다"}
    seen = view_of(about, people_reads.person_by_email(city.review().members[0]))
    assert seen is not None
    assert seen.address.endswith("/report/")


def test_partners_are_shown_by_items_and_rounded_numbers_alone(city: City) -> None:
    held = reads.holdings()
    card = next(each for each in held if each.name.ko == "동백카드")
    found = reads.partners(card, held, clock=city.clock)
    assert [(other.name.ko, partner.shared) for other, partner in found] == [
        ("시민도서관", 104_000),
        ("부산여객", 69_000),
        ("수영병원", 52_000),
    ]
    (organisation,) = city.applicant.organisations
    with pytest.raises(Refused) as refused:
        actions.show_holding(
            organisation,
            title="적은 것",
            text="",
            items=("name",),
            persons=499,
            by=city.applicant,
        )
    assert code_of(refused) == "holding_too_small"


def test_the_designation_says_what_is_so(city: City, home: Path) -> None:
    def held() -> dict[str, bool | None]:
        return {each.code: each.holds for each in designating.looked_at(city.clock)}

    before = held()
    assert before["keys_closed"]
    assert before["dossiers"]
    assert before["no_backup"]
    assert before["rooms"] is None
    assert before["own_installation"] is False
    key = next(home.glob("combination/*/signing.key"))
    key.chmod(0o644)
    assert held()["keys_closed"] is False
    key.chmod(0o600)
    dossier = next(home.glob("combination/*/dossier.jsonl"))
    whole = dossier.read_bytes()
    dossier.write_bytes(whole.replace(b"agency", b"agencY", 1))
    assert held()["dossiers"] is False
    dossier.write_bytes(whole)
    paper = designating.issue_designation(by=city.officer, clock=city.clock)
    assert papers.pdf(paper.id, by=city.officer, clock=city.clock).content.startswith(b"%PDF")
    first, last = city.released.taken.date() - timedelta(days=200), city.released.taken.date()
    assert [each.state.value for each in designating.activity(first, last, city.clock)]
    with pytest.raises(Refused) as refused:
        designating.issue_activity(last, first, by=city.officer, clock=city.clock)
    assert code_of(refused) == "report_period"
    report = designating.issue_activity(first, last, by=city.officer, clock=city.clock)
    assert papers.pdf(report.id, by=city.officer, clock=city.clock).content.startswith(b"%PDF")


def test_an_application_waits_for_its_consultation_and_owes_its_fee(city: City) -> None:
    applicant, officer, clock = city.applicant, city.officer, city.clock
    (organisation,) = applicant.organisations
    assert people_reads.organisations_of(applicant)[0][1] is Role.STEWARD
    asked = actions.consult(organisation, partners="병원", text="보려 함", items=(), by=applicant, clock=clock)
    with pytest.raises(Refused) as refused:
        actions.apply(asked.id, by=applicant, clock=clock)
    assert code_of(refused) == "consultation_open"
    case = apply_for(organisation, applicant, officer, clock)
    actions.save(
        case.id, "keys", {"party": "1번", "partner": "병원", "key_1": "birth-phone"}, by=applicant, clock=clock
    )
    with pytest.raises(Refused) as refused:
        actions.file(case.id, by=applicant, clock=clock)
    assert code_of(refused) in {"case_incomplete", "key_spec_wrong"}
    keys = {"party": "카드", "partner": "병원", "key_1": "birth-phone", "mode": "oprf"}
    actions.save(case.id, "keys", keys, by=applicant, clock=clock)
    actions.file(case.id, by=applicant, clock=clock)
    with pytest.raises(Refused) as refused:
        actions.kit_of(case.id, by=applicant, clock=clock)
    assert code_of(refused) == "not_found"
    actions.accept(case.id, by=officer, clock=clock)
    with zipfile.ZipFile(io.BytesIO(actions.kit_of(case.id, by=applicant, clock=clock))) as kit:
        assert {"spec.json", "읽어-주세요.txt", "cards/portal-portal.json"} <= set(kit.namelist())
    (fee,) = duties.duties_about(Ref(reads.APPLICATION, case.id))
    assert "3,000,000" in fee.what.ko
    actions.take_fee(case.id, "영수 2026-1", by=officer, clock=clock)
    assert duties.duties_about(Ref(reads.APPLICATION, case.id))[0].ended is not None


def test_questions_are_asked_by_the_panel_and_answered_by_the_agency(city: City) -> None:
    first, second = questions.about(city.name)
    assert first.answer
    assert not second.answer
    with pytest.raises(Refused) as refused:
        questions.answer(second.id, "  ", by=city.officer, clock=city.clock)
    assert code_of(refused) == "combination_text_missing"
    assert questions.answer(second.id, "없습니다.", by=city.officer, clock=city.clock) == city.name
