"""A course from its opening to who works where: seats, attendance, completion, certificates, consent."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client

from naru.base.kit.clock import FrozenClock
from naru.base.kit.person import SYSTEM, Person, Role
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.commons.cases import reads as cases
from naru.commons.duties import reads as duties
from naru.commons.notices import reads as notices
from naru.commons.papers import actions as papers
from naru.systems.academy import actions, credentials, exercises, keys, placement, reads
from naru.systems.academy.core import multibase, verification
from naru.systems.academy.core.contexts import OURS
from naru.systems.academy.core.proofs import signed
from naru.systems.academy.core.states import EnrolmentState, ReferralState
from naru.systems.academy.core.status_list import is_set
from naru.systems.academy.models import AttendanceMark, Credential
from tests import academy
from tests.personas import Organisations, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("academy")]


@pytest.fixture(autouse=True)
def rates(db: None) -> None:
    academy.enter_rates()


@pytest.fixture
def clock() -> FrozenClock:
    return FrozenClock(academy.NOW)


@pytest.fixture
def course(organisations: Organisations, clock: FrozenClock) -> reads.CourseView:
    return academy.make_course(organisations.seller.id, clock)


@pytest.fixture
def students(db: None) -> list[Person]:
    return [make_person(f"학생 {n}", f"s{n}@students.example") for n in range(4)]


@pytest.fixture
def graduate(course: reads.CourseView, junho: Person, outsider: Person, clock: FrozenClock) -> reads.EnrolmentView:
    """The outsider completed a cohort of junho's course."""
    return academy.completed(academy.open_cohort(course, junho, clock), outsider, junho, clock)


@contextmanager
def refused(code: str) -> Iterator[None]:
    with pytest.raises(Refused) as told:
        yield
    assert told.value.code == code


# --- seats ---


def test_seats_go_by_the_rule_and_everyone_is_told_why(
    course: reads.CourseView, junho: Person, students: list[Person], clock: FrozenClock
) -> None:
    found = academy.open_cohort(course, junho, clock, seats=2, method="lottery")
    assert (found.seed, len(found.seed_sha256)) == ("", 64)
    filed = [academy.file_application(found, each, clock) for each in students]
    with refused("cohort_still_open"):
        actions.select(found.id, by=junho, clock=clock)
    academy.select(found, junho, clock)
    listed = reads.enrolments(found.id)
    assert [each.state for each in listed].count(EnrolmentState.SEATED) == 2
    assert [each.waits for each in listed if each.waits] == [1, 2]
    assert reads.cohort(found.id, junho).seed == "시험 씨앗"
    outcomes = {case_id: cases.decisions([case_id])[case_id].outcome for case_id in filed}
    assert sorted(outcomes.values()) == ["seated", "seated", "waiting", "waiting"]
    assert all(notices.told(about=Ref(reads.APPLICATION, each)) for each in filed)
    with refused("academy_cannot_move"):
        actions.select(found.id, by=junho, clock=clock)


def test_who_leaves_makes_room_for_the_first_who_waits_and_a_full_cohort_gives_no_seat(
    course: reads.CourseView, junho: Person, students: list[Person], clock: FrozenClock
) -> None:
    found = academy.open_cohort(course, junho, clock, seats=2)
    for each in students:
        academy.file_application(found, each, clock)
    academy.select(found, junho, clock)
    seated, _, first, second = reads.enrolments(found.id)
    with refused("cohort_full"):
        actions.take_seat(second.id, by=junho, clock=clock)
    actions.leave(seated.id, by=students[0], clock=clock)
    assert reads.enrolment(first.id, junho).state is EnrolmentState.SEATED
    assert reads.enrolment(second.id, junho).state is EnrolmentState.WAITING
    assert reads.cohort(found.id, junho).taken == 2
    assert notices.told(about=Ref("academy_enrolment", first.id))


def test_nobody_applies_before_after_or_twice(
    course: reads.CourseView, junho: Person, outsider: Person, clock: FrozenClock
) -> None:
    found = academy.open_cohort(course, junho, clock)
    early, late = (FrozenClock(clock.instant + step) for step in (-timedelta(hours=1), timedelta(days=2)))
    for wrong in (early, late):
        with refused("cohort_not_open"):
            actions.apply(found.id, by=outsider, clock=wrong)
    case_id = academy.file_application(found, outsider, clock)
    with refused("case_exists"):
        actions.apply(found.id, by=outsider, clock=clock)
    actions.withdraw(case_id, by=outsider, clock=clock)
    actions.apply(found.id, by=outsider, clock=clock)


# --- attendance ---


