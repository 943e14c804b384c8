"""Papers are values; the same values give the same file, and anyone checks one by its number or by dropping it."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from click.testing import CliRunner
from django.core.files.uploadedfile import SimpleUploadedFile

from naru.base.kit.canonical import sha256_of
from naru.base.kit.clock import FrozenClock
from naru.base.kit.person import SYSTEM, Person
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.commons.papers import actions, commands, reads, storage
from naru.commons.papers.core.templates import PaperTemplate, declare
from naru.commons.papers.models import Paper as PaperRow
from naru.commons.papers.models import PaperFile
from tests.personas import Organisations, browser_of

TITLE = Words("시험 확인서", "Test certificate")
declare(PaperTemplate(name="test.certificate", version=1, title=TITLE, source="tests.papers:certificate-1.typ"))
NOW = datetime(2026, 11, 29, 3, tzinfo=UTC)
VALUES = {
    "name": "해운대데이터 쀍",
    "won": 1_234_567,
    "due": "2026-12-08",
    "rows": [["가공", 300_000], ["구매", 12_500]],
}

pytestmark = pytest.mark.django_db


@pytest.fixture
def paper(organisations: Organisations) -> reads.Paper:
    about = Ref("organisation", organisations.seller.id)
    return actions.issue("test.certificate", VALUES, about=about, by=SYSTEM, clock=FrozenClock(NOW))


def test_the_same_values_give_the_same_bytes_and_a_lost_file_is_set_again(paper: reads.Paper, home: Any) -> None:
    first = actions.pdf(paper.id, by=SYSTEM)
    assert first.content.startswith(b"%PDF-1.7")
    assert first.sha256 == sha256_of(first.content)
    (home / "papers" / f"{first.sha256}.pdf").unlink()
    assert actions.pdf(paper.id, by=SYSTEM) == first
    assert PaperFile.objects.count() == 1


def test_a_file_that_was_changed_on_the_disk_is_not_given_out(paper: reads.Paper, home: Any) -> None:
    first = actions.pdf(paper.id, by=SYSTEM)
    (home / "papers" / f"{first.sha256}.pdf").write_bytes(b"%PDF other")
    assert actions.pdf(paper.id, by=SYSTEM) == first


def test_a_file_once_given_out_stays_whatever_sets_papers_later(paper: reads.Paper, monkeypatch: Any) -> None:
    first = actions.pdf(paper.id, by=SYSTEM)
    monkeypatch.setattr(storage, "TARGET", "a typesetter of next year")
    assert actions.pdf(paper.id, by=SYSTEM) == first


def test_anyone_checks_a_number_and_is_told_nothing_of_what_is_written(paper: reads.Paper, client: Any) -> None:
    page = client.get("/papers/check/", {"number": paper.number.lower().replace("-", " ")}).content.decode()
    assert TITLE.ko in page
    assert "2026-11-29" in page
    assert "1,234,567" not in page
    assert client.get(f"/api/v1/papers/{paper.number}").json()["number"] == paper.number


def test_a_dropped_file_is_genuine_to_the_last_byte(paper: reads.Paper, client: Any) -> None:
    content = actions.pdf(paper.id, by=SYSTEM).content
    assert "한 바이트도" in _dropped(client, content).content.decode()
    altered = content[:-1] + bytes([content[-1] ^ 1])
    answer = _dropped(client, altered)
    assert (answer.status_code, "이곳에서 발급한 문서가 아닙니다" in answer.content.decode()) == (404, True)


def _dropped(client: Any, content: bytes) -> Any:
    return client.post("/papers/check/", {"file": SimpleUploadedFile("받은.pdf", content)})


def test_a_paper_that_was_withdrawn_says_so_to_whoever_checks_it(paper: reads.Paper, client: Any) -> None:
    actions.withdraw(paper.id, "협약을 다시 맺음", by=SYSTEM, clock=FrozenClock(NOW + timedelta(days=1)))
    page = client.get("/papers/check/", {"number": paper.number}).content.decode()
    assert "2026-11-30" in page
    assert "무효" in page


@pytest.mark.parametrize(("number", "status"), [("K7Q2", 422), ("0000-0000-0000-0000", 404)])
def test_a_number_that_is_none_and_one_that_nobody_has_are_told_apart(number: str, status: int, client: Any) -> None:
    assert client.get("/papers/check/", {"number": number}).status_code == status


def test_a_paper_opens_to_whoever_may_see_what_it_is_about(junho: Person, outsider: Person) -> None:
    hidden = actions.issue("test.certificate", VALUES, about=Ref("nothing", "1"), by=SYSTEM)
    with pytest.raises(Refused, match="may not see"):
        actions.pdf(hidden.id, by=outsider)
    assert browser_of(outsider).get(f"/papers/{hidden.id}.pdf").status_code == 404


def test_the_page_gives_the_file_under_its_number(paper: reads.Paper, outsider: Person) -> None:
    answer = browser_of(outsider).get(f"/papers/{paper.id}.pdf")
    assert (answer["Content-Type"], f"{paper.number}.pdf" in answer["Content-Disposition"]) == ("application/pdf", True)


def test_a_template_that_is_gone_is_refused_and_the_paper_stays(paper: reads.Paper) -> None:
    PaperRow.objects.update(version=9)
    with pytest.raises(Refused, match="not installed"):
        actions.pdf(paper.id, by=SYSTEM)
    assert reads.check_number(paper.number).number == paper.number


def test_the_command_writes_a_file_and_checks_it(paper: reads.Paper, tmp_path: Any) -> None:
    path = tmp_path / "paper.pdf"
    assert CliRunner().invoke(commands.paper, ["pdf", paper.id, str(path)]).exit_code == 0
    said = json.loads(CliRunner().invoke(commands.paper, ["check", str(path), "--json"]).stdout)
    assert said["number"] == paper.number
