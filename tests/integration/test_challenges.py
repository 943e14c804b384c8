"""A challenge's way from a table to a board that anyone computes again, with each rule that teams and the city are held to."""

import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from naru.base.kit.clock import FrozenClock
from naru.base.kit.person import SYSTEM, Person
from naru.base.kit.refusals import Refused
from naru.commons.ledger import reads as ledger
from naru.commons.notices import reads as notices
from naru.data.catalogue import actions as catalogue
from naru.data.files import content
from naru.systems.challenges import actions, bookkeeping, closing, entries, judging, prizes, reads, scorer_folder
from naru.systems.challenges.core import verification
from naru.systems.challenges.core.states import ChallengeState, SubmissionState
from naru.systems.challenges.models import Place, Submission, Team
from tests import challenges
from tests.personas import browser_of, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock() -> FrozenClock:
    return FrozenClock(challenges.NOW)


@pytest.fixture
def found(clock: FrozenClock) -> reads.Challenge:
    return challenges.running(clock)


def code_of(act: Callable[[], object]) -> str:
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.code


def team(found: reads.Challenge, name: str, clock: FrozenClock) -> Person:
    person = make_person(name, f"{name}@team.example")
    entries.make_team(found.id, f"{name} 팀", by=person, clock=clock)
    return person


def ended(found: reads.Challenge, clock: FrozenClock) -> reads.Challenge:
    actions.close(found.id, by=SYSTEM, clock=clock)
    return closing.open_truth(found.id, by=SYSTEM, clock=clock)


def test_the_whole_story(found: reads.Challenge, clock: FrozenClock) -> None:
    people = [team(found, name, clock) for name in ("가람", "나래", "다솔")]
    for place, person in enumerate(people):
        for value in (900.0, 300.0 * place):
            clock.advance(timedelta(minutes=1))
            given = challenges.submit(
                found, challenges.answer(found, value, noise=20, seed=place), by=person, clock=clock
            )
            assert given.state is SubmissionState.SCORED
            assert given.private is None
    board = reads.board(found)
    assert [each.name for each in board] == ["가람 팀", "나래 팀", "다솔 팀"]
    assert all(each.low <= each.rank <= each.high for each in board)
    assert len(given.costliest) == 10
    opened = ended(found, clock)
    final = reads.final_board(opened)
    assert [each.name for each in final] == ["가람 팀", "나래 팀", "다솔 팀"]
    bundle = content.path_of(opened.bundle_sha256).read_bytes()
    verdict = verification.verify(bundle, promised=found.promise["sha256"])
    assert (verdict.faults, verdict.submissions, verdict.places) == ((), 6, 3)
    assert notices.told(about=found.ref)


def test_a_bundle_is_verified_without_the_site(found: reads.Challenge, clock: FrozenClock, tmp_path: Path) -> None:
    person = team(found, "가람", clock)
    challenges.submit(found, challenges.answer(found), by=person, clock=clock)
    opened = ended(found, clock)
    place = content.path_of(opened.bundle_sha256)
    command = [sys.executable, "-m", "naru", "challenge", "verify", str(place), "--json"]
    env = {"PYTHONPATH": ":".join(sys.path), "NARU_HOME": str(tmp_path / "nowhere"), "PATH": ""}
    sound = subprocess.run([*command, "--promised", found.promise["root"]], capture_output=True, env=env, check=False)
    assert sound.returncode == 0, sound.stderr.decode()
    other = subprocess.run([*command, "--promised", "ab" * 32], capture_output=True, env=env, check=False)
    assert other.returncode == 1
    assert b"promise" in other.stdout
    assert not (tmp_path / "nowhere" / "naru.db").exists()


def test_the_truth_stays_sealed_until_the_close(found: reads.Challenge, clock: FrozenClock) -> None:
    person = team(found, "가람", clock)
    challenges.submit(found, challenges.answer(found), by=person, clock=clock)
    row = challenges.row(found)
    sealed = content.path_of(row.sealed_sha256).read_bytes()
    assert b"private" not in sealed
    assert (row.salt, row.truth_sha256, row.block_seed) == ("", "", "")
    with pytest.raises(PermissionError):
        scorer_folder.key_of(row).read_bytes()
    assert code_of(lambda: closing.open_truth(found.id, by=SYSTEM, clock=clock)) == "challenge_cannot_move"
    taken = Submission.objects.get(challenge=row)
    assert (taken.public, taken.private) == (None, None)


