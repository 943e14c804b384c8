"""What a browser, a session and a password must be guarded by (OWASP ASVS 5.0, V3, V6, V7, V13, V14, V16), asked of the running site."""

import logging
import re
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.conf import settings as site_settings
from django.core import mail
from django.test import Client

from naru.base.kit import access_log
from naru.base.kit.clock import SYSTEM_CLOCK
from naru.base.kit.person import SYSTEM, Person
from naru.base.kit.refusals import Refused
from naru.base.people import actions, reads
from naru.base.people.models import User
from tests.personas import PASSWORD

pytestmark = pytest.mark.django_db

LONG = "긴 비밀번호는 낱말이 여럿이다 " * 8
PAGES = ("/", "/search/", "/sql/", "/accounts/login/", "/api/v1/openapi.json", "/nowhere/", "/health/")


@pytest.fixture
def resident(outsider: Person) -> Person:
    actions.set_password(person_id=outsider.id, password=PASSWORD, by=SYSTEM)
    return outsider


def signed_in(person: Person, password: str = PASSWORD) -> Client:
    client = Client()
    assert client.post("/accounts/login/", {"login": person.email, "password": password}).status_code == 302
    return client


@pytest.mark.parametrize("address", PAGES)
def test_every_answer_has_its_guards(address: str) -> None:
    headers = Client().get(address).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "base-uri 'none'" in policy
    assert "object-src 'none'" in policy
    assert "unsafe" not in policy
    assert "//" not in policy  # no other host's script, picture, font or counter
    kind = headers["Content-Type"]
    assert kind == "application/json" or kind.endswith("charset=utf-8")  # JSON is always UTF-8 (RFC 8259, 8.1)


@pytest.mark.parametrize("address", PAGES)
def test_other_sites_read_what_is_open_and_nothing_that_is_said_to_a_session(
    address: str, outsider: Person, visit: Callable[[Person], Client]
) -> None:
    elsewhere = {"Origin": "https://elsewhere.example"}
    headers = Client().get(address, headers=elsewhere).headers
    assert headers.get("Access-Control-Allow-Origin") == ("*" if address.startswith("/api/") else None)
    assert "Access-Control-Allow-Credentials" not in headers
    mine = visit(outsider).get(address, headers=elsewhere).headers
    assert "Access-Control-Allow-Origin" not in mine
    assert mine["Cross-Origin-Resource-Policy"] == "same-origin"


def test_an_answer_is_never_a_script_of_the_askers_naming() -> None:
    answer = Client().get("/api/v1/openapi.json", {"callback": "alert", "jsonp": "alert"})
    assert answer.headers["Content-Type"].startswith("application/")
    assert answer.content.startswith(b"{")


@pytest.mark.parametrize("address", PAGES)
def test_nothing_says_what_the_site_runs_on(address: str) -> None:
    headers = Client().get(address).headers
    assert not {"Server", "X-Powered-By"} & set(headers)


@pytest.mark.parametrize("method", ["TRACE", "CONNECT", "PROPFIND"])
def test_methods_without_a_meaning_here_do_nothing(method: str) -> None:
    assert Client().generic(method, "/me/").status_code in {302, 403, 405}
    assert Client().generic(method, "/api/v1/me").status_code in {401, 403, 405}


def test_the_site_shows_no_workings_unless_asked_to() -> None:
    assert site_settings.DEBUG is False
    answer = Client().get("/nowhere/?x=<script>")
    assert answer.status_code == 404
    assert "Traceback" not in answer.content.decode()
    assert "<script>" not in answer.content.decode()


