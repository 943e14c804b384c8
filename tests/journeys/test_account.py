"""People and their accounts in a real browser: every page of theirs, passkeys, codes, tokens, and names that would be script."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from playwright.sync_api import Browser, expect

from tests.journeys.browser import Visitor, assert_accessible, overflow, visiting
from tests.journeys.site import PASSWORD, Site

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]
DATABASES = ("postgres",)

NAUGHTY = Path(__file__).parents[3] / "shared" / "data" / "badfiles" / "naughty-strings.json"
ENTRANCES = ("/accounts/login/", "/accounts/signup/", "/accounts/password/reset/", "/organisations/")
INSIDE = (
    "/me/",
    "/me/tokens/",
    "/organisations/busan/",
    "/organisations/busan/edit/",
    "/organisations/new/",
    "/trail/",
    "/accounts/2fa/",
    "/accounts/password/change/",
    "/accounts/email/",
    "/accounts/logout/",
)


def name_of(path: str) -> str:
    return "people" + path.replace("/", "-").rstrip("-")


@pytest.mark.parametrize(("language", "phone"), [("ko", False), ("en", True)])
def test_every_page_of_people_is_accessible_and_fits(site: Site, browser: Browser, language: str, phone: bool) -> None:
    with visiting(browser, site, language=language, phone=phone) as visitor:
        for signed_in, paths in ((False, ENTRANCES), (True, INSIDE)):
            if signed_in:
                visitor.sign_in("minji@busan.example")
            for path in paths:
                assert visitor.go(path) == 200, path
                assert_accessible(visitor.page)
                assert overflow(visitor.page) <= 0, path
                visitor.picture(f"{name_of(path)}-{language}")
        assert not visitor.complaints


@pytest.fixture
def local(browser: Browser, site: Site) -> Iterator[Visitor]:
    """A window that came by the name localhost: passkeys belong to a name, never to an address."""
    with visiting(browser, replace(site, address=site.address.replace("127.0.0.1", "localhost"))) as opened:
        yield opened


def confirm_password(visitor: Visitor) -> None:
    if "/reauthenticate/" in visitor.page.url:
        visitor.page.fill("input[name=password]", PASSWORD)
        visitor.press("main form button[type=submit]")


def sign_out(visitor: Visitor) -> None:
    visitor.go("/accounts/logout/")
    visitor.press("main form button[type=submit]")


def test_someone_adds_a_passkey_and_signs_in_with_it_alone_or_after_a_password(local: Visitor) -> None:
    device = local.page.context.new_cdp_session(local.page)
    device.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    device.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    local.sign_in("junho@haeundae.example")
    local.go("/accounts/2fa/webauthn/add/")
    confirm_password(local)
    local.page.fill("input[name=name]", "내 노트북")
    local.page.check("input[name=passwordless]")
    assert_accessible(local.page)
    local.page.click("#mfa_webauthn_add")
    local.page.wait_for_url("**/recovery-codes/**")
    assert_accessible(local.page)
    local.go("/accounts/2fa/webauthn/")
    assert "내 노트북" in local.page.inner_text("main")
    assert_accessible(local.page)
    local.picture("passkeys")
    sign_out(local)
    local.go("/accounts/login/")
    local.page.click("#passkey_login")
    local.page.wait_for_url("**/me/")
    assert "준호" in local.page.inner_text("main")
    sign_out(local)
    local.go("/accounts/login/")
    local.page.fill("input[name=login]", "junho@haeundae.example")
    local.page.fill("input[name=password]", PASSWORD)
    local.press("main form button[type=submit]")
    local.page.click("#mfa_webauthn_authenticate")  # the same passkey as the second step after a password
    local.page.wait_for_url("**/me/")
    forget_second_factors(local, "준호")
    assert not local.complaints


def test_someone_turns_on_an_authenticator_app_and_needs_its_code_from_then_on(visitor: Visitor) -> None:
    visitor.sign_in("seoyeon@suyeong.example")
    visitor.go("/accounts/2fa/totp/activate/")
    confirm_password(visitor)
    secret = visitor.page.input_value("#authenticator_secret")
    assert_accessible(visitor.page)
    visitor.picture("authenticator-app")
    visitor.page.fill("input[name=code]", code_of(secret))
    visitor.page.click("main form button[type=submit]")
    visitor.page.wait_for_url("**/recovery-codes/**")
    sign_out(visitor)
    visitor.go("/accounts/login/")
    visitor.page.fill("input[name=login]", "seoyeon@suyeong.example")
    visitor.page.fill("input[name=password]", PASSWORD)
    visitor.page.click("main form button[type=submit]")
    visitor.page.wait_for_url("**/2fa/authenticate/**")
    assert_accessible(visitor.page)
    visitor.picture("second-factor")
    forget_second_factors(visitor, "서연")
    assert not visitor.complaints


def forget_second_factors(visitor: Visitor, name: str) -> None:
    """The other journeys of the site sign in as the same person, with a password alone."""
    visitor.site.machine.python(
        f"from allauth.mfa.models import Authenticator; Authenticator.objects.filter(user__name={name!r}).delete()"
    )


def code_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def test_a_token_is_issued_copied_and_revoked(visitor: Visitor) -> None:
    visitor.sign_in("minji@busan.example")
    visitor.go("/me/tokens/")
    visitor.page.fill("input[name=name]", "분석 노트북")
    visitor.press("main form:has(input[name=name]) button[type=submit]")
    secret = visitor.page.inner_text("#secret")
    visitor.page.click("button[data-copy=secret]")
    expect(visitor.page.locator("button[data-copy=secret]")).to_have_attribute("data-done", "true")
    assert visitor.page.evaluate("navigator.clipboard.readText()") == secret
    assert_accessible(visitor.page)
    visitor.picture("token-issued")
    visitor.go("/me/tokens/")
    assert secret not in visitor.page.content()
    visitor.press("form[action*='/revoke/'] button")
    assert "회수함" in visitor.page.inner_text("main")
    assert not visitor.complaints


@pytest.mark.skipif(not NAUGHTY.exists(), reason="the naughty strings are not beside this checkout")
def test_no_name_is_ever_run_as_script(visitor: Visitor) -> None:
    strings = json.loads(NAUGHTY.read_text())
    visitor.site.machine.python(
        f"""