def test_another_truth_or_another_score_is_found(found: reads.Challenge, clock: FrozenClock) -> None:
    person = team(found, "가람", clock)
    challenges.submit(found, challenges.answer(found), by=person, clock=clock)
    members = verification.unpack(content.path_of(ended(found, clock).bundle_sha256).read_bytes())
    del members[verification.SUMS]
    for name, old, new, what in (
        (verification.TRUTH, b",private,", b",public,", "promise"),
        (verification.SUBMISSIONS, b'"improves":true', b'"improves":false', "shown"),
        (verification.CHALLENGE, b'"rank":1', b'"rank":2', "place"),
    ):
        assert old in members[name]
        forged = verification.pack({**members, name: members[name].replace(old, new, 1)})
        assert what in {each.what for each in verification.verify(forged).faults}, name


def test_launch_waits_until_no_serious_leak_stands(clock: FrozenClock) -> None:
    rows = challenges.visitors()
    rows["temperature"] = [float(each) for each in rows["visitors"]]
    table = challenges.source(rows)
    leaking = actions.set_up(challenges.wanted(table, clock), by=SYSTEM, clock=clock)
    assert ("oracle", "기온") in [(each.code, each.column) for each in leaking.serious]
    assert code_of(lambda: actions.launch(leaking.id, by=SYSTEM, clock=clock)) == "leak_stands"
    mended = actions.set_up(challenges.wanted(table, clock, left_out=("기온",)), by=SYSTEM, clock=clock)
    assert actions.launch(mended.id, by=SYSTEM, clock=clock).state is ChallengeState.RUNNING


def test_a_source_that_everyone_reads_cannot_be_asked(clock: FrozenClock) -> None:
    found = actions.set_up(challenges.wanted(challenges.source(publish=True), clock), by=SYSTEM, clock=clock)
    assert code_of(lambda: actions.launch(found.id, by=SYSTEM, clock=clock)) == "leak_source_open"


def test_the_source_is_not_published_while_the_challenge_runs(found: reads.Challenge, clock: FrozenClock) -> None:
    publish = lambda: catalogue.publish_dataset(found.dataset_id, by=SYSTEM, clock=clock)  # noqa: E731
    assert code_of(publish) == "gate_refused"
    ended(found, clock)
    publish()