def test_a_student_attends_by_the_code_at_the_place(
    course: reads.CourseView, junho: Person, outsider: Person, students: list[Person], clock: FrozenClock
) -> None:
    found = academy.open_cohort(course, junho, clock, days=1)
    academy.file_application(found, outsider, clock)
    academy.select(found, junho, clock)
    (session,) = reads.sessions(found.id)
    room = {"address": "203.0.113.9", "clock": clock}
    with refused("session_not_now"):
        actions.attend(session.id, "000000", "in", by=outsider, **room)
    clock.instant = session.starts
    code, left = actions.current_code(session.id, by=junho, clock=clock)
    assert 0 < left <= 30
    with refused("not_a_student"):
        actions.attend(session.id, code, "in", by=students[0], **room)
    actions.attend(session.id, code, "in", by=outsider, **room)
    clock.instant = session.ends
    with refused("session_code_wrong"):
        actions.attend(session.id, code, "out", by=outsider, **room)
    code, _ = actions.current_code(session.id, by=junho, clock=clock)
    actions.attend(session.id, code, "out", by=outsider, **room)
    who = reads.enrolment_in(found.id, outsider)
    assert who is not None
    judged, seen = reads.standing(found, who, now=clock.now())
    assert [result.mark.value for _, result in seen.days] == ["present"]
    assert judged.is_completed


def test_a_code_is_taken_on_the_rooms_network_only_and_is_not_guessed(
    course: reads.CourseView, junho: Person, outsider: Person, clock: FrozenClock
) -> None:
    found = academy.open_cohort(course, junho, clock, days=0)
    academy.file_application(found, outsider, clock)
    academy.select(found, junho, clock)
    begins = clock.now() + timedelta(hours=1)
    session = actions.add_session(
        found.id, course.title, starts=begins, ends=begins + timedelta(hours=4), networks=["203.0.113.0/24"], by=junho
    )
    code, _ = actions.current_code(session.id, by=junho, clock=clock)
    with refused("session_not_here"):
        actions.attend(session.id, code, "in", address="198.51.100.9", by=outsider, clock=clock)
    for _ in range(actions.WRONG_MOST):
        actions.note_wrong_code(session.id, by=outsider, clock=clock)
    with refused("session_code_locked"):
        actions.attend(session.id, code, "in", address="203.0.113.9", by=outsider, clock=clock)
    clock.instant += actions.WRONG_WINDOW
    code, _ = actions.current_code(session.id, by=junho, clock=clock)
    actions.attend(session.id, code, "in", address="203.0.113.9", by=outsider, clock=clock)


def test_a_correction_is_added_and_says_why_and_nothing_is_ever_lost(
    graduate: reads.EnrolmentView, junho: Person, outsider: Person, clock: FrozenClock
) -> None:
    session = reads.sessions(graduate.cohort_id)[0]
    first = reads.marks_of(graduate.id)[0]
    with refused("attendance_reason_missing"):
        actions.correct(session.id, graduate.id, "in", at=first.at, reason=" ", by=junho, clock=clock)
    with refused("forbidden"):
        actions.correct(session.id, graduate.id, "in", at=first.at, reason="내가", by=outsider, clock=clock)
    late = first.at + timedelta(minutes=11)
    actions.correct(session.id, graduate.id, "in", at=late, reason="늦게 옴", replaces=first.id, by=junho, clock=clock)
    assert AttendanceMark.objects.filter(id=first.id).exists()
    _, seen = reads.standing(reads.cohort(graduate.cohort_id, junho), graduate, now=clock.now())
    assert [str(note) for note in seen.days[0][1].notes] == ["late"]
    actions.correct(
        session.id, graduate.id, "excused", at=late, reason="예비군", evidence="통지서", by=junho, clock=clock
    )
    _, seen = reads.standing(reads.cohort(graduate.cohort_id, junho), graduate, now=clock.now())
    assert seen.days[0][1].mark.value == "excused"


# --- completing ---


def test_who_did_not_come_is_not_completed_until_it_is_corrected(
    course: reads.CourseView, junho: Person, outsider: Person, clock: FrozenClock
) -> None:
    found = academy.open_cohort(course, junho, clock)
    academy.file_application(found, outsider, clock)
    academy.select(found, junho, clock)
    who = reads.enrolment_in(found.id, outsider)
    assert who is not None
    clock.instant += timedelta(days=10)
    assert actions.finish(found.id, by=junho, clock=clock) == 0
    assert reads.enrolment(who.id, junho).state is EnrolmentState.NOT_COMPLETED
    with refused("credential_not_due"):
        credentials.issue(who.id, by=junho, clock=clock)
    academy.attend_all(found, who, junho, clock)
    assert actions.judge(who.id, by=junho, clock=clock) is EnrolmentState.COMPLETED