from naru.base.kit.refusals import Refused
from naru.base.people import actions, reads
from naru.base.kit.person import SYSTEM, Role
import json
auditor = reads.person_by_email("auditor@busan.example")
for number, text in enumerate(json.loads({json.dumps(json.dumps(strings))})):
    try:
        actions.create_organisation(
            slug=f"blns-{{number}}", name_ko=text, name_en=text, description_ko=text, description_en=text,
            owner=auditor.id if number % 5 == 0 else None, by=SYSTEM,
        )
        actions.rename_person(person_id=auditor.id, name=text, by=SYSTEM)
        actions.issue_token(person_id=auditor.id, name=text, scopes=[], days=1, by=SYSTEM)
    except Refused:
        pass
actions.rename_person(person_id=auditor.id, name="<script>alert('XSS')</script><img src=x onerror=alert(2)>", by=SYSTEM)
"""
    )
    dialogs: list[str] = []
    visitor.page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    visitor.sign_in("auditor@busan.example")
    for path in (
        "/organisations/",
        "/me/",
        "/me/tokens/",
        "/trail/",
        "/organisations/blns-5/",
        "/organisations/?lang=en",
    ):
        visitor.go(path)
        visitor.page.mouse.move(400, 300)
    assert dialogs == []
    assert (
        visitor.page.evaluate(
            "document.querySelectorAll('main script, main iframe, main [onerror], main [onload]').length"
        )
        == 0
    )
    assert not visitor.complaints
