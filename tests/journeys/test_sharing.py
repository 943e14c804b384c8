"""서연 receives a table: makes a token, collects the profile file, reads in her own program; 민지 revokes, and it is dead at once."""

import json
import re
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.browser import assert_accessible, overflow, visiting
from tests.journeys.site import Site

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]
DATABASES = ("sqlite",)

SHARE = """
from naru.base.kit.person import SYSTEM
from naru.base.people.reads import organisation_by_slug
from naru.data.catalogue import actions, reads
from naru.data.catalogue.core.entitlement import Holder
from naru.data.catalogue.core.states import Access
table = reads.table({table!r}, SYSTEM)
actions.set_access(table.dataset_id, Access.GRANTED, by=SYSTEM)
actions.grant_entitlement(table.dataset_id, Holder.organisation(organisation_by_slug("suyeong-lab").id), by=SYSTEM)
print(table.dataset_id)
"""


@pytest.fixture(scope="module")
def received(site: Site, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A table that the city gave to 서연's laboratory; its dataset."""
    file = tmp_path_factory.mktemp("received") / "카드 소비.csv"
    rows = [f"2026-{month:02d},{place},{month * 1000 + 0.25}" for month in range(1, 13) for place in ("중구", "동래구")]
    file.write_text("기준월,구,매출\n" + "\n".join(rows), encoding="utf-8")
    [loaded] = site.machine.json("ingest", file)
    return site.machine.python(SHARE.format(table=loaded["table"])).stdout.splitlines()[-1]


def asked(profile: dict[str, Any], path: str, body: bytes | None = None) -> Any:
    headers = {"Authorization": f"Bearer {profile['bearerToken']}"}
    return urllib.request.urlopen(urllib.request.Request(profile["endpoint"] + path, body, headers))


def query_of(profile: dict[str, Any]) -> list[str]:
    """The addresses of the first table's files, as a client finds them."""
    [share] = json.load(asked(profile, "/shares"))["items"]
    quoted = urllib.request.quote  # type: ignore[attr-defined]
    [table] = json.load(asked(profile, f"/shares/{quoted(share['name'])}/all-tables"))["items"]
    path = f"/shares/{quoted(table['share'])}/schemas/{quoted(table['schema'])}/tables/{quoted(table['name'])}/query"
    lines = [json.loads(line) for line in asked(profile, path, b"{}")]
    return [line["file"]["url"] for line in lines if "file" in line]


def test_what_was_received_opens_in_ones_own_program_until_it_is_revoked(
    browser: Browser, site: Site, received: str, tmp_path: Path
) -> None:
    with visiting(browser, site) as seoyeon:
        seoyeon.sign_in("seoyeon@suyeong.example")
        seoyeon.go(f"/datasets/{received}/")
        seoyeon.press("section[aria-labelledby='open-in-tools-head'] a")
        expect(seoyeon.page.locator("summary").first).to_contain_text("카드 소비")
        seoyeon.page.fill("input[name=name]", "분석 노트북")
        seoyeon.press("main button:has-text('만들기')")
        link = seoyeon.page.inner_text("#secret")
        seoyeon.picture("sharing-recipient")
        assert_accessible(seoyeon.page)
        seoyeon.page.goto(link)
        seoyeon.picture("sharing-link")
        with seoyeon.page.expect_download() as coming:
            seoyeon.page.click("main button:has-text('내려받기')")
        coming.value.save_as(tmp_path / "naru.share")
        profile = json.loads((tmp_path / "naru.share").read_text())
        [address, *_] = query_of(profile)
        with urllib.request.urlopen(address) as file:
            assert file.read(4) == b"PAR1"
        seoyeon.go("/sharing/mine/")
        with seoyeon.page.expect_download() as coming:
            seoyeon.page.click("a:has-text('내려받기')")
        coming.value.save_as(tmp_path / "receipt.json")
        [receipt] = site.machine.json("sharing", "verify", tmp_path / "receipt.json")
        assert (receipt["rows"], receipt["recipient_name"]) == (24, "수영연구소")
        assert not seoyeon.complaints
    with visiting(browser, site) as minji:
        minji.sign_in("minji@busan.example")
        minji.go("/sharing/")
        minji.press("main a:has-text('수영연구소')")
        minji.press("button[aria-label='회수: 분석 노트북']")
        revoked = time.monotonic()
        expect(minji.page.get_by_text("회수함")).to_be_visible()
        while True:
            try:
                urllib.request.urlopen(address).close()
            except urllib.error.HTTPError as error:
                if error.code == 403:
                    break
                raise
            assert time.monotonic() - revoked < 1, "an address lived on after its token was revoked"
        with pytest.raises(urllib.error.HTTPError, match="401"):
            query_of(profile)
        assert_accessible(minji.page)


def test_the_pages_fit_a_phone_in_english(browser: Browser, site: Site, received: str) -> None:
    with visiting(browser, site, language="en", phone=True) as seoyeon:
        seoyeon.sign_in("seoyeon@suyeong.example")
        seoyeon.go("/sharing/mine/")
        expect(seoyeon.page.locator("h1")).to_have_text(re.compile("Suyeong Lab"))
        assert overflow(seoyeon.page) == 0
        seoyeon.picture("sharing-recipient-phone")
        assert_accessible(seoyeon.page)
