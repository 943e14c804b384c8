"""외부인 is a citizen: a walking prescription asks for her data, she sees her own row, says yes to some, and takes it back."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.browser import Visitor, assert_accessible, overflow, visiting
from tests.journeys.site import Site

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("journeys")]

OPEN = """
import json
from naru.base.people import reads
from naru.systems.mydata.models import Holder, Service
from tests import mydata
ports = {ports}
place = mydata.town()
mydata.know(place, reads.person_by_email("outsider@elsewhere.example"))
walk = f"http://127.0.0.1:{{ports[2]}}"
Holder.objects.filter(id=place.health.id).update(address=f"http://127.0.0.1:{{ports[0]}}")
Holder.objects.filter(id=place.bus.id).update(address=f"http://127.0.0.1:{{ports[1]}}")
Service.objects.filter(id=place.service.id).update(address=walk, redirect_url=f"{{walk}}/callback")
ids = {{"health": place.health.id, "bus": place.bus.id, "walk": place.service.id}}
print(json.dumps([
    {{"id": ids[name], "key": mydata.key_of(name).private_bytes_raw().hex(), "city": "{city}/mydata", "port": port,
      "kind": "receiver" if name == "walk" else "holder", "rows": "tests.mydata.row_of", "title": "걷기 처방",
      "redirect_url": f"{{walk}}/callback"}}
    for name, port in zip(ids, ports)
]))
"""


@contextmanager
def programs(site: Site) -> Iterator[str]:
    """Two holders and a receiver in a process of their own; the receiver's address."""
    said = site.machine.python(OPEN.format(ports=list(site.program_ports), city=site.address)).stdout.splitlines()[-1]
    file = site.machine.home / "programs.json"
    file.write_text(said)
    command = [sys.executable, "-m", "naru", "mydata", "serve", str(file)]
    process = subprocess.Popen(command, env=site.machine.whole_environment(), stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        for _ in json.loads(said):
            assert "✓" in process.stdout.readline()
        yield f"http://127.0.0.1:{site.program_ports[2]}"
    finally:
        process.terminate()
        process.wait(30)
        process.stdout.close()


def test_a_citizen_sees_agrees_and_takes_it_back(site: Site, browser: Browser) -> None:
    with programs(site) as walk:
        with visiting(browser, site) as citizen:
            citizen.sign_in("outsider@elsewhere.example")
            grant_presses = agree(citizen, walk)
            withdraw_presses = take_back(citizen)
            assert withdraw_presses <= grant_presses
            looked_at(citizen)
            assert not citizen.complaints
        with visiting(browser, site, language="en", phone=True) as citizen:
            citizen.sign_in("outsider@elsewhere.example")
            on_a_phone(citizen)
        with visiting(browser, site) as minji:
            minji.sign_in("minji@busan.example")
            minji.go("/mydata/office/")
            assert "외부인" not in minji.page.inner_text("main")
            assert_accessible(minji.page)
            minji.picture("mydata-office")


def agree(citizen: Visitor, walk: str) -> int:
    """From the service's own page, by keyboard alone; how many presses it took to say yes."""
    page = citizen.page
    page.goto(f"{walk}/start")
    page.wait_for_load_state("networkidle")
    expect(page.locator("h1")).to_contain_text("걷기 처방")
    expect(page.locator("main")).to_contain_text("98 mg/dL")
    assert page.locator("input[name=choice]:checked").count() == 0
    assert_accessible(page)
    citizen.picture("mydata-offer")
    boxes = page.locator("input[name=choice]")
    for place in (1, 2):
        boxes.nth(place).focus()
        page.keyboard.press("Space")
    page.locator("button[value=yes]").focus()
    with page.expect_navigation(wait_until="networkidle"):
        page.keyboard.press("Enter")
    citizen.press("main a:has-text('서비스로 돌아가기')")
    expect(page.locator("body")).to_contain_text("health_check.glucose: 98")
    expect(page.locator("body")).to_contain_text("bus_card.rides: 41")
    assert "weight" not in page.inner_text("body")
    return 3


def take_back(citizen: Visitor) -> int:
    page = citizen.page
    citizen.go("/mydata/")
    expect(page.locator("main")).to_contain_text("지금 1곳에서 받습니다")
    expect(page.locator("main")).to_contain_text("공복 혈당")
    assert_accessible(page)
    citizen.picture("mydata-mine")
    zoomed(citizen)
    page.locator("main button:has-text('그만 보내기')").focus()
    with page.expect_navigation(wait_until="networkidle"):
        page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("받은 쪽에 지우라고 했습니다")
    citizen.site.machine.run("mydata", "tick")
    page.reload()
    expect(page.locator("main")).to_contain_text("서명이 맞습니다")
    assert_accessible(page)
    citizen.picture("mydata-proof")
    return 1


def zoomed(citizen: Visitor) -> None:
    """At 200 %: half as many pixels of CSS for the same window."""
    citizen.page.set_viewport_size({"width": 640, "height": 450})
    assert overflow(citizen.page) <= 0
    citizen.picture("mydata-mine-200")
    citizen.page.set_viewport_size({"width": 1280, "height": 900})


def looked_at(citizen: Visitor) -> None:
    for path, name in (("/mydata/services/", "services"), ("/mydata/vault/", "vault"), ("/mydata/check/", "check")):
        citizen.go(path)
        assert_accessible(citizen.page)
        citizen.picture(f"mydata-{name}")
    citizen.go("/mydata/services/")
    citizen.press("main article a")
    assert_accessible(citizen.page)
    citizen.picture("mydata-service")


def on_a_phone(citizen: Visitor) -> None:
    page = citizen.page
    citizen.go("/mydata/services/")
    citizen.press("main article a")
    citizen.press("main button:has-text('Use it with my data')")
    assert overflow(page) <= 0
    assert_accessible(page)
    citizen.picture("mydata-offer-phone")
    for place in (0, 3):
        page.locator("input[name=choice]").nth(place).check()
    citizen.press("button[value=yes]")
    assert overflow(page) <= 0
    citizen.picture("mydata-consent-phone")
    citizen.go("/mydata/")
    assert overflow(page) <= 0
    assert_accessible(page)
    citizen.picture("mydata-mine-phone")