def test_a_course_with_exercises_is_completed_by_solving_them(
    organisations: Organisations, junho: Person, outsider: Person, clock: FrozenClock
) -> None:
    academy.publish_python()
    course = academy.make_course(organisations.seller.id, clock, exercises=["file-sum"], solved_least=1)
    who = academy.completed(academy.open_cohort(course, junho, clock), outsider, junho, clock)
    assert who.state is EnrolmentState.NOT_COMPLETED
    exercises.hand_in("file-sum", academy.RIGHT_PYTHON, by=outsider, clock=clock)
    assert actions.judge(who.id, by=junho, clock=clock) is EnrolmentState.COMPLETED
    found = credentials.issue(who.id, by=junho, clock=clock)
    assert [each["name"] for each in found.claims] == ["파일의 합"]


# --- certificates ---


def test_a_certificate_is_one_however_often_it_is_asked_for(
    graduate: reads.EnrolmentView, junho: Person, outsider: Person, clock: FrozenClock
) -> None:
    first = credentials.issue(graduate.id, by=junho, clock=clock)
    assert credentials.issue(graduate.id, by=junho, clock=clock).number == first.number
    assert Credential.objects.count() == 1
    assert credentials.check(dict(first.document), clock=clock).verdict is verification.Verdict.VALID
    assert (first.holder, first.document["credentialSubject"]["term"]) == ("외부인", "1기")
    assert "outsider@elsewhere.example" not in json.dumps(first.document)
    rendered = papers.pdf(first.paper_id, by=junho, clock=clock)
    assert rendered.content.startswith(b"%PDF")


def test_anyone_checks_a_certificate_by_the_api(
    graduate: reads.EnrolmentView, junho: Person, client: Client, clock: FrozenClock
) -> None:
    document = dict(credentials.issue(graduate.id, by=junho, clock=clock).document)
    forged = document | {"credentialSubject": document["credentialSubject"] | {"id": "did:key:zSomebody"}}
    for sent, verdict in ((document, "valid"), (forged, "forged")):
        answer = client.post("/api/v1/academy/certificates/check", sent, content_type="application/json")
        assert (answer.status_code, answer.json()["verdict"]) == (200, verdict)


def test_a_revoked_certificate_stays_revoked_and_another_has_its_own_number(
    graduate: reads.EnrolmentView, junho: Person, outsider: Person, clock: FrozenClock
) -> None:
    first = credentials.issue(graduate.id, by=junho, clock=clock)
    with refused("forbidden"):
        credentials.revoke(first.number, "싫어서", by=outsider, clock=clock)
    credentials.revoke(first.number, "이름이 틀림", by=junho, clock=clock)
    with refused("academy_cannot_move"):
        credentials.revoke(first.number, "또", by=junho, clock=clock)
    second = credentials.issue(graduate.id, by=junho, clock=clock)
    assert second.number != first.number
    verdicts = [credentials.check(dict(each.document), clock=clock).verdict.value for each in (first, second)]
    assert verdicts == ["revoked", "valid"]


def test_the_status_list_says_what_was_taken_back_and_is_signed(
    graduate: reads.EnrolmentView, junho: Person, clock: FrozenClock
) -> None:
    issued = credentials.issue(graduate.id, by=junho, clock=clock)
    index = int(issued.document["credentialStatus"]["statusListIndex"])

    def bit() -> bool:
        listed = credentials.status_credential(clock=clock)
        found = verification.check(
            listed,
            contexts=OURS,
            key_of=multibase.key_of_method,
            status_of=lambda _: verification.Status.GOOD,
            now=clock.now(),
        )
        assert found.verdict is verification.Verdict.VALID
        return is_set(listed["credentialSubject"]["encodedList"], index)

    assert bit() is False
    credentials.revoke(issued.number, "잘못", by=junho, clock=clock)
    assert bit() is True


def test_a_list_elsewhere_is_unknown_never_good(
    graduate: reads.EnrolmentView, junho: Person, clock: FrozenClock
) -> None:
    document = dict(credentials.issue(graduate.id, by=junho, clock=clock).document)
    del document["proof"]
    document["credentialStatus"] = {
        **document["credentialStatus"],
        "statusListCredential": "https://elsewhere.example/",
    }
    again = signed(document, keys.signing_key(), at=clock.now(), contexts=OURS)
    assert credentials.check(again, clock=clock).verdict is verification.Verdict.STATUS_UNKNOWN


# --- work ---


