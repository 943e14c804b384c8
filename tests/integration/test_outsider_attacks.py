"""What someone from outside tries at the site's doors, and how each is turned away."""

import base64
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from naru.base.kit.person import SYSTEM, Person
from naru.base.people import actions
from naru.data.ingest.models import Upload
from tests.personas import PASSWORD

pytestmark = pytest.mark.django_db

OPERATE = Path(__file__).resolve().parents[2] / "docs" / "guides" / "operate.md"
SOURCES = Path(__file__).resolve().parents[2] / "src" / "naru"
TUS = {"Tus-Resumable": "1.0.0", "Upload-Length": "10"}
ELSEWHERE = [
    "//evil.example",
    "https://evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "///evil.example",
    "http:///evil.example",
    "javascript:alert(1)",
    "\t//evil.example",
]


@pytest.fixture
def resident(minji: Person) -> Person:
    """Someone who signs in with a password."""
    actions.set_password(person_id=minji.id, password=PASSWORD, by=SYSTEM)
    return minji


def sign_in(client: Client, email: str, password: str, **more: str) -> int:
    body = {"login": email, "password": password}
    return client.post("/accounts/login/", body, headers=more).status_code


def named(name: str) -> dict[str, str]:
    return {**TUS, "Upload-Metadata": f"filename {base64.b64encode(name.encode()).decode()}"}


def test_passwords_cannot_be_guessed_at_length(resident: Person) -> None:
    """Neither another session nor a forged address of the sender begins the count anew."""
    for number in range(5):
        assert sign_in(Client(), resident.email, f"guess {number}") == 200
    assert sign_in(Client(), resident.email, PASSWORD, **{"X-Forwarded-For": "203.0.113.9"}) == 200


def test_who_tries_too_often_is_told_in_our_words(resident: Person, settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    assert sign_in(Client(), resident.email, "guess") == 200
    tried = Client().post("/accounts/login/", {"login": resident.email, "password": PASSWORD})
    assert tried.status_code == 429
    assert "몇 분 뒤 다시" in tried.content.decode()


def test_a_session_that_was_given_to_a_visitor_is_not_the_one_they_sign_in_with(resident: Person) -> None:
    client = Client()
    client.cookies["sessionid"] = "a" * 32
    assert sign_in(client, resident.email, PASSWORD) == 302
    assert client.cookies["sessionid"].value != "a" * 32


@pytest.mark.parametrize("target", ELSEWHERE)
def test_signing_in_and_choosing_a_language_lead_to_no_other_site(resident: Person, target: str) -> None:
    client = Client()
    chosen = client.post("/language/", {"language": "en", "next": target})
    signed_in = client.post("/accounts/login/", {"login": resident.email, "password": PASSWORD, "next": target})
    assert chosen.headers["Location"] == "/"
    assert signed_in.headers["Location"] == "/me/"


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost:80@evil.example"])
def test_another_host_is_not_answered_and_a_forwarded_one_is_not_believed(host: str, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["testserver"]
    assert Client().get("/", headers={"Host": host}).status_code == 400
    page = Client().get("/accounts/password/reset/", headers={"X-Forwarded-Host": host})
    assert page.status_code == 200
    assert host not in page.content.decode()


@pytest.mark.parametrize("address", ["/me/", "/language/", "/accounts/login/", "/ingest/"])
def test_a_form_from_another_site_is_refused(address: str, outsider: Person, visit: Callable[[Person], Client]) -> None:
    visitor = visit(outsider)
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = visitor.cookies
    assert strict.post(address, {"name": "x"}, headers={"Origin": "https://evil.example"}).status_code == 403


def test_cookies_stay_from_scripts_and_other_sites(resident: Person) -> None:
    client = Client()
    sign_in(client, resident.email, PASSWORD)
    assert client.cookies["sessionid"]["httponly"]
    assert {client.cookies[name]["samesite"] for name in ("sessionid", "csrftoken")} == {"Lax"}


def test_a_large_body_from_nobody_known_is_refused_before_it_is_read(
    outsider: Person, visit: Callable[[Person], Client]
) -> None:
    large = {"login": "x" * (9 << 20)}
    for address in ("/accounts/login/", "/nowhere/"):
        refused = Client().post(address, large)
        assert refused.status_code == 413
        assert "로그인" in refused.content.decode()
    assert Client().post("/api/v1/sql", large).json()["code"] == "body_too_large"
    assert visit(outsider).post("/nowhere/", large).status_code == 404


def test_whoever_stewards_nothing_can_not_fill_the_disk_with_uploads(
    outsider: Person, visit: Callable[[Person], Client]
) -> None:
    refused = visit(outsider).post("/api/v1/uploads", headers=TUS)
    assert refused.status_code == 403
    assert refused.json()["code"] == "forbidden"
    assert not Upload.objects.exists()


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("표\0.csv", "표.csv"),
        ("표\r\nSet-Cookie: a=b.csv", "표Set-Cookie: a=b.csv"),
        ("표\u202egpj.csv", "표gpj.csv"),
        ("..\\..\\표.csv", "표.csv"),
        ("/etc/", "upload"),
        ("\x01", "upload"),
        ("가" * 400, "가" * 300),
    ],
)
def test_a_file_is_named_by_nothing_but_a_plain_name(
    sent: str, kept: str, minji: Person, visit: Callable[[Person], Client]
) -> None:
    assert visit(minji).post("/api/v1/uploads", headers=named(sent)).status_code == 201
    assert Upload.objects.get().file_name == kept


@pytest.mark.parametrize(
    "address",
    ["/jobs/{}/", "/ingest/loads/{}/", "/ingest/feeds/{}/", "/sql/q/{}/", "/publishers/{}/", "/api/v1/loads/{}"],
)
def test_nothing_has_an_address_that_postgresql_cannot_be_asked_for(
    address: str, minji: Person, visit: Callable[[Person], Client]
) -> None:
    assert visit(minji).get(address.format("a%00b")).status_code == 404


@pytest.mark.parametrize(
    "asked", ["/sql/?table=%00", "/sql/tables?table=%00", "/sql/words?table=%00", "/api/v1/loads?before=%00"]
)
def test_what_postgresql_cannot_be_asked_for_is_no_name(
    asked: str, minji: Person, visit: Callable[[Person], Client]
) -> None:
    browser = visit(minji)
    assert browser.get(asked).status_code == 200
    assert browser.post("/sql/share", {"q": "select 'a\0b'"}).status_code == 302


def test_what_operators_may_set_is_all_in_their_guide() -> None:
    read = {
        name
        for path in SOURCES.rglob("*.py")
        for name in re.findall(
            r'(?:environ\.get|environ|number|time_zone|engine_name)[(\[]"(NARU_\w+)"', path.read_text()
        )
    }
    read.discard("NARU_CRASH_AT")  # the tests' own
    assert len(read) > 10
    assert not {name for name in read if f"`{name}`" not in OPERATE.read_text()}
