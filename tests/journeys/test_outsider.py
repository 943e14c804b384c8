"""An outsider looks around: sees what is open, is stopped with a sentence at what is not, chooses a language."""

import pytest
from playwright.sync_api import expect

from tests.journeys.browser import Visitor, assert_accessible, overflow

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]
DATABASES = ("sqlite",)


def test_a_wrong_address_gets_a_sentence(visitor: Visitor) -> None:
    assert visitor.go("/nowhere/") == 404
    assert "이 나루에는 그런 배가 없습니다" in visitor.page.inner_text("main")
    assert_accessible(visitor.page)


def test_the_language_is_chosen_and_remembered(visitor: Visitor) -> None:
    visitor.go("/")
    visitor.press("button[value=en]")
    assert visitor.page.locator("html").get_attribute("lang") == "en"
    visitor.go("/accounts/login/")
    assert visitor.page.locator("html").get_attribute("lang") == "en"


def test_the_menu_opens_on_a_phone(phone: Visitor) -> None:
    phone.go("/")
    assert overflow(phone.page) <= 0
    assert not phone.page.locator("#site-nav").is_visible()
    phone.page.click("button[data-menu]")
    assert phone.page.locator("#site-nav ul ul a[href='/search/']").is_visible()
    assert_accessible(phone.page)


def test_the_site_is_read_by_night(visitor: Visitor) -> None:
    visitor.page.emulate_media(color_scheme="dark")
    try:
        for path in ("/", "/search/", "/sql/", "/api/", "/accounts/login/", "/nowhere/"):
            visitor.go(path)
            assert_accessible(visitor.page)
        night = visitor.page.evaluate("getComputedStyle(document.body).backgroundColor")
        visitor.press("button[name=look][value=light]")
        assert visitor.page.evaluate("getComputedStyle(document.body).backgroundColor") != night
    finally:
        visitor.page.context.clear_cookies(name="naru_look")
        visitor.page.emulate_media(color_scheme="light")


def test_paper_is_day_whatever_the_visitor_chose(visitor: Visitor) -> None:
    night = {"name": "naru_look", "value": "dark", "url": visitor.site.address}
    visitor.page.context.add_cookies([night])  # type: ignore[list-item]
    try:
        visitor.go("/api/")
        expect(visitor.page.locator("html")).to_have_css("color-scheme", "dark")
        visitor.page.emulate_media(media="print")
        expect(visitor.page.locator("html")).to_have_css("color-scheme", "light")
        expect(visitor.page.locator(".site-header")).to_be_hidden()
        expect(visitor.page.locator("main .table-scroll").first).to_have_css("overflow-x", "visible")
    finally:
        visitor.page.context.clear_cookies(name="naru_look")
        visitor.page.emulate_media(media="null")


def test_someone_signs_in_and_out(visitor: Visitor) -> None:
    visitor.sign_in("seoyeon@suyeong.example")
    assert "서연" in visitor.page.inner_text("body")
    visitor.go("/accounts/logout/")
    visitor.press("main form button[type=submit]")
    assert visitor.page.locator("a[href='/accounts/login/']").count()
