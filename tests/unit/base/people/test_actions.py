"""People, organisations and tokens: what may be done, what is refused, and that every change is in the trail."""

import re
from datetime import timedelta
from pathlib import Path

import orjson
import pytest
from django.test import Client

from naru.base.kit.clock import SYSTEM_CLOCK, FrozenClock
from naru.base.kit.person import SYSTEM, Person, Role, Scope
from naru.base.kit.refusals import Refused
from naru.base.people import actions, reads
from naru.base.people.core import tokens
from naru.base.trail import reads as trail
from tests.personas import PASSWORD, Organisations, bearer_of, browser_of, make_person

NAUGHTY = Path(__file__).parents[5] / "shared" / "data" / "badfiles" / "naughty-strings.json"


def refused(code: str) -> "pytest.RaisesContext[Refused]":  # type: ignore[name-defined]
    return pytest.raises(Refused, match=re.escape(_sentence(code)))


def _sentence(code: str) -> str:
    from naru.base.kit.refusals import declared

    return declared()[code].en.split("{")[0]


def verbs(stream: str) -> list[str]:
    return [record.verb for record in trail.records(stream, up_to=999)]


@pytest.mark.django_db
def test_two_people_cannot_have_one_address_however_it_is_written() -> None:
    actions.create_user(email="minji@busan.example", name="민지", by=SYSTEM)
    with refused("email_taken"):
        actions.create_user(email=" MINJI@Busan.example ", name="또 민지", by=SYSTEM)


@pytest.mark.django_db
@pytest.mark.parametrize("password", ["short1!", "1234567890123", "password123"])
def test_a_weak_password_is_refused(password: str) -> None:
    with refused("password_refused"):
        actions.create_user(email="minji@busan.example", name="민지", password=password, by=SYSTEM)


def test_the_last_owner_cannot_leave_nor_step_down(organisations: Organisations) -> None:
    owner = make_person("소유자", "owner@city.example", belongs=[(organisations.city, Role.OWNER)])
    with refused("last_owner"):
        actions.remove_member(organisation_id=organisations.city.id, person_id=owner.id, by=owner)
    with refused("last_owner"):
        actions.change_role(organisation_id=organisations.city.id, person_id=owner.id, role=Role.MEMBER, by=owner)
    other = make_person("둘째", "second@city.example", belongs=[(organisations.city, Role.OWNER)])
    actions.remove_member(organisation_id=organisations.city.id, person_id=owner.id, by=owner)
    assert [member.person_id for member in reads.members(organisations.city.id)] == [other.id]


def test_nobody_joins_twice(organisations: Organisations, seoyeon: Person) -> None:
    with refused("already_a_member"):
        actions.add_member(organisation_id=organisations.buyer.id, person_id=seoyeon.id, role=Role.OWNER, by=SYSTEM)


def test_every_change_of_people_is_in_the_trail(organisations: Organisations, junho: Person) -> None:
    issued = actions.issue_token(person_id=junho.id, name="노트북", scopes=[Scope.READ], days=1, by=junho)
    actions.revoke_token(token_id=issued.token.id, by=junho)
    actions.set_platform_roles(person_id=junho.id, is_auditor=True, by=SYSTEM)
    actions.set_password(person_id=junho.id, password=PASSWORD, by=SYSTEM)
    actions.rename_person(person_id=junho.id, name="박준호", by=junho)
    assert verbs("token") == ["token.issued", "token.revoked"]
    assert verbs("person") == ["person.created", "person.roles_changed", "person.password_set", "person.renamed"]
    assert verbs("organisation") == ["organisation.created"] * 3 + ["organisation.member_added"]
    assert issued.secret not in str([record.facts for record in trail.records("token", up_to=9)])
    assert trail.verified_now().is_whole


def test_a_token_opens_the_api_for_its_owner_and_notes_its_use(junho: Person) -> None:
    answer = Client().get("/api/v1/me", headers=bearer_of(junho, Scope.READ))
    assert answer.status_code == 200
    assert answer.json()["email"] == "junho@seller.example"
    assert answer.json()["scopes"] == ["read"]
    assert reads.tokens_of(junho.id)[0].last_used is not None


def test_a_token_is_stored_only_as_its_digest(junho: Person) -> None:
    from naru.base.people.models import ApiToken

    issued = actions.issue_token(person_id=junho.id, name="t", scopes=[Scope.READ], days=1, by=junho)
    row = ApiToken.objects.get()
    assert issued.secret not in str(vars(row))
    assert row.digest == tokens.digest(issued.secret)


