"""A card firm and a hospital combine by browser: the city takes the application, the key authority and the agency are installations
of their own, and nothing goes between the three but files; the owners work on their own PCs."""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Download, expect

from tests.combination import ANSWERS, COLUMNS, DOCUMENTS, Combination, write_firms
from tests.commands import Machine
from tests.journeys import site as sites
from tests.journeys.browser import Visitor, assert_accessible, overflow, visiting
from tests.journeys.site import Site

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("journeys")]
DATABASES = ("postgres",)

OFFICER, APPLICANT, AUDITOR = "minji@busan.example", "junho@haeundae.example", "auditor@busan.example"
REVIEWERS = ("seoyeon@suyeong.example", "outsider@elsewhere.example", AUDITOR)
ROLES = ("authority", "agency")


@pytest.fixture(scope="module")
def roles(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Site]]:
    """The key authority and the agency, each an installation with a home, a database and keys of its own."""
    path = tmp_path_factory.mktemp("roles")
    machines = {role: Machine(path / role) for role in ROLES}
    for role, machine in machines.items():
        machine.home.mkdir()
        (machine.home / "role").write_text(f"{role}\n")
    with (
        sites.opened(machines["authority"], "sqlite") as authority,
        sites.opened(machines["agency"], "sqlite") as agency,
    ):
        yield {"authority": authority, "agency": agency}


@dataclass(slots=True)
class Desk:
    """An officer at a role's desk, with the case open once it has begun."""

    visitor: Visitor
    downloads: Path

    def begin(self, spec: Path, name: str) -> None:
        self.visitor.go("/combination/cases/")
        self.visitor.page.set_input_files("input[name=spec]", spec)
        self.visitor.page.fill("input[name=name]", name)
        self.visitor.press("main form[action$='/begin/'] button")

    def meet(self, *cards: Path) -> None:
        self.visitor.page.set_input_files("input[name=cards]", cards)
        self.visitor.press("main form[action$='/meet/'] button")

    def do(self, verb: str, *files: Path, **texts: str) -> str:
        form = f"main form[action$='/do/{verb}/']"
        if self.visitor.page.locator(form).count() and not self.visitor.page.locator(form).is_visible():
            self.visitor.page.click("main summary:has-text('되돌릴 수 없는 일')")
        if files:
            self.visitor.page.set_input_files(f"{form} input[type=file]", files)
        for name, text in texts.items():
            self.visitor.page.fill(f"{form} [name={name}]", text)
        self.visitor.press(f"{form} button")
        return self.visitor.page.inner_text(".messages")

    def fetch(self, name: str) -> Path:
        with self.visitor.page.expect_download() as waiting:
            self.visitor.page.click(f"main a[href$='/{name}']")
        return kept(waiting.value, self.downloads)


def kept(download: Download, folder: Path) -> Path:
    place = folder / download.suggested_filename
    download.save_as(place)
    return place


def test_records_of_two_firms_become_one_table_by_three_installations(
    site: Site, roles: dict[str, Site], browser: Browser, tmp_path: Path
) -> None:
    write_firms(tmp_path, each=300, shared=200)
    case = Combination(tmp_path)
    with visiting(browser, site) as junho:
        application = applied(junho, site, browser, tmp_path)
        spec, portal = key_kit(junho, application, tmp_path)
    with visiting(browser, roles["authority"]) as one, visiting(browser, roles["agency"]) as other:
        for visitor in (one, other):
            visitor.sign_in(OFFICER)
        authority, agency = Desk(one, tmp_path), Desk(other, tmp_path)
        authority.begin(spec, "kisa")
        agency.begin(spec, "city")
        cards = {"kisa": authority.fetch("card.json"), "city": agency.fetch("card.json"), "portal": portal}
        owners(case, spec, cards)
        known = [*(case.of(party, "card.json") for party in COLUMNS), cards["portal"]]
        authority.meet(*known[:2], cards["city"])
        agency.meet(*known, cards["kisa"])
        case.share_secret()
        for party in COLUMNS:
            case.run("owner", "keys", case.of(party), case.path / f"{party}.csv")
        authority.do("receive", *(case.out(party, f"{party}-keys.sealed") for party in COLUMNS))
        assert "맞는 사람" in authority.do("rate")
        authority.do("map", decoys="0")
        one.picture("combination-authority")
        assert_accessible(one.page)
        link_map = authority.fetch("map.sealed")
        for party, columns in COLUMNS.items():
            case.run("owner", "take", case.of(party), authority.fetch(f"extract-{party}.sealed"))
            described = case.write_json(f"{party}-columns.json", {"columns": columns})
            case.run("owner", "payload", case.of(party), case.path / f"{party}.csv", "--columns", described)
        agency.do("receive", link_map, *(case.out(party, f"{party}-payload.sealed") for party in COLUMNS))
        agency.do("join")
        for verb in ("assess", "suggest", "treat", "assess"):
            agency.do(verb)
        agency.do("propose", purpose="상권과 건강")
        agency.do("panel", candidates="\n".join(f"{each}, 대학{n}" for n, each in enumerate(REVIEWERS)))
        other.picture("combination-agency")
        assert_accessible(other.page)
        for place, reviewer in enumerate(REVIEWERS):
            reviewed(browser, roles["agency"], other.page.url, reviewer, phone=place == 0)
        other.page.reload()
        agency.do("release", to="portal")
        sealed = agency.fetch("release.sealed")
        dossiers = [authority.fetch("dossier.zip"), agency.fetch("dossier.zip")]
        agency.do("destroy")
        certificate = agency.fetch("destroyed.json")
    released(browser, site, application, sealed, dossiers)
    with visiting(browser, site) as junho:
        junho.sign_in(APPLICANT)
        junho.go(application)
        junho.picture("combination-application")
        assert_accessible(junho.page)
        with junho.page.expect_download() as waiting:
            junho.page.click("main a:has-text('결합 결과 내려받기')")
        table = kept(waiting.value, tmp_path).read_text()
        assert "disease" in table
        assert "_serial_" not in table
        assert not junho.complaints
    verified(browser, site, dossiers[1], certificate)


