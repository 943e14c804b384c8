"""The account's rarer pages and its mail speak as the rest of the site does, in Korean first and in English."""

import re
import time
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY,
    AUTHENTICATION_METHODS_SESSION_KEY,
)
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth.hashers import make_password
from django.core import mail
from django.test import Client

import naru.base.people
from naru.base.kit.person import Person
from naru.base.people.models import User
from tests.personas import PASSWORD, browser_of

OURS = Path(naru.base.people.__file__).parent / "templates"
HANGUL = re.compile("[가-힣]")
LEFT_OUT = re.compile(r"<(script|svg|header|footer)\b.*?</\1>|<[^>]*>", re.DOTALL)

FOR_ANYONE = (
    "/accounts/login/",
    "/accounts/signup/",
    "/accounts/inactive/",
    "/accounts/confirm-email/",
    "/accounts/confirm-email/old-key/",
    "/accounts/password/reset/",
    "/accounts/password/reset/done/",
    "/accounts/password/reset/key/1-old/",
    "/accounts/password/reset/key/done/",
)
FOR_MEMBERS = (
    "/accounts/logout/",
    "/accounts/email/",
    "/accounts/password/change/",
    "/accounts/reauthenticate/",
    "/accounts/2fa/",
    "/accounts/2fa/reauthenticate/",
    "/accounts/2fa/totp/deactivate/",
    "/accounts/2fa/recovery-codes/",
    "/accounts/2fa/recovery-codes/generate/",
    "/accounts/2fa/webauthn/",
    "/accounts/2fa/webauthn/add/",
)


@lru_cache
def hashed() -> str:
    return make_password(PASSWORD)


@pytest.fixture
def member(seoyeon: Person) -> Client:
    """서연's browser a moment after she proved who she is, with an authenticator app and codes for its loss."""
    user = User.objects.get(id=seoyeon.id)
    user.password = hashed()
    user.save()
    EmailAddress.objects.update_or_create(user=user, email=user.email, defaults={"verified": True, "primary": True})
    TOTP.activate(user, generate_totp_secret())
    RecoveryCodes.activate(user)
    client = browser_of(seoyeon)
    session = client.session
    proof = {"method": "password", "at": time.time(), "reauthenticated": True}
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [proof]
    session[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(user.pk)
    session.save()
    return client


def faults(answer: Any, language: str) -> list[str]:
    """What on a page is not ours: its template, or words of the other language."""
    template = Path(answer.templates[0].origin.name)
    heading = re.search(r"<h1[^>]*>(.*?)</h1>", answer.content.decode(), re.DOTALL)
    main = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    text = LEFT_OUT.sub(" ", main)
    found = [] if OURS in template.parents else [f"the template is {template}"]
    if heading is None or bool(HANGUL.search(heading[1])) != (language == "ko"):
        found.append(f"the heading is {heading and heading[1]!r}")
    if language == "en" and HANGUL.search(text.replace("서연", "")):
        found.append(f"Korean in the English page: {HANGUL.findall(text)}")
    return found


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("path", FOR_ANYONE)
def test_a_page_for_anyone_speaks_our_words(path: str, language: str) -> None:
    answer = Client().get(f"{path}?lang={language}", follow=True)
    assert answer.status_code == 200
    assert not faults(answer, language)


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("path", FOR_MEMBERS)
def test_a_page_for_members_speaks_our_words(path: str, language: str, member: Client) -> None:
    answer = member.get(f"{path}?lang={language}")
    assert answer.status_code == 200
    assert not faults(answer, language)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "told"), [("ko", "비밀번호 없이 로그인하는 데 쓰기"), ("en", "Sign in with it alone")]
)
def test_the_form_of_passkeys_speaks_our_words(member: Client, language: str, told: str) -> None:
    page = member.get(f"/accounts/2fa/webauthn/add/?lang={language}").content.decode()
    assert told in page
    assert (">Name" in page) is (language == "en")


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "told"), [("ko", "이 기기"), ("en", "This device")])
def test_a_passkey_is_named_and_renamed_in_our_words(member: Client, seoyeon: Person, language: str, told: str) -> None:
    assert f'value="{told}"' in member.get(f"/accounts/2fa/webauthn/add/?lang={language}").content.decode()
    key = Authenticator.objects.create(
        user_id=seoyeon.id, type=Authenticator.Type.WEBAUTHN, data={"name": "노트북", "credential": {}}
    )
    page = member.get(f"/accounts/2fa/webauthn/keys/{key.pk}/edit/?lang={language}").content.decode()
    assert ('value="노트북"' in page, ">Name" in page) == (True, language == "en")


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "said"), [("ko", "새 비밀번호를 정하려면"), ("en", "To choose a new password")])
def test_the_mail_that_brings_a_password_back_says_what_to_do(
    language: str, said: str, member: Client, seoyeon: Person
) -> None:
    address = User.objects.get(id=seoyeon.id).email
    answer = Client().post(f"/accounts/password/reset/?lang={language}", {"email": address})
    assert answer.status_code == 302
    [sent] = mail.outbox
    assert said in sent.body
    assert "/accounts/password/reset/key/" in sent.body
    assert bool(HANGUL.search(sent.subject)) == (language == "ko")
    assert sent.subject.startswith("[나루] " if language == "ko" else "[Naru] ")


@pytest.mark.django_db
def test_an_address_is_added_made_primary_and_the_old_one_removed(member: Client, seoyeon: Person) -> None:
    first = User.objects.get(id=seoyeon.id).email
    Authenticator.objects.all().delete()  # an account with a second factor takes no new address
    member.post("/accounts/email/", {"action_add": "", "email": "second@suyeong.example"})
    EmailAddress.objects.filter(email="second@suyeong.example").update(verified=True)
    page = member.get("/accounts/email/").content.decode()
    assert "대표로 쓰기" in page
    member.post("/accounts/email/", {"action_primary": "", "email": "second@suyeong.example"})
    member.post("/accounts/email/", {"action_remove": "", "email": first})
    assert [address.email for address in EmailAddress.objects.all()] == ["second@suyeong.example"]
