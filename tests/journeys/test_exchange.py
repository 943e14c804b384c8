"""준호 offers a table, 서연 asks, negotiates, signs and pays by voucher and transfer; 민지 brings the bank's statement; it is delivered."""

import json

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.browser import assert_accessible, overflow, visiting
from tests.journeys.site import Site

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("journeys")]
DATABASES = ("postgres",)

MARKET = """
import json
from naru.base.kit.person import SYSTEM
from naru.base.people.reads import organisation_by_slug as organisation
from tests import markets
sides = markets.Sides(
    seller=SYSTEM, buyer=SYSTEM, selling=organisation("haeundae-data").id, buying=organisation("suyeong-lab").id
)
markets.open_market(sides)
table = markets.spending_table(sides.selling)
markets.voucher(sides.buying, 1_000_000)
print(json.dumps({"dataset": table.dataset_id, "name": table.sql_name}))
"""
STATEMENT = """
from pathlib import Path
from tests import markets
Path(PATH).write_bytes(markets.statement(("2026.11.29 10:11:12", CODE, 99_000)))
"""


def test_a_table_is_offered_negotiated_paid_from_two_sources_and_opened(site: Site, browser: Browser) -> None:
    made = json.loads(site.machine.python(MARKET).stdout.splitlines()[-1])
    with visiting(browser, site) as junho, visiting(browser, site) as seoyeon, visiting(browser, site) as minji:
        junho.sign_in("junho@haeundae.example")
        junho.go(f"/market/offers/new/{made['dataset']}/")
        junho.page.fill("input[name=title_ko]", "카드 매출 월 구독")
        junho.page.fill("input[name=price_krw]", "300000")
        junho.page.check("input[name=needs_approval]")
        junho.press("main form button[type=submit]")
        offer = junho.page.url
        junho.press("main button:has-text('판매 시작')")

        seoyeon.sign_in("seoyeon@suyeong.example")
        seoyeon.go("/market/?q=카드")
        seoyeon.press("main h3 a:has-text('카드 매출 월 구독')")
        expect(seoyeon.page.locator("main")).to_contain_text("안전한 미리보기")
        assert_accessible(seoyeon.page)
        seoyeon.page.fill("#ask-text", "행정동 단위도 있나요?")
        seoyeon.press("main button:has-text('묻기')")
        seoyeon.picture("exchange-offer")
        seoyeon.press("main button:has-text('이용 요청')")
        talk = seoyeon.page.url

        junho.go("/market/desk/")
        expect(junho.page.locator("main")).to_contain_text("기다리는 사람들")
        junho.page.goto(talk)
        junho.press("main button:has-text('승인하고 서명')")
        seoyeon.page.goto(talk)
        seoyeon.press("main button:has-text('읽고 서명합니다')")
        expect(seoyeon.page.locator("main")).to_contain_text("데이터 거래 계약서")
        expect(seoyeon.page.locator("main a:has-text('계약서 PDF')")).to_be_visible()
        assert_accessible(seoyeon.page)
        seoyeon.picture("exchange-contract")
        contract = seoyeon.page.url
        seoyeon.press("main tbody a")
        order = seoyeon.page.url
        seoyeon.press("main button:has-text('이렇게 내기')")
        code = seoyeon.page.inner_text("code.big")
        seoyeon.picture("exchange-order")

        path = site.machine.home / "statement.csv"
        site.machine.python(f"PATH, CODE = {str(path)!r}, {code!r}\n{STATEMENT}")
        minji.sign_in("minji@busan.example")
        minji.go("/market/office/bank/")
        minji.page.set_input_files("#statement", str(path))
        minji.press("main button:has-text('읽기')")
        expect(minji.page.locator("body")).to_contain_text("맞춘 것 1")
        minji.go("/market/office/")
        assert_accessible(minji.page)
        minji.picture("exchange-office")
        minji.press("main .figures a")
        minji.press("main tbody a:has-text('카드 매출 월 구독')")
        minji.press("main section:has(#entries-head) tbody th a")
        expect(minji.page.locator("main")).to_contain_text("분쟁 기한까지 맡은 돈")

        seoyeon.page.goto(order)
        expect(seoyeon.page.locator("main")).to_contain_text("전자세금계산서")
        assert seoyeon.go(f"/datasets/{made['dataset']}/") == 200
        seoyeon.go("/market/library/")
        expect(seoyeon.page.locator("main")).to_contain_text(made["name"])
        seoyeon.page.click("summary:has-text('내 도구에서 열기')")
        expect(seoyeon.page.locator("main")).to_contain_text("delta_sharing.load_as_pandas")
        assert_accessible(seoyeon.page)
        seoyeon.picture("exchange-library")
        assert not seoyeon.complaints

        minji.page.goto(contract)
        minji.page.click("summary:has-text('시의 이용 정지')")
        minji.page.fill("#revoke-text", "시험 정지")
        minji.press("main button:has-text('지금 정지')")
        assert seoyeon.go(f"/datasets/{made['dataset']}/versions/") == 403
    with visiting(browser, site, language="en", phone=True) as someone:
        assert someone.page.goto(offer) is not None
        expect(someone.page.locator("main")).to_contain_text("Sign in to buy")
        assert overflow(someone.page) <= 0
        assert_accessible(someone.page)
        someone.picture("exchange-offer-phone")
    told = site.machine.run("ledger", "balance", "--json")
    assert told.returncode == 0
