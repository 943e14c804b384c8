"""서연 connects her own tools: one dataset's and the whole city's, by the addresses that the pages give; 외부인 sees nothing hidden."""

import json
from typing import Any
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, Page, expect

from naru.systems.protocols.core.protocol_list import PROTOCOLS
from tests.journeys.browser import Visitor, assert_accessible, overflow, visiting
from tests.journeys.site import Site

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("journeys")]
DATABASES = ("sqlite",)

CITY = """
import json
from tests.protocols import make_city
city = make_city()
print(json.dumps({"open": city.open.id, "table": city.table.sql_name, "draft": city.draft.id}))
"""
HIDDEN = ("초안인자료", "거둔자료", "이용권자료", "회원만보는자료", "봉인자료")


@pytest.fixture(scope="module")
def city(site: Site) -> dict[str, str]:
    """The protocols' small catalogue, every openness in it."""
    made: dict[str, str] = json.loads(site.machine.python(CITY).stdout.splitlines()[-1])
    return made


def test_the_addresses_of_a_dataset_and_of_the_city_open_and_tell_nothing_hidden(
    site: Site, browser: Browser, city: dict[str, str]
) -> None:
    with visiting(browser, site) as seoyeon:
        connect_a_dataset(seoyeon, city)
        connect_the_city(seoyeon)
        see_what_passed(seoyeon)
        assert not seoyeon.complaints
    with visiting(browser, site) as outsider:
        assert outsider.go(f"/datasets/{city['draft']}/") == 404
    with visiting(browser, site, language="en", phone=True) as someone:
        for name, path in (
            ("connect", "/connect/"),
            ("conformance", "/connect/conformance/"),
            ("dataset", f"/datasets/{city['open']}/#connect"),
        ):
            assert someone.go(path) == 200
            someone.page.evaluate(
                "document.querySelectorAll('#connect details').forEach((each) => { each.open = true })"
            )
            assert overflow(someone.page) <= 0, path
            assert_accessible(someone.page)
            someone.picture(f"protocols-{name}-phone")


def connect_a_dataset(seoyeon: Visitor, city: dict[str, str]) -> None:
    page = seoyeon.page
    seoyeon.go(f"/datasets/{city['open']}/")
    panel = page.locator("#connect")
    panel.locator("summary", has_text="QGIS").click()
    panel.locator("button[data-copy=connect-ogr]").click()
    expect(panel.locator("button[data-copy=connect-ogr] .done")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    collection = copied.split('"OAPIF:')[1].split('"')[0]
    assert unquote(collection).endswith(f"/collections/{city['table']}")
    assert len(json.loads(read(page, f"{collection}/items?limit=7"))["features"]) == 7
    panel.locator("summary", has_text="모든 주소").click()
    listed = addresses(panel.locator("table a"))
    assert len(listed) == sum(each.of_dataset is not None for each in PROTOCOLS)
    for address in listed:
        text = read(page, address)
        assert city["open"] in text, address
        assert_nothing_hidden(text)
    assert_accessible(page)
    seoyeon.picture("protocols-dataset")


def connect_the_city(seoyeon: Visitor) -> None:
    page = seoyeon.page
    seoyeon.go("/connect/")
    codes = page.locator("table code")
    expect(codes).to_have_count(len(PROTOCOLS))
    whole = [text for text in codes.all_inner_texts() if "{id}" not in text and not text.endswith("/api/mcp")]
    assert len(whole) == len(PROTOCOLS) - sum("{id}" in text for text in codes.all_inner_texts()) - 1
    for address in whole:
        assert_nothing_hidden(read(page, address))
    assert_accessible(page)
    seoyeon.picture("protocols-connect")


def see_what_passed(seoyeon: Visitor) -> None:
    page = seoyeon.page
    seoyeon.press("main a[href$='/conformance/']")
    for each in PROTOCOLS:
        expect(page.locator("main table tbody")).to_contain_text(each.name)
    expect(page.locator("main table .badge.good").first).to_contain_text("20")
    assert_accessible(page)
    seoyeon.picture("protocols-conformance")


def addresses(links: Any) -> list[str]:
    return [str(each.get_attribute("href")) for each in links.all()]


def read(page: Page, address: str) -> str:
    """As a program outside the page would, in the visitor's name."""
    answer = page.request.get(address)
    assert answer.status == 200, address
    return answer.text()


def assert_nothing_hidden(text: str) -> None:
    assert [name for name in HIDDEN if name in text] == []
