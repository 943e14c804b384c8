"""Sealed things, roles from the register, suspended accounts, and tokens that end with what guarded them."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core import mail

from naru.base.kit.clock import SYSTEM_CLOCK
from naru.base.kit.person import SYSTEM, Scope, service
from naru.base.kit.ref import Ref
from naru.base.kit.ref_views import view_of
from naru.base.kit.refusals import Refused
from naru.base.people import actions, reads, roles, sealed
from naru.base.people.core.break_glass import GlassState
from naru.base.people.core.roles import HeldBy
from naru.base.trail import reads as trail
from tests.personas import bearer_of, browser_of, make_person

pytestmark = pytest.mark.django_db

THING = Ref("footage_original", "clip1")
READER = "footage.original_reader"
FOOTAGE = service("footage")


@pytest.fixture
def second(organisations):
    return make_person("둘째", "second@busan.example", is_officer=True)


def _reads(person) -> bool:
    try:
        sealed.require_named(THING, person)
    except Refused as refused:
        return refused.code != "not_found"
    return True


def test_nobody_reads_by_office_and_those_named_do(minji, auditor, junho, outsider):
    assert not any(map(_reads, (minji, auditor, junho, outsider, SYSTEM, FOOTAGE)))
    given = roles.assign_role(READER, holder_id=junho.id, over=THING, reason="수사 협조", by=FOOTAGE)
    assert _reads(junho)
    assert not sealed.is_named(Ref("footage_original", "another"), junho)
    assert not _reads(replace(junho, scopes=frozenset({Scope.WRITE})))
    roles.end_role(given, by=FOOTAGE)
    assert not _reads(junho)


def test_a_role_ends_by_the_clock(junho):
    now = SYSTEM_CLOCK.now()
    roles.assign_role(READER, holder_id=junho.id, over=THING, ends=now + timedelta(days=1), reason="한동안", by=FOOTAGE)
    assert sealed.is_named(THING, junho, now + timedelta(hours=23))
    assert not sealed.is_named(THING, junho, now + timedelta(days=1))
    with pytest.raises(Refused, match="before it begins"):
        roles.assign_role(READER, holder_id=junho.id, over=THING, ends=now, reason="늦음", by=FOOTAGE)


def test_a_token_has_the_roles_that_were_given_to_it_alone(junho):
    roles.assign_role(READER, holder_id=junho.id, over=THING, reason="사람에게", by=FOOTAGE)
    token = actions.issue_token(person_id=junho.id, name="t", scopes=[Scope.READ], days=1, by=SYSTEM).token
    with_token = replace(junho, token_id=token.id)
    assert not _reads(with_token)
    roles.assign_role(READER, held_by=HeldBy.TOKEN, holder_id=token.id, over=THING, reason="토큰에", by=FOOTAGE)
    assert _reads(with_token)


@pytest.mark.parametrize(
    ("role", "over", "code"),
    [
        ("no.such", THING, "role_unknown"),
        (READER, Ref("dataset", "x"), "role_unknown"),
    ],
)
def test_roles_are_those_of_the_register(junho, role, over, code):
    with pytest.raises(Refused) as told:
        roles.assign_role(role, holder_id=junho.id, over=over, reason="시험", by=FOOTAGE)
    assert told.value.code == code


def test_outsider_is_refused(minji, outsider, junho):
    for person in (minji, outsider):  # an officer names no readers of what is sealed
        with pytest.raises(Refused, match="right"):
            roles.assign_role(READER, holder_id=person.id, over=THING, reason="나에게", by=person)
    for person in (outsider, junho, SYSTEM):
        with pytest.raises(Refused):
            sealed.ask(THING, reason="보고 싶음", by=person)


@pytest.mark.django_db(transaction=True)  # mail goes out once it has committed
def test_glass_is_broken_by_two_announced_and_noted(minji, second, auditor, junho):
    roles.assign_role(READER, holder_id=junho.id, over=THING, reason="수사 협조", by=FOOTAGE)
    glass = sealed.ask(THING, reason="실종 아동", by=minji)
    assert not _reads(minji)
    with pytest.raises(Refused):
        sealed.answer(glass.id, agrees=True, by=minji)
    assert sealed.answer(glass.id, agrees=True, by=second).state is GlassState.OPEN
    assert _reads(minji)
    assert not _reads(second)
    assert not _reads(auditor)
    assert not _reads(replace(minji, token_id="t"))
    assert [message.to for message in mail.outbox] == [[junho.email]]
    assert "실종 아동" in mail.outbox[0].body
    sealed.shut(glass.id, by=auditor)
    assert not _reads(minji)
    verbs = [record.verb for record in trail.records("break_glass", up_to=100)]
    assert sorted(verbs) == ["break_glass.agreed", "break_glass.asked", "break_glass.shut", "break_glass.used"]


def test_the_page_asks_answers_and_shuts(minji, second, outsider):
    asking = browser_of(minji)
    sent = {"kind": THING.kind, "thing": THING.id, "reason": "실종 아동"}
    assert asking.post("/break-glass/", sent).status_code == 302
    assert asking.post("/break-glass/", {**sent, "reason": ""}).status_code == 422
    page = asking.get("/break-glass/").content.decode()
    assert ("실종 아동" in page, "동의</button>" in page) == (True, False)
    page = browser_of(second).get("/break-glass/").content.decode()
    glass_id = sealed.latest()[0][0].id
    assert "동의" in page
    assert browser_of(second).post(f"/break-glass/{glass_id}/answer/", {"verdict": "agree"}).status_code == 302
    assert _reads(minji)
    assert asking.post(f"/break-glass/{glass_id}/shut/").status_code == 302
    assert not _reads(minji)
    assert browser_of(outsider).get("/break-glass/").status_code == 403


@pytest.mark.parametrize("kind", sorted(sealed.registered()))
def test_no_sealed_kind_is_shown_to_an_office(kind, minji, auditor):
    assert {view_of(Ref(kind, "x"), person) for person in (minji, auditor, SYSTEM)} == {None}
    assert sealed.registered()[kind].reader in roles.registered()
    assert roles.registered()[sealed.registered()[kind].reader].opens_sealed


def test_a_suspended_account_is_out_at_once_with_its_tokens(junho, minji, client):
    browser, header = browser_of(junho), bearer_of(junho)
    assert browser.get("/me/").status_code == 200
    assert client.get("/api/v1/me", headers=header).status_code == 200
    actions.set_suspended(person_id=junho.id, is_suspended=True, reason="퇴사", by=minji)
    assert browser.get("/me/").status_code == 302
    assert client.get("/api/v1/me", headers=header).status_code == 401
    actions.set_suspended(person_id=junho.id, is_suspended=False, reason="복귀", by=minji)
    assert client.get("/api/v1/me", headers=header).status_code == 401
    with pytest.raises(Refused):
        actions.set_suspended(person_id=minji.id, is_suspended=True, reason="나", by=minji)


def test_tokens_end_with_the_password(junho, client):
    header = bearer_of(junho)
    actions.set_password(person_id=junho.id, password="아주-긴-새-비밀번호-2026", by=SYSTEM)
    assert client.get("/api/v1/me", headers=header).status_code == 401
    assert all(token.revoked for token in reads.tokens_of(junho.id))
