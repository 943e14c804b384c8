"""Doors of papers."""

from django.core.files.uploadedfile import SimpleUploadedFile

from naru.base.kit.person import SYSTEM
from naru.base.kit.ref import Ref
from naru.base.kit.words import Words
from naru.commons.papers import actions
from naru.commons.papers.core.templates import PaperTemplate, declare
from tests.spec.doors.door import ANYONE, Door, Rows
from tests.spec.doors.world import World

CERTIFICATE = PaperTemplate(
    name="door.certificate", version=1, title=Words("확인서", "Certificate"), source="tests.papers:plain-1.typ"
)
declare(CERTIFICATE)


def _paper(world: World) -> dict[str, str]:
    return {"paper_id": world.things["paper_id"]}


def _number(world: World) -> dict[str, str]:
    return {"number": world.things["paper_number"]}


def _file(world: World) -> dict[str, SimpleUploadedFile]:
    return {"file": SimpleUploadedFile("paper.pdf", actions.pdf(world.things["paper_id"], by=SYSTEM).content)}


def make_things(world: World) -> dict[str, str]:
    """A paper about the organisation, which everyone may know of."""
    paper = actions.issue(CERTIFICATE.name, {}, about=Ref("organisation", world.own.id), by=SYSTEM)
    return {"paper_id": paper.id, "paper_number": paper.number}


DOORS: Rows = {
    "papers:check": [Door("GET", ANYONE), Door("POST", ANYONE, body=_file)],
    "papers:pdf": [Door("GET", ANYONE, _paper)],
    "api:paper_check": [Door("GET", ANYONE, _number)],
}
