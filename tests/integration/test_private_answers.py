"""What is answered to a person is kept by no cache, what is answered to anybody may be; cookies of a site under TLS are its own."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from naru.base.kit.person import Person
from tests.commands import Machine
from tests.personas import any_browser, browser_of

SETTINGS = (
    "import json, django; django.setup(); from django.conf import settings as s;"
    " print(json.dumps([s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.SECURE_HSTS_INCLUDE_SUBDOMAINS]))"
)


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/search/", "/market/"])
def test_what_anybody_sees_may_be_kept(address: str) -> None:
    assert "no-store" not in any_browser().get(address).headers.get("Cache-Control", "")


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/search/", "/me/", "/nowhere/"])
def test_what_a_person_sees_is_kept_by_nobody(outsider: Person, address: str) -> None:
    response = browser_of(outsider).get(address)
    assert response.headers["Cache-Control"] == "private, no-store", response.status_code


@pytest.mark.django_db
def test_what_a_program_is_told_by_its_token_is_kept_by_nobody() -> None:
    response = any_browser().get("/api/v1/me", headers={"Authorization": "Bearer naru_none"})
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.parametrize(
    ("https", "names"),
    [
        ("1", '["__Host-sessionid", "__Host-csrftoken", true]'),
        ("0", '["sessionid", "csrftoken", false]'),
    ],
)
def test_cookies_under_tls_are_of_this_host_alone(https: str, names: str, tmp_path: Path) -> None:
    environment = os.environ | {
        "NARU_HTTPS": https,
        "NARU_HOME": str(tmp_path / "home"),
        "DJANGO_SETTINGS_MODULE": "naru.portal.settings",
        "PYTHONPATH": ":".join(sys.path),
    }
    said = subprocess.run([sys.executable, "-c", SETTINGS], env=environment, capture_output=True, text=True, check=True)
    assert said.stdout.strip().splitlines()[-1] == names


def test_nothing_in_a_home_is_for_other_accounts(tmp_path: Path) -> None:
    machine = Machine(tmp_path / "home")
    machine.run("index", "rebuild")
    machine.run("verify-trail")
    found = list(machine.home.rglob("*"))
    wide = [path for path in found if stat.S_IMODE(path.lstat().st_mode) & 0o077]
    assert len(found) > 5
    assert not wide