def test_faults_of_a_file_cost_an_attempt_and_ours_do_not(
    found: reads.Challenge, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = team(found, "가람", clock)
    given = challenges.submit(found, b"id,x\nr1,1\n", by=person, clock=clock)
    assert given.state is SubmissionState.REFUSED
    assert given.refusal is not None
    assert "id,방문자" in given.refusal.ko
    own = reads.team_of(found.id, person)
    assert own is not None
    assert reads.attempts_left(found, own.id, clock.now()) == 4
    key = scorer_folder.key_of(challenges.row(found))
    key.rename(key.with_suffix(".away"))
    given = challenges.submit(found, challenges.answer(found), by=person, clock=clock)
    assert given.state is SubmissionState.FAILED
    assert reads.attempts_left(found, own.id, clock.now()) == 4
    key.with_suffix(".away").rename(key)


def test_the_quota_is_of_the_citys_day(found: reads.Challenge, clock: FrozenClock) -> None:
    person = team(found, "가람", clock)
    clock.instant = challenges.NOW.replace(hour=14, minute=59)  # 23:59 in Busan
    for _ in range(5):
        challenges.submit(found, b"x", by=person, clock=clock, score=False)
    assert code_of(lambda: challenges.submit(found, b"x", by=person, clock=clock)) == "attempts_used_up"
    clock.advance(timedelta(minutes=1))
    assert challenges.submit(found, b"x", by=person, clock=clock, score=False).state is SubmissionState.QUEUED


def test_nothing_is_taken_before_the_first_or_from_the_last_instant_on(clock: FrozenClock) -> None:
    found = challenges.running(clock, opens=clock.now() + timedelta(hours=1), closes=clock.now() + timedelta(hours=2))
    person = team(found, "가람", clock)
    for minutes, is_taken in ((59, False), (60, True), (119, True), (120, False)):
        clock.instant = challenges.NOW + timedelta(minutes=minutes)
        if is_taken:
            assert challenges.submit(found, b"x", by=person, clock=clock, score=False).id
        else:
            assert code_of(lambda: challenges.submit(found, b"x", by=person, clock=clock)) == "challenge_not_open"


def test_a_worker_that_died_loses_nothing_and_scores_nothing_twice(found: reads.Challenge, clock: FrozenClock) -> None:
    person = team(found, "가람", clock)
    given = challenges.submit(found, challenges.answer(found), by=person, clock=clock, score=False)
    taken = judging._take(clock)
    assert taken is not None
    assert judging.score_next(clock=clock) is None
    clock.advance(judging.LEASE + timedelta(seconds=1))
    assert judging.score_next(clock=clock) == given.id
    answer = {"improves": False, "shown": 0.0, "sealed_score": "", "costliest": [], "notes": [], "bands": {}}
    judging._note_scores(taken[0], answer, clock)  # the first one comes back late
    assert reads.submission(given.id, person).shown != 0.0
    assert judging.score_next(clock=clock) is None


def test_one_person_is_in_one_team_and_whoever_knows_the_source_in_none(
    found: reads.Challenge, clock: FrozenClock, minji: Person, auditor: Person
) -> None:
    person = team(found, "가람", clock)
    assert code_of(lambda: entries.make_team(found.id, "둘째", by=person, clock=clock)) == "team_has_one"
    for each in (minji, auditor):
        assert (
            code_of(lambda each=each: entries.make_team(found.id, "운영", by=each, clock=clock)) == "challenge_runs_it"
        )
    other = make_person("나래", "b@team.example")
    assert code_of(lambda: entries.make_team(found.id, "가람 팀", by=other, clock=clock)) == "team_name_taken"
    assert code_of(lambda: entries.join_team(found.id, "없음", by=other, clock=clock)) == "team_code_unknown"
    own = reads.team_of(found.id, person)
    assert own is not None
    joined = entries.join_team(found.id, own.invitation, by=other, clock=clock)
    assert joined.id == own.id
    for n in range(2):
        more = make_person(f"사람{n}", f"c{n}@team.example")
        if n == 0:
            entries.join_team(found.id, own.invitation, by=more, clock=clock)
        else:
            assert (
                code_of(lambda more=more: entries.join_team(found.id, own.invitation, by=more, clock=clock))
                == "team_full"
            )


def test_merged_teams_have_the_better_score_and_verify_still_holds(found: reads.Challenge, clock: FrozenClock) -> None:
    one, other = team(found, "가람", clock), team(found, "나래", clock)
    challenges.submit(found, challenges.answer(found, 500), by=one, clock=clock)
    clock.advance(timedelta(minutes=1))
    challenges.submit(found, challenges.answer(found), by=other, clock=clock)
    invitation = reads.team_of(found.id, other).invitation  # type: ignore[union-attr]
    clock.advance(timedelta(minutes=1))
    merged = entries.merge_teams(found.id, invitation, by=one, clock=clock)
    assert len(merged.members) == 2
    (row,) = reads.board(found)
    assert row.submissions == 2
    assert reads.team_of(found.id, other).id == merged.id  # type: ignore[union-attr]
    clock.advance(timedelta(minutes=1))
    challenges.submit(found, challenges.answer(found, 400), by=other, clock=clock)
    opened = ended(found, clock)
    verdict = verification.verify(content.path_of(opened.bundle_sha256).read_bytes())
    assert verdict.faults == ()
    assert [each.name for each in reads.final_board(opened)] == ["가람 팀"]


def test_a_merged_team_has_no_more_attempts_that_day_than_any_other(found: reads.Challenge, clock: FrozenClock) -> None:
    one, other = team(found, "가람", clock), team(found, "나래", clock)
    invitation = reads.team_of(found.id, other).invitation  # type: ignore[union-attr]
    for person, count in ((one, 1), (other, 3)):
        for _ in range(count):
            challenges.submit(found, b"x", by=person, clock=clock)
    merged = entries.merge_teams(found.id, invitation, by=one, clock=clock)
    assert reads.attempts_left(found, merged.id, clock.now()) == 1
    challenges.submit(found, b"x", by=other, clock=clock)
    assert reads.attempts_left(found, merged.id, clock.now()) == 0
    refused = code_of(lambda: challenges.submit(found, b"x", by=one, clock=clock))
    assert refused == "attempts_used_up"


def test_teams_do_not_merge_late_or_past_one_teams_attempts(found: reads.Challenge, clock: FrozenClock) -> None:
    one, other = team(found, "가람", clock), team(found, "나래", clock)
    invitation = reads.team_of(found.id, other).invitation  # type: ignore[union-attr]
    for person, count in ((one, 3), (other, 3)):
        for _ in range(count):
            challenges.submit(found, b"x", by=person, clock=clock)
    assert code_of(lambda: entries.merge_teams(found.id, invitation, by=one, clock=clock)) == "team_merge_attempts"
    clock.instant = found.closes - entries.MERGE_UNTIL
    assert code_of(lambda: entries.merge_teams(found.id, invitation, by=one, clock=clock)) == "team_merge_late"


def test_a_team_chooses_two_and_the_better_private_one_counts(found: reads.Challenge, clock: FrozenClock) -> None:
    person = team(found, "가람", clock)
    given = []
    for value in (0, 300, 600):
        clock.advance(timedelta(minutes=1))
        given.append(challenges.submit(found, challenges.answer(found, value), by=person, clock=clock).id)
    assert code_of(lambda: entries.choose(found.id, given, by=person, clock=clock)) == "chosen_too_many"
    entries.choose(found.id, given[1:], by=person, clock=clock)
    ended(found, clock)
    assert Place.objects.get(rank=1).submission_id == given[1]


def test_prizes_are_set_aside_and_paid_once_after_reproduction(clock: FrozenClock) -> None:
    assert code_of(lambda: challenges.running(clock, prizes_krw=(3_000, 1_000))) == "prize_unfunded"
    prizes.fund(4_000, by=SYSTEM, clock=clock)
    found = challenges.running(clock, prizes_krw=(3_000, 1_000))
    assert ledger.account(bookkeeping.BUDGET).available_krw == 0
    for name, value in (("가람", 0.0), ("나래", 400.0)):
        challenges.submit(found, challenges.answer(found, value), by=team(found, name, clock), clock=clock)
    ended(found, clock)
    assert code_of(lambda: prizes.pay(found.id, 1, by=SYSTEM, clock=clock)) == "prize_not_reproduced"
    Place.objects.update(reproduced=clock.now())
    for rank in (1, 2):
        prizes.pay(found.id, rank, by=SYSTEM, clock=clock)
    assert code_of(lambda: prizes.pay(found.id, 1, by=SYSTEM, clock=clock)) == "prize_paid_already"
    assert ledger.account(bookkeeping.prizes(found.id)).available_krw == 0
    assert ledger.account(bookkeeping.TREASURY).available_krw == 0
    assert reads.challenge(found.id, SYSTEM).state is ChallengeState.AWARDED


def test_accounts_that_behave_as_one_are_shown_to_the_organiser(
    found: reads.Challenge, clock: FrozenClock, minji: Person, outsider: Person
) -> None:
    body = challenges.answer(found)
    for name in ("가람", "나래"):
        person = team(found, name, clock)
        entries.submit(found.id, content.take_bytes(body, "x.csv"), origin="기기", by=person, clock=clock)
    assert {(each.kind, tuple(names)) for each, names in reads.alike(found, minji)} == {
        ("origin", ("가람 팀", "나래 팀")),
        ("file", ("가람 팀", "나래 팀")),
    }
    assert reads.alike(found, outsider) == []


def test_private_scores_are_in_no_byte_of_any_door_before_the_close(found: reads.Challenge, clock: FrozenClock) -> None:
    clock.instant = challenges.NOW
    one, other = team(found, "가람", clock), team(found, "나래", clock)
    given = [
        challenges.submit(found, challenges.answer(found, value, noise=30), by=person, clock=clock).id
        for person, value in ((one, 250.0), (one, 255.0), (other, 700.0))
    ]
    places = [
        "/challenges/",
        *(
            f"/challenges/{found.id}/{rest}"
            for rest in (
                "",
                "board/?all=1",
                "team/",
                "data/test.csv",
                "data/train.csv",
                "office/",
                "opened/truth.csv",
                "opened/bundle.zip",
            )
        ),
        *(f"/challenges/submissions/{each}/" for each in given),
        "/api/v1/challenges",
        *(f"/api/v1/challenges/{found.id}/{rest}" for rest in ("board", "submissions")),
    ]
    seen = b"".join(_body(browser_of(person), place) for person in (one, other) for place in places)
    ended(found, clock)
    for each in Submission.objects.all():
        assert each.private is not None
        for digits in range(3, 12):
            assert f"{each.private:.{digits}f}".encode() not in seen
        if not each.improves:
            assert f"{each.public:.5f}".encode() not in seen


def _body(browser: object, place: str) -> bytes:
    answer = browser.get(place)  # type: ignore[attr-defined]
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def test_other_teams_submissions_are_not_there_for_a_team(found: reads.Challenge, clock: FrozenClock) -> None:
    one, other = team(found, "가람", clock), team(found, "나래", clock)
    given = challenges.submit(found, challenges.answer(found), by=one, clock=clock)
    assert code_of(lambda: reads.submission(given.id, other)) == "not_found"
    assert code_of(lambda: entries.withdraw(given.id, by=other)) == "not_found"
    assert code_of(lambda: entries.choose(found.id, [given.id], by=other, clock=clock)) == "not_found"


def test_a_faulty_entry_never_stops_the_queue_and_teams_take_turns(found: reads.Challenge, clock: FrozenClock) -> None:
    one, other = team(found, "가람", clock), team(found, "나래", clock)
    ids = [challenges.submit(found, b"\x00", by=one, clock=clock, score=False).id for _ in range(3)]
    last = challenges.submit(found, challenges.answer(found), by=other, clock=clock, score=False).id
    done = []
    while (judged := judging.score_next(clock=clock)) is not None:
        clock.advance(timedelta(seconds=1))
        done.append(judged)
    assert done == [ids[0], last, *ids[1:]]
    assert Team.objects.get(name="나래 팀").shown is not None


def test_the_opened_page_names_the_winner_and_the_source_to_whoever_may_read_it(
    found: reads.Challenge, clock: FrozenClock
) -> None:
    person = team(found, "가람", clock)
    challenges.submit(found, challenges.answer(found), by=person, clock=clock)
    place = f"/challenges/{found.id}/"
    assert "1위 모형" not in browser_of(person).get(place).content.decode()
    ended(found, clock)
    for who, reads_source in ((person, False), (make_person("민지", "m@city.example", is_officer=True), True)):
        body = browser_of(who).get(place).content.decode()
        assert "1위 모형" in body
        assert (f"/datasets/{found.dataset_id}/" in body) is reads_source


def test_those_who_run_it_see_the_queue_and_teams_do_not(found: reads.Challenge, clock: FrozenClock) -> None:
    person = team(found, "가람", clock)
    challenges.submit(found, challenges.answer(found), by=person, clock=clock)
    entries.submit(found.id, content.take_bytes(b"x", "later.csv"), by=person, clock=clock)
    rows = reads.judged(found, SYSTEM)
    assert [(each.state, each.waited_s) for each in rows] == [
        (SubmissionState.QUEUED, None),
        (SubmissionState.SCORED, 0.0),
    ]
    assert reads.judged(found, person) == []
    assert reads.count_by_state(found) == [(SubmissionState.QUEUED, 1), (SubmissionState.SCORED, 1)]


def test_a_board_shows_its_first_rows_and_ones_own_and_all_when_asked(
    found: reads.Challenge, clock: FrozenClock
) -> None:
    people = [team(found, f"팀{place:02}", clock) for place in range(13)]
    for place, person in enumerate(people):
        row = Team.objects.get(id=reads.team_of(found.id, person).id)  # type: ignore[union-attr]
        row.shown, row.shown_at, row.band_low, row.band_high = float(place), clock.now(), place + 1, place + 1
        row.save()
    place = f"/challenges/{found.id}/board/"
    for client, query, there, more in (
        (browser_of(people[12]), "", {0, 9, 12}, "나머지 2팀도"),
        (browser_of(people[0]), "", {0, 9}, "나머지 3팀도"),
        (browser_of(people[0]), "?all=1", {0, 9, 10, 11, 12}, ""),
    ):
        body = client.get(place + query).content.decode()
        assert {each for each in (0, 9, 10, 11, 12) if f"팀{each:02} 팀" in body} == there
        assert more in body
        assert ("도 보기" in body) is bool(more)