def applied(junho: Visitor, site: Site, browser: Browser, path: Path) -> str:
    """Consulted, written, filed and accepted; the application's address."""
    junho.sign_in(APPLICANT)
    junho.go("/combination/")
    junho.picture("combination")
    junho.page.fill("main [name=partners]", "수영병원")
    junho.page.fill("main [name=text]", "지출과 질병을 함께 보려 합니다.")
    junho.page.check("main [name=item][value=phone]")
    junho.press("main form[action$='/consult/'] button")
    asked = junho.page.url.removeprefix(site.address)
    with visiting(browser, site) as minji:
        minji.sign_in(OFFICER)
        minji.go(asked)
        minji.page.fill("main [name=text]", "신청하세요.")
        minji.press("main form button")
        junho.go(asked)
        junho.press("main form[action$='/apply/'] button")
        application = junho.page.url.removeprefix(site.address).partition("?")[0]
        written(junho, application, path)
        junho.press("main form[action$='/file/'] button")
        minji.go(application)
        minji.press("main form[action$='/accept/'] button")
    return application


def written(junho: Visitor, application: str, path: Path) -> None:
    for step, answers in ANSWERS.items():
        junho.go(f"{application}?step={step}")
        for name, value in answers.items():
            field = junho.page.locator(f"main [name={name}]")
            kind = field.evaluate("each => each.type")
            if kind == "checkbox":
                field.check()
            elif kind == "select-one":
                field.select_option(value)
            else:
                field.fill(value)
        junho.press("main form[enctype] button")
    junho.go(f"{application}?step=papers")
    for name in DOCUMENTS:
        paper = path / f"{name}.pdf"
        paper.write_bytes(b"%PDF-1.7 " + name.encode())
        junho.page.set_input_files(f"main [name={name}]", paper)
    junho.press("main form[enctype] button")
    junho.picture("combination-form")


def key_kit(junho: Visitor, application: str, path: Path) -> tuple[Path, Path]:
    """The specification and the site's card, out of the kit."""
    junho.go(application)
    with junho.page.expect_download() as waiting:
        junho.page.click("main a:has-text('결합키 꾸러미')")
    with zipfile.ZipFile(kept(waiting.value, path)) as kit:
        kit.extractall(path / "kit")
    return path / "kit" / "spec.json", path / "kit" / "cards" / "portal-portal.json"


def owners(case: Combination, spec: Path, cards: dict[str, Path]) -> None:
    for party in COLUMNS:
        case.run("owner", "begin", case.of(party), "--spec", spec, "--name", party)
    for party, other in (("card", "hospital"), ("hospital", "card")):
        case.run("owner", "meet", case.of(party), case.of(other, "card.json"), cards["kisa"], cards["city"])


def reviewed(browser: Browser, agency: Site, case: str, reviewer: str, *, phone: bool) -> None:
    """A member reads the report, asks, votes."""
    with visiting(browser, agency, language="en", phone=phone) as member:
        member.sign_in(reviewer)
        member.go(case.removeprefix(agency.address))
        if not phone:
            expect(member.page.frame_locator("iframe.report-frame").locator("h1")).to_be_visible()
            assert_accessible(member.page)
        assert overflow(member.page) <= 0
        member.picture("combination-report-phone" if phone else "combination-report")
        member.press("main form[action$='/vote/'] button")
        expect(member.page.locator("body")).to_contain_text("Your vote is cast.")
        assert not member.complaints


def released(browser: Browser, site: Site, application: str, sealed: Path, dossiers: list[Path]) -> None:
    with visiting(browser, site) as minji:
        minji.sign_in(OFFICER)
        minji.go(application)
        for dossier in dossiers:
            minji.page.set_input_files("main form[action$='/dossiers/'] input[type=file]", dossier)
            minji.press("main form[action$='/dossiers/'] button")
        expect(minji.page.locator("main")).to_contain_text("반출함")
        minji.page.set_input_files("main form[action$='/release/'] input[type=file]", sealed)
        minji.press("main form[action$='/release/'] button")
        assert minji.page.locator("main a:has-text('결합 결과 내려받기')").count() == 0


def verified(browser: Browser, site: Site, dossier: Path, certificate: Path) -> None:
    """An auditor drops the dossier and the certificate; one byte changed is found."""
    with visiting(browser, site) as auditor:
        auditor.sign_in(AUDITOR)
        for file, sound in ((dossier, True), (certificate, True), (_flipped(certificate), False)):
            auditor.go("/combination/verify/")
            auditor.page.set_input_files("main input[type=file]", file)
            auditor.press("main form button")
            shown = auditor.page.locator("main .notice.good" if sound else "main .notice.bad")
            expect(shown).to_be_visible()
        auditor.go("/combination/verify/")
        auditor.picture("combination-verify")


def _flipped(file: Path) -> Path:
    whole = file.read_bytes()
    place = whole.index(b'"facts"') + 30
    changed = file.with_name("flipped.json")
    changed.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
    return changed
