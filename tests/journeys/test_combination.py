"""Three members without interest read the report of a combination and vote by browser; what they approved leaves, and nothing else."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.combination import Combination, write_firms
from tests.journeys.browser import Visitor, assert_accessible, overflow, visiting
from tests.journeys.site import Site

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("journeys")]
DATABASES = ("postgres",)

REVIEWERS = ("junho@haeundae.example", "seoyeon@suyeong.example", "auditor@busan.example")
ADDRESS = "/combination/card-hospital/"


@pytest.fixture(scope="module")
def proposed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Combination, str]:
    """A case whose treated table has been proposed, and the digest of its bytes."""
    path = tmp_path_factory.mktemp("combination")
    write_firms(path, each=300, shared=200)
    case = Combination(path)
    case.to_joined()
    city, plan = case.of("city"), path / "plan.json"
    case.run("agency", "assess", city)
    case.run("agency", "suggest", city, "--out", plan)
    case.run("agency", "treat", city, plan)
    case.run("agency", "assess", city)
    digest = case.run("agency", "propose", city, "--purpose", "상권과 건강")["digest"]
    members = [{"name": each, "organisation": "univ"} for each in REVIEWERS]
    case.run("agency", "review", "appoint", city, case.write_json("panel.json", {"members": members}))
    return case, digest


def test_reviewers_vote_on_the_bytes_that_leave(
    site: Site, browser: Browser, proposed: tuple[Combination, str], tmp_path: Path
) -> None:
    case, digest = proposed
    home = site.machine.home / "combination" / "card-hospital"
    shutil.copytree(case.of("city"), home)
    with visiting(browser, site) as outsider:
        outsider.sign_in("outsider@elsewhere.example")
        assert outsider.go(ADDRESS) == 404
    with visiting(browser, site) as minji:
        minji.sign_in("minji@busan.example")
        minji.go("/combination/")
        minji.picture("combination")
        minji.press("main a:has-text('card-hospital')")
        expect(minji.page.locator("main")).to_contain_text("반출 심사 중")
        assert minji.page.locator("main form").count() == 0
        assert_accessible(minji.page)
        minji.picture("combination-case")
    for place, reviewer in enumerate(REVIEWERS):
        with visiting(browser, site, language="en", phone=place == 0) as member:
            member.sign_in(reviewer)
            vote(member, digest, phone=place == 0)
    released = case.run("agency", "release", home, "--to", "card")
    opened = case.run("owner", "open-release", case.of("card"), released["file"], tmp_path / "released.csv")
    assert opened["sha256"] == digest
    with visiting(browser, site) as auditor:
        auditor.sign_in("auditor@busan.example")
        auditor.go(ADDRESS)
        expect(auditor.page.locator("main .lead")).to_contain_text("반출함")


def vote(member: Visitor, digest: str, *, phone: bool) -> None:
    assert member.go(f"{ADDRESS}report/") == 200
    member.picture("combination-report-phone" if phone else "combination-report")
    member.go(ADDRESS)
    expect(member.page.locator("main form")).to_contain_text(digest)
    assert overflow(member.page) <= 0
    if phone:
        member.picture("combination-vote-phone")
    member.press("main form button:has-text('Vote')")
    expect(member.page.locator("body")).to_contain_text("Your vote is cast.")
    assert not member.complaints
