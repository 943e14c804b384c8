"""Signing in and what is noted of it: no count that junk empties, no stranger who locks a person out, no session without end."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from naru.base.kit import access_log
from naru.base.kit.access_log import Happened
from naru.base.kit.clock import SYSTEM_CLOCK, FrozenClock
from naru.base.kit.person import SYSTEM, Person, Role, Scope
from naru.base.kit.refusals import Refused
from naru.base.people import actions, reads, sign_in
from naru.base.people.core.sign_in import ACCOUNT, PAIR
from naru.base.people.models import SignInTry, User
from tests.personas import PASSWORD, Organisations, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def resident(outsider: Person) -> Person:
    actions.set_password(person_id=outsider.id, password=PASSWORD, by=SYSTEM)
    return outsider


def come(email: str, password: str, address: str = "192.0.2.1") -> int:
    """302 where it let them in."""
    form = {"login": email, "password": password}
    return Client(REMOTE_ADDR=address).post("/accounts/login/", form).status_code


def noted(what: Happened) -> list[dict[str, Any]]:
    today = SYSTEM_CLOCK.today()
    found = access_log.lines(since=today - timedelta(days=1), until=today)
    return [line for line in found if line["what"] == what]


def test_junk_and_a_restart_lift_no_lock(resident: Person) -> None:
    for _ in range(PAIR.failures):
        assert come(resident.email, "guess") == 200
    for number in range(40):
        come(f"junk{number}@example.org", "x", address=f"198.51.100.{number}")
    cache.clear()  # what a restart does
    assert come(resident.email, PASSWORD) == 200
    assert come(resident.email, PASSWORD, address="192.0.2.2") == 302


def test_strangers_lock_nobody_out_of_where_they_always_are(resident: Person) -> None:
    assert come(resident.email, PASSWORD) == 302
    for number in range(ACCOUNT.failures):
        sign_in.begin(resident.email, f"198.51.100.{number}")
    assert come(resident.email, PASSWORD, address="203.0.113.7") == 200  # a new place waits
    assert come(resident.email, PASSWORD) == 302


def test_guesses_that_run_at_once_all_count() -> None:
    """Each is noted before its password is looked at."""
    begun = [sign_in.begin("who@example.org", "192.0.2.1") for _ in range(PAIR.failures + 1)]
    assert [row is not None for row in begun] == [True] * PAIR.failures + [False]


def test_counts_are_forgotten_when_nothing_looks_at_them_any_more() -> None:
    sign_in.begin("who@example.org", "192.0.2.1")
    assert "who@example.org" not in str(SignInTry.objects.values())
    clock = FrozenClock(timezone.now() + timedelta(days=29))
    assert sign_in.forget(clock=clock) == 0
    clock.advance(timedelta(days=2))
    assert sign_in.forget(clock=clock) == 1


def test_failed_sign_ins_are_noted_with_their_address(resident: Person) -> None:
    come(resident.email, "guess")
    come("nobody@example.org", "guess", address="192.0.2.5")
    found = noted(Happened.SIGN_IN_FAILED)
    assert [(line["by"], line["address"]) for line in found] == [(resident.id, "192.0.2.1"), ("", "192.0.2.5")]
    assert "guess" not in str(found)


def test_refusals_of_who_is_known_are_noted(outsider: Person, visit: Callable[[Person], Client]) -> None:
    visit(outsider).get("/trail/")
    Client().get("/trail/")
    [line] = noted(Happened.REFUSED)
    assert (line["by"], line["path"], line["code"]) == (outsider.id, "/trail/", "forbidden")


def test_a_days_file_has_an_end_and_old_days_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(access_log, "DAY_BYTES_MAX", 200)
    for _ in range(20):
        access_log.note(Happened.REFUSED, by="x")
    assert 1 <= len(noted(Happened.REFUSED)) < 5
    today = SYSTEM_CLOCK.today()
    assert access_log.forget(before=today) == 0
    assert access_log.forget(before=today + timedelta(days=1)) == 1
    assert not list(access_log.lines(since=date(2026, 1, 1), until=today))


def test_a_session_that_lay_unused_is_over(outsider: Person, visit: Callable[[Person], Client]) -> None:
    client = visit(outsider)
    assert client.get("/me/").status_code == 200
    session = client.session
    session["naru_last_used"] = (timezone.now() - timedelta(days=2)).isoformat()
    session.save()
    assert client.get("/me/").status_code == 302
    assert client.get("/me/").status_code == 302


def test_who_publishes_or_administers_needs_a_second_factor(
    minji: Person, junho: Person, seoyeon: Person, visit: Callable[[Person], Client], settings: Any
) -> None:
    settings.NARU_SECOND_FACTOR = True
    for person in (minji, junho):
        client = visit(person)
        assert client.get("/me/").headers["Location"].startswith("/accounts/2fa/")
        assert client.get("/accounts/2fa/").status_code == 200
        answer = client.get("/api/v1/me")
        assert (answer.status_code, answer.json()["code"]) == (403, "second_factor_needed")
    assert visit(seoyeon).get("/me/").status_code == 200


def test_a_token_of_one_organisation_is_nothing_beside_it(
    minji: Person, organisations: Organisations, bearer: Callable[..., dict[str, str]]
) -> None:
    issued = actions.issue_token(
        person_id=minji.id, name="t", scopes=list(Scope), days=1, by=minji, organisation=organisations.city.id
    )
    person = reads.person_by_token(issued.secret, SYSTEM_CLOCK.now())
    assert (set(person.roles), person.is_officer) == ({organisations.city.id}, False)
    assert reads.as_now(person).is_officer is False
    more = actions.issue_token(person_id=minji.id, name="t", scopes=list(Scope), days=1, by=person)
    assert more.token.organisation == organisations.city.id
    with pytest.raises(Refused) as refused:
        actions.issue_token(
            person_id=minji.id, name="t", scopes=[], days=1, by=minji, organisation=organisations.buyer.id
        )
    assert refused.value.code == "not_a_member"


def test_a_deleted_account_leaves_no_name_and_opens_nothing(
    seoyeon: Person,
    organisations: Organisations,
    visit: Callable[[Person], Client],
    bearer: Callable[..., dict[str, str]],
) -> None:
    make_person("대표", "owner@buyer.example", belongs=[(organisations.buyer, Role.OWNER)])
    client, token = visit(seoyeon), bearer(seoyeon)
    actions.delete_account(person_id=seoyeon.id, by=SYSTEM)
    row = User.objects.get(id=seoyeon.id)
    assert seoyeon.email not in f"{row.email} {row.name}"
    assert not row.has_usable_password()
    assert client.get("/me/").status_code == 302
    assert Client().get("/api/v1/me", headers=token).status_code == 401
    assert reads.person(seoyeon.id).roles == {}
