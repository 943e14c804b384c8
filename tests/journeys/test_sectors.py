"""준호 mends a file before bringing it; his dataset claims a profile, is held for a reason that is said, and keeps to it in the end."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.browser import Visitor, assert_accessible, overflow, visiting
from tests.journeys.site import Site

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("journeys")]
DATABASES = ("postgres",)

LOST = "기준월,구군코드,업종코드,통화,이용금액,이용건수\n2026-01,26110,101,KRW,1000,1\n2026-01,26140,102,KRW,2000,2\n"
DRAFT = """
from naru.base.people.models import Organisation
from tests.integration.test_sectors import COLUMNS, rows
from tests.tables import publish_table
owner = Organisation.objects.get(slug="haeundae-data").id
lost = rows(trade=["101", "0102"])
print(publish_table("카드 소비", COLUMNS, lost, organisation=owner, publish=False).dataset_id)
"""
MENDED = """
from naru.base.kit.person import SYSTEM
from naru.data.catalogue import reads
from tests.integration.test_sectors import COLUMNS, rows
from tests.tables import add_version
add_version(reads.tables_of("{dataset}", SYSTEM)[0], COLUMNS, rows())
"""


def test_what_breaks_its_sectors_rules_is_told_mended_or_held(site: Site, browser: Browser, tmp_path: Path) -> None:
    dataset = site.machine.python(DRAFT).stdout.splitlines()[-1]
    with visiting(browser, site) as junho:
        junho.sign_in("junho@haeundae.example")
        mend(junho, tmp_path / "cards.csv")
        claim = claims(junho, dataset)
        assert not junho.complaints
    with visiting(browser, site) as minji:
        minji.sign_in("minji@busan.example")
        waive(minji, claim)
    site.machine.python(MENDED.format(dataset=dataset))
    with visiting(browser, site) as junho:
        junho.sign_in("junho@haeundae.example")
        junho.go(claim)
        junho.press("button:has-text('다시 검사')")
        expect(junho.page.locator(".verdict")).to_contain_text("적합")
        expect(junho.page.locator(".verdict .score")).to_have_text("100.0%")
    with visiting(browser, site, language="en", phone=True) as citizen:
        for place in ("", "finance/", "medicine/", "profiles/logistics.gtfs/", "profiles/medicine.visits/"):
            citizen.go(f"/sectors/{place}")
            assert overflow(citizen.page) <= 0, place
            assert_accessible(citizen.page)
        citizen.picture("sectors-phone")
        assert not citizen.complaints


def mend(junho: Visitor, file: Path) -> None:
    file.write_bytes(LOST.encode("cp949"))
    junho.go("/sectors/")
    junho.press("main a:has-text('파일 검사하기')")
    junho.page.select_option("#sectors-profile", "finance.card-spending")
    junho.page.set_input_files("#sectors-file", file)
    junho.press("button:has-text('검사하기')")
    expect(junho.page.locator("main")).to_contain_text("2행이 한 까닭으로 틀립니다")
    assert_accessible(junho.page)
    junho.picture("sectors-trial")
    junho.press("button:has-text('고칠까요?')")
    expect(junho.page.locator(".verdict .score")).to_have_text("100.0%")
    with junho.page.expect_download() as coming:
        junho.page.click("a:has-text('고친 파일 받기')")
    mended = Path(coming.value.path()).read_text(encoding="utf-8-sig")
    assert mended.splitlines()[1:] == ["2026-01,26110,0101,KRW,1000,1", "2026-01,26140,0102,KRW,2000,2"]


def claims(junho: Visitor, dataset: str) -> str:
    """The claim's path, held for what it breaks."""
    junho.go(f"/sectors/datasets/{dataset}/")
    junho.page.select_option("#claim-profile", "finance.card-spending")
    junho.press("button:has-text('따르기로 하고 검사')")
    expect(junho.page.locator(".kicker")).to_contain_text("부적합")
    expect(junho.page.locator("details.failing")).to_contain_text("spending.trade")
    assert_accessible(junho.page)
    junho.picture("sectors-claim")
    return junho.page.url.removeprefix(junho.site.address)


def waive(minji: Visitor, claim: str) -> None:
    minji.go(claim)
    minji.page.click("summary:has-text('적용 미루기')")
    minji.page.fill("#waive-until", "2035-12-31")
    minji.page.fill("#waive-why", "단말기를 바꾸는 중")
    minji.press("details button:has-text('미루기')")
    expect(minji.page.locator(".notice.care")).to_contain_text("단말기를 바꾸는 중")
    assert_accessible(minji.page)