@pytest.mark.parametrize("end", ["expired", "revoked", "mistyped", "its owner shut out"])
def test_a_token_that_ended_opens_nothing(end: str, junho: Person) -> None:
    long_ago = FrozenClock(SYSTEM_CLOCK.now() - timedelta(days=2 if end == "expired" else 0))
    issued = actions.issue_token(person_id=junho.id, name="t", scopes=list(Scope), days=1, by=junho, clock=long_ago)
    secret = issued.secret
    if end == "revoked":
        actions.revoke_token(token_id=issued.token.id, by=junho)
    if end == "mistyped":
        secret = secret[:-1] + ("0" if secret[-1] != "0" else "1")
    if end == "its owner shut out":
        from naru.base.people.models import User

        User.objects.filter(id=junho.id).update(is_active=False)
    answer = Client().get("/api/v1/organisations", headers={"Authorization": f"Bearer {secret}"})
    assert answer.status_code == 401
    assert answer.json()["code"] == "token_invalid"


def test_a_token_is_refused_on_pages_even_beside_a_session(junho: Person) -> None:
    answer = browser_of(junho).get("/me/", headers=bearer_of(junho))
    assert answer.status_code == 403
    assert answer.json()["code"] == "token_only_for_api"


def test_a_token_without_the_write_scope_reaches_no_unsafe_method(minji: Person) -> None:
    answer = Client().post(
        "/api/v1/organisations", data="{}", content_type="application/json", headers=bearer_of(minji, Scope.READ)
    )
    assert answer.status_code == 403
    assert answer.json()["code"] == "token_scope_missing"


def test_a_sessions_write_to_the_api_needs_the_csrf_token(minji: Person) -> None:
    browser = browser_of(minji, enforce_csrf_checks=True)
    body = {"slug": "new", "name_ko": "새 기관"}
    refused_answer = browser.post("/api/v1/organisations", data=body, content_type="application/json")
    assert refused_answer.status_code == 403
    assert refused_answer.json()["code"] == "csrf_refused"
    browser.get("/")
    token = browser.cookies["csrftoken"].value
    answer = browser.post(
        "/api/v1/organisations", data=body, content_type="application/json", headers={"X-CSRFToken": token}
    )
    assert answer.status_code == 201


def test_a_tokens_write_to_the_api_needs_no_csrf_token(minji: Person) -> None:
    client = Client(enforce_csrf_checks=True)
    body = {"slug": "new", "name_ko": "새 기관", "owner_email": minji.email}
    answer = client.post("/api/v1/organisations", data=body, content_type="application/json", headers=bearer_of(minji))
    assert answer.status_code == 201
    members = client.get("/api/v1/organisations/new/members", headers=bearer_of(minji)).json()
    assert [(member["email"], member["role"]) for member in members] == [(minji.email, "owner")]


@pytest.mark.django_db
@pytest.mark.skipif(not NAUGHTY.exists(), reason="the naughty strings are not beside this checkout")
def test_naughty_strings_are_taken_as_they_are_or_refused_with_a_sentence() -> None:
    taken = 0
    account = actions.create_user(email="blns@example.org", name="이름", by=SYSTEM)
    organisation = actions.create_organisation(slug="blns", name_ko="기관", by=SYSTEM)
    for text in orjson.loads(NAUGHTY.read_bytes()):
        try:
            kept = actions.rename_person(person_id=account.id, name=text, by=SYSTEM)
            actions.describe_organisation(
                organisation_id=organisation.id,
                name_ko=text,
                name_en=text,
                description_ko=text,
                description_en=text,
                by=SYSTEM,
            )
            actions.issue_token(person_id=account.id, name=text, scopes=[], days=1, by=SYSTEM)
        except Refused:
            continue
        taken += 1
        assert reads.account_of(account.id).name == kept.name
        with pytest.raises(Refused):
            actions.create_organisation(slug=text + "!", name_ko=text, by=SYSTEM)
    assert taken > 300
    assert trail.verified_now().is_whole


def test_commands_speak_json_and_say_failure_by_their_exit_code(organisations: Organisations) -> None:
    from click.testing import CliRunner

    from naru.base.people.commands import organisation, token, user

    run = CliRunner().invoke
    added = run(user, ["add", "new@busan.example", "--name", "새 사람", "--auditor", "--json"])
    assert orjson.loads(added.stdout)["is_auditor"] is True
    listed = run(organisation, ["member", "busan", "new@busan.example", "--role", "owner", "--json"])
    assert orjson.loads(listed.stdout)["role"] == "owner"
    issued = orjson.loads(run(token, ["issue", "new@busan.example", "--scope", "write", "--json"]).stdout)
    assert issued["scopes"] == ["read", "write"]
    assert tokens.is_well_formed(issued["token"])
    missing = run(organisation, ["member", "nowhere"])
    assert isinstance(missing.exception, Refused)
    assert missing.exception.sentence.exit_code == 4