def test_what_breaks_is_told_without_its_inside_which_is_logged(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("naru.portal.pages.JsonResponse", lambda *_: 1 / 0)
    monkeypatch.setattr(logging.getLogger("django.request"), "propagate", True)
    answer = Client(raise_request_exception=False).get("/health/")
    assert answer.status_code == 500
    assert "ZeroDivision" not in answer.content.decode()
    assert "ZeroDivisionError" in caplog.text


def test_a_new_installation_has_nobody_who_could_sign_in() -> None:
    assert not User.objects.exists()


@pytest.mark.parametrize("address", ["/", "/search/", "/me/", "/sql/", "/nowhere/"])
def test_signing_out_is_on_every_page(address: str, outsider: Person, visit: Callable[[Person], Client]) -> None:
    assert 'href="/accounts/logout/"' in visit(outsider).get(address).content.decode()


@pytest.mark.parametrize(
    "path", [".git/config", ".env", "static/", "static/../settings.py", "naru.db", "keys/trail.key"]
)
def test_no_file_of_the_installation_is_an_address(path: str) -> None:
    assert Client().get(f"/{path}").status_code in {400, 404}


# --- passwords ---


@pytest.mark.parametrize(
    "password", [LONG[:64], LONG[:100], "바다 자전거 열쇠 일곱", "tr7 klp vqz moon", "ÄÖÜ-ß-그리고-🙂-말"]
)
def test_long_passwords_of_any_signs_are_taken_whole(resident: Person, password: str) -> None:
    actions.set_password(person_id=resident.id, password=password, by=SYSTEM)
    user = User.objects.get(id=resident.id)
    assert user.check_password(password)
    assert not user.check_password(password[:-1])
    assert not user.check_password(password.swapcase()) or password.swapcase() == password


@pytest.mark.parametrize("password", ["short", "password1234", "1234567890", "outsider2026", "qwertyuiop1"])
def test_weak_passwords_are_refused_with_the_reason(resident: Person, password: str) -> None:
    with pytest.raises(Refused) as refused:
        actions.set_password(person_id=resident.id, password=password, by=SYSTEM)
    assert refused.value.code == "password_refused"


@pytest.mark.parametrize("address", ["/accounts/login/", "/accounts/signup/"])
def test_a_passwords_field_hides_it_and_lets_it_be_pasted(address: str) -> None:
    page = Client().get(address).content.decode()
    fields = re.findall(r'<input[^>]*type="password"[^>]*>', page)
    assert fields
    assert not any("onpaste" in field or 'autocomplete="off"' in field for field in fields)


def test_a_new_password_needs_the_old_one_and_ends_other_sessions(resident: Person) -> None:
    here, elsewhere = signed_in(resident), signed_in(resident)
    wrong = {"oldpassword": "guess", "password1": LONG[:40], "password2": LONG[:40]}
    assert here.post("/accounts/password/change/", wrong).status_code in {200, 422}
    assert here.post("/accounts/password/change/", {**wrong, "oldpassword": PASSWORD}).status_code == 302
    assert here.get("/me/").status_code == 200
    assert elsewhere.get("/me/").status_code == 302


def test_a_password_is_stored_by_a_slow_salted_hash() -> None:
    from django.conf import global_settings

    assert global_settings.PASSWORD_HASHERS[0].endswith("PBKDF2PasswordHasher")


@pytest.mark.parametrize("address", ["/accounts/login/", "/accounts/password/reset/"])
def test_known_and_unknown_addresses_are_answered_alike(resident: Person, address: str) -> None:
    def answer(email: str) -> tuple[int, str]:
        form = {"login": email, "password": "wrong-wrong-wrong", "email": email}
        response = Client(REMOTE_ADDR=f"192.0.2.{len(email)}").post(address, form)
        body = response.content.decode().replace(email, "")
        return response.status_code, re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", body)

    assert answer(resident.email) == answer("nobody@elsewhere.example")


# --- sessions ---


def test_a_session_is_new_and_long_and_ends_with_signing_out(resident: Person) -> None:
    client = signed_in(resident)
    key = client.cookies["sessionid"].value
    assert len(key) >= 32
    assert signed_in(resident).cookies["sessionid"].value != key
    client.post("/accounts/logout/")
    old = Client()
    old.cookies["sessionid"] = key
    assert old.get("/me/").status_code == 302


def test_ones_sessions_are_listed_and_the_others_ended(resident: Person) -> None:
    here, elsewhere = signed_in(resident), signed_in(resident)
    page = here.get("/accounts/sessions/?lang=en").content.decode()
    assert "This one" in page
    here.post("/accounts/sessions/")
    assert here.get("/me/").status_code == 200
    assert elsewhere.get("/me/").status_code == 302


def test_a_token_in_an_address_is_none(minji: Person, bearer: Callable[..., dict[str, str]]) -> None:
    secret = bearer(minji)["Authorization"].removeprefix("Bearer ")
    for name in ("token", "access_token", "Authorization", "api_key"):
        assert Client().get("/api/v1/me/tokens", {name: secret}).status_code == 401


def test_what_a_form_does_not_ask_for_is_not_changed(outsider: Person, visit: Callable[[Person], Client]) -> None:
    form = {"name": "새 이름", "is_officer": "true", "is_auditor": "on", "id": "x", "email": "other@example.org"}
    assert visit(outsider).post("/me/", form).status_code == 302
    after = reads.person(outsider.id)
    assert (after.name, after.is_officer, after.is_auditor, after.email) == ("새 이름", False, False, outsider.email)


def test_leaving_needs_a_press_and_the_password_again(resident: Person, visit: Callable[[Person], Client]) -> None:
    client = visit(resident)
    assert client.get("/me/delete/").status_code == 302
    assert client.post("/me/delete/").headers["Location"].startswith("/accounts/reauthenticate/")
    assert User.objects.get(id=resident.id).is_active


@pytest.mark.parametrize(
    ("address", "form"),
    [
        ("/accounts/email/", {"action_add": "", "email": "other@example.org"}),
        ("/accounts/2fa/totp/activate/", {}),
        ("/accounts/2fa/webauthn/add/", {}),
        ("/accounts/2fa/recovery-codes/generate/", {}),
    ],
)
def test_what_lets_others_in_is_changed_after_the_password_was_said_again(
    address: str, form: dict[str, str], resident: Person, visit: Callable[[Person], Client]
) -> None:
    answer = visit(resident).post(address, form)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/accounts/reauthenticate/")


def test_a_code_of_the_app_opens_once(resident: Person) -> None:
    secret = generate_totp_secret()
    TOTP.activate(User.objects.get(id=resident.id), secret)
    code = format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))
    first, second = signed_in(resident), signed_in(resident)
    for client, opens in ((first, True), (second, False)):
        client.post("/accounts/2fa/authenticate/", {"code": code})
        assert (client.get("/me/").status_code == 200) is opens