def test_a_firm_sees_nobody_until_they_consented_and_were_sent_and_no_longer_once_they_withdraw(
    graduate: reads.EnrolmentView,
    junho: Person,
    minji: Person,
    outsider: Person,
    organisations: Organisations,
    clock: FrozenClock,
) -> None:
    credentials.issue(graduate.id, by=junho, clock=clock)
    boss = make_person("사장", "boss@buyer.example", belongs=[(organisations.buyer, Role.STEWARD)])
    found = placement.open_posting(academy.new_posting(organisations.buyer.id, clock), by=boss, clock=clock)
    assert placement.match_of(found, outsider).score == 100
    assert placement.fitting_count(found, clock=clock) is None  # one is too few to be counted
    referral = placement.consent(found.id, by=outsider, clock=clock)
    assert placement.consent(found.id, by=outsider, clock=clock).id == referral.id
    assert placement.referrals_for(found, boss) == []
    with refused("forbidden"):
        placement.referrals_for(found, junho)
    with refused("forbidden"):
        placement.move(referral.id, ReferralState.HIRED, by=boss, clock=clock)
    placement.send(referral.id, by=minji, clock=clock)
    (seen,) = placement.referrals_for(found, boss)
    assert (seen.name, len(seen.certificates)) == ("외부인", 1)
    placement.withdraw_consent(referral.id, by=outsider, clock=clock)
    assert placement.referrals_for(found, boss) == []
    assert placement.consent(found.id, by=outsider, clock=clock).state is ReferralState.CONSENTED


def test_the_way_to_work_is_walked_step_by_step_and_counted(
    graduate: reads.EnrolmentView,
    junho: Person,
    minji: Person,
    outsider: Person,
    organisations: Organisations,
    clock: FrozenClock,
) -> None:
    credentials.issue(graduate.id, by=junho, clock=clock)
    boss = make_person("사장", "boss@buyer.example", belongs=[(organisations.buyer, Role.STEWARD)])
    found = placement.open_posting(academy.new_posting(organisations.buyer.id, clock), by=boss, clock=clock)
    referral = placement.consent(found.id, by=outsider, clock=clock)
    placement.send(referral.id, by=minji, clock=clock)
    with refused("academy_cannot_move"):
        placement.move(referral.id, ReferralState.HIRED, by=boss, clock=clock)
    for state in (ReferralState.INTERVIEW, ReferralState.OFFERED, ReferralState.HIRED):
        placement.move(referral.id, state, by=boss, clock=clock)
    (owed,) = duties.due(boss)
    assert (owed.due, owed.organisation) == (date(2026, 9, 6), organisations.buyer.id)
    clock.instant = datetime(2026, 9, 5, 14, 59, tzinfo=UTC)  # a minute before that day in the city
    with refused("retention_too_early"):
        placement.move(referral.id, ReferralState.RETAINED, by=boss, clock=clock)
    clock.advance(timedelta(minutes=1))
    placement.move(referral.id, ReferralState.RETAINED, by=boss, clock=clock)
    assert duties.due(boss) == []
    assert reads.counts_of(graduate.cohort_id) == {
        "applied": 1, "seated": 1, "completed": 1, "employed": 1, "retained": 1
    }  # fmt: skip
    ((_, figures),) = reads.report(SYSTEM, clock=clock)
    assert (figures.applied, figures.employed) == (None, None)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"pay_krw_month": 1_793_616}, ""),  # 10,320 an hour at 40 hours and 4.345 weeks
        ({"pay_krw_month": 1_793_615}, "posting_under_minimum_wage"),
        ({"title": " "}, "posting_refused"),
        ({"place": ""}, "posting_refused"),
        ({"contract": "freelance"}, "posting_refused"),
        ({"hours_week": 53}, "posting_refused"),
        ({"hours_week": 0}, "posting_refused"),
        ({"people": 0}, "posting_refused"),
        ({"asked": []}, "posting_refused"),
        ({"asked": [{"code": "없음"}]}, "posting_refused"),
        ({"asked": [{"code": "20010105", "level": 4}]}, "posting_refused"),
    ],
)
def test_a_posting_states_its_conditions_and_pays_the_minimum_wage(
    course: reads.CourseView, junho: Person, organisations: Organisations, clock: FrozenClock, changes: dict, code: str
) -> None:
    said = academy.new_posting(organisations.seller.id, clock, **changes)
    if not code:
        assert placement.open_posting(said, by=junho, clock=clock).title == "데이터 분석가"
        return
    with refused(code):
        placement.open_posting(said, by=junho, clock=clock)


def test_only_graduates_consent_and_only_while_a_posting_is_open(
    course: reads.CourseView, junho: Person, outsider: Person, organisations: Organisations, clock: FrozenClock
) -> None:
    found = placement.open_posting(academy.new_posting(organisations.seller.id, clock), by=junho, clock=clock)
    with refused("no_certificate_yet"):
        placement.consent(found.id, by=outsider, clock=clock)
    placement.close_posting(found.id, by=junho, clock=clock)
    with refused("posting_closed"):
        placement.consent(found.id, by=outsider, clock=clock)
    assert placement.postings(clock=clock) == []
