"""Signing up and in, my page, tokens and organisations, as a browser meets them."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core.cache import cache
from django.test import Client

from naru.base.kit.person import SYSTEM, Person, Role
from naru.base.people import actions, reads
from naru.base.people.models import User
from naru.base.trail import reads as trail
from naru.data.catalogue import actions as catalogue
from naru.data.catalogue.core.entitlement import Holder
from naru.data.catalogue.core.states import Access
from tests.personas import PASSWORD, Organisations, browser_of, make_person
from tests.tables import publish_table

Visit = Callable[[Person], Client]


def signed_up(client: Client, **changes: str) -> object:
    form = {"email": "New@Busan.example", "name": "새 사람", "password1": PASSWORD, "password2": PASSWORD}
    return client.post("/accounts/signup/", {**form, **changes})


@pytest.mark.django_db
def test_who_signs_up_is_signed_in_and_in_the_trail() -> None:
    client = Client()
    answer = signed_up(client)
    assert answer.headers["Location"] == "/me/"
    assert "새 사람" in client.get("/me/").content.decode()
    person = reads.person_by_email("new@busan.example")
    assert [record.verb for record in trail.of_subject(person.id)] == ["person.signed_in", "person.signed_up"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("email", "x"),
        ("name", " \t "),
        ("name", "a\x00b"),
        ("name", "‮가짜"),
        ("password1", "짧다"),
        ("name", "가" * 81),
    ],
)
def test_a_field_that_cannot_be_taken_says_so_beside_it(field: str, value: str) -> None:
    page = signed_up(Client(), **{field: value}).content.decode()
    assert re.search(rf'name="{field}"[^>]*aria-invalid="true"', page)
    assert re.search(rf'name="{field}"[^>]*aria-describedby="[^"]*id_{field}_error', page)
    assert f'id="id_{field}_error"' in page
    assert not User.objects.filter(email="new@busan.example").exists()


@pytest.mark.django_db
def test_signing_in_with_a_second_factor_asks_for_its_code() -> None:
    account = actions.create_user(email="minji@busan.example", name="민지", password=PASSWORD, by=SYSTEM)
    secret = generate_totp_secret()
    TOTP.activate(User.objects.get(id=account.id), secret)
    client = Client()
    answer = client.post("/accounts/login/", {"login": "minji@busan.example", "password": PASSWORD})
    assert answer.headers["Location"] == "/accounts/2fa/authenticate/"
    assert client.get("/me/").status_code == 302
    page = client.get("/accounts/2fa/authenticate/").content.decode()
    assert ('name="code"' in page, "mfa_webauthn_authenticate" in page) == (True, False)  # she has no passkey
    code = format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))
    assert client.post("/accounts/2fa/authenticate/", {"code": code}).headers["Location"] == "/me/"
    assert client.get("/me/").status_code == 200


@pytest.mark.django_db
def test_guessing_a_password_again_and_again_is_stopped() -> None:
    cache.clear()
    actions.create_user(email="minji@busan.example", name="민지", password=PASSWORD, by=SYSTEM)
    client = Client()
    for _ in range(12):
        client.post("/accounts/login/", {"login": "minji@busan.example", "password": "틀린 비밀번호"})
    answer = client.post("/accounts/login/", {"login": "minji@busan.example", "password": PASSWORD})
    assert answer.status_code in {200, 429}
    assert client.get("/me/").status_code == 302


@pytest.mark.django_db
def test_a_sign_in_leads_back_to_where_one_wanted_to_go_and_never_off_the_site() -> None:
    actions.create_user(email="minji@busan.example", name="민지", password=PASSWORD, by=SYSTEM)
    form = {"login": "minji@busan.example", "password": PASSWORD}
    assert Client().post("/accounts/login/", {**form, "next": "/me/tokens/"}).headers["Location"] == "/me/tokens/"
    assert Client().post("/accounts/login/", {**form, "next": "https://evil.example/"}).headers["Location"] == "/me/"


@pytest.mark.django_db
def test_the_password_and_passkey_pages_are_ours_in_both_languages(outsider: Person, visit: Visit) -> None:
    for address in ("/accounts/login/", "/accounts/signup/", "/accounts/password/reset/"):
        korean, english = (Client().get(f"{address}?lang={code}").content.decode() for code in ("ko", "en"))
        assert 'class="site-header"' in korean
        assert korean != english
    page = visit(outsider).get("/accounts/2fa/?lang=en").content.decode()
    assert "Passkeys and security keys" in page


def test_a_new_token_is_shown_once(junho: Person, visit: Visit) -> None:
    browser = visit(junho)
    shown = browser.post("/me/tokens/", {"name": "노트북", "scopes": ["read", "write"], "days": "30"})
    secret = re.search(r"naru_[0-9A-Za-z]{36}", shown.content.decode())
    assert secret
    assert "no-store" in shown.headers["Cache-Control"]
    assert secret[0] not in browser.get("/me/tokens/").content.decode()
    answer = Client().get("/api/v1/me", headers={"Authorization": f"Bearer {secret[0]}"})
    assert answer.json()["scopes"] == ["read", "write"]
    token = reads.tokens_of(junho.id)[0]
    browser.post(f"/me/tokens/{token.id}/revoke/")
    assert Client().get("/api/v1/me", headers={"Authorization": f"Bearer {secret[0]}"}).status_code == 401


def test_an_owner_adds_promotes_and_removes_members(organisations: Organisations, outsider: Person) -> None:
    owner = make_person("소유자", "owner@city.example", belongs=[(organisations.city, Role.OWNER)])
    browser, base = browser_of(owner), "/organisations/busan/"
    assert browser.post(f"{base}members/", {"email": outsider.email, "role": "member"}).status_code == 302
    assert browser.post(f"{base}members/{outsider.id}/role/", {"role": "steward"}).status_code == 302
    assert [member.role for member in reads.members(organisations.city.id)] == [Role.OWNER, Role.STEWARD]
    assert browser.post(f"{base}members/{owner.id}/remove/").status_code == 409
    assert browser.post(f"{base}members/{outsider.id}/remove/").status_code == 302
    missing = browser.post(f"{base}members/?lang=en", {"email": "nobody@nowhere.example", "role": "member"})
    assert missing.status_code == 422
    assert "Nobody has signed up as nobody@nowhere.example" in missing.content.decode()


def test_members_names_are_not_shown_to_outsiders(
    organisations: Organisations, junho: Person, outsider: Person
) -> None:
    assert junho.email in browser_of(junho).get("/organisations/haeundae-data/").content.decode()
    assert junho.email not in browser_of(outsider).get("/organisations/haeundae-data/").content.decode()
    assert junho.email not in Client().get("/organisations/haeundae-data/").content.decode()


@pytest.mark.django_db
def test_an_organisations_page_shows_its_data_to_those_who_may_read_it(
    organisations: Organisations, junho: Person, seoyeon: Person, home: Path
) -> None:
    seller, buyer = organisations.seller, organisations.buyer
    publish_table("모두의 주차장", organisation=seller.id)
    shared = publish_table("나눈 주차장", organisation=seller.id)
    publish_table("초안 주차장", organisation=seller.id, publish=False)
    catalogue.set_access(shared.dataset_id, Access.GRANTED, by=SYSTEM)
    catalogue.grant_entitlement(shared.dataset_id, Holder.organisation(buyer.id), by=SYSTEM)

    def shown(client: Client, slug: str) -> list[str]:
        return re.findall(r">(\S+ 주차장)</a>", client.get(f"/organisations/{slug}/").content.decode())

    assert shown(Client(), seller.slug) == ["모두의 주차장"]
    assert shown(browser_of(junho), seller.slug) == ["나눈 주차장", "모두의 주차장"]
    assert shown(browser_of(seoyeon), buyer.slug) == ["나눈 주차장"]
    assert shown(Client(), buyer.slug) == []


@pytest.mark.parametrize("address", ["/me/", "/me/tokens/", "/organisations/new/", "/organisations/busan/edit/"])
def test_outsider_is_refused(address: str, organisations: Organisations, outsider: Person) -> None:
    assert Client().get(address).headers["Location"].startswith("/accounts/login/?next=")
    if "organisations" in address:
        assert browser_of(outsider).get(address).status_code == 403


def test_a_form_from_elsewhere_changes_nothing(junho: Person) -> None:
    browser = browser_of(junho, enforce_csrf_checks=True)
    answer = browser.post("/me/", {"name": "바뀐 이름"})
    assert answer.status_code == 403
    assert "화면을 새로 고친 뒤 다시 해 주세요" in answer.content.decode()
    assert reads.person(junho.id).name == "준호"