def test_a_new_password_by_mail_opens_nothing_past_the_second_factor(resident: Person) -> None:
    TOTP.activate(User.objects.get(id=resident.id), generate_totp_secret())
    client = Client()
    client.post("/accounts/password/reset/", {"email": resident.email})
    found = re.search(r"/accounts/password/reset/key/\S+", mail.outbox[-1].body)
    assert found
    form = client.get(found[0]).headers["Location"]
    assert client.post(form, {"password1": LONG[:40], "password2": LONG[:40]}).status_code == 302
    assert client.get("/me/").status_code == 302
    answer = client.post("/accounts/login/", {"login": resident.email, "password": LONG[:40]})
    assert answer.headers["Location"].startswith("/accounts/2fa/authenticate/")
    assert client.get("/me/").status_code == 302
    assert 'name="password1"' not in Client().get(found[0], follow=True).content.decode()  # it opened once


def test_no_line_of_the_access_log_holds_a_second_one() -> None:
    access_log.note(access_log.Happened.REFUSED, by="x\n{", facts={"path": '/a"\n{"at": 1}\r'})
    today = SYSTEM_CLOCK.today()
    [line] = list(access_log.lines(since=today, until=today))
    assert line["path"] == '/a"\n{"at": 1}\r'


def test_what_is_kept_of_accesses_says_when_who_where_and_what(
    outsider: Person, visit: Callable[[Person], Client]
) -> None:
    visit(outsider).get("/trail/")
    today = SYSTEM_CLOCK.today()
    found: list[dict[str, Any]] = list(access_log.lines(since=today, until=today))
    refused = next(line for line in found if line["what"] == "refused")
    assert {"at", "by", "address", "what", "code", "method", "path"} <= refused.keys()
    assert refused["at"].endswith("+00:00")
    path = next(access_log.folder().iterdir())
    assert not path.stat().st_mode & 0o077
    assert not access_log.folder().stat().st_mode & 0o077
