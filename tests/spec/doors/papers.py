"""Doors of papers."""

from django.core.files.uploadedfile import SimpleUploadedFile

from naru.base.kit.person import SYSTEM
from naru.commons.papers import actions
from tests.spec.doors.door import ANYONE, Door, Rows
from tests.spec.doors.world import World


def _paper(world: World) -> dict[str, str]:
    return {"paper_id": world.paper_id}


def _number(world: World) -> dict[str, str]:
    return {"number": world.paper_number}


def _file(world: World) -> dict[str, SimpleUploadedFile]:
    return {"file": SimpleUploadedFile("paper.pdf", actions.pdf(world.paper_id, by=SYSTEM).content)}


DOORS: Rows = {
    "papers:check": [Door("GET", ANYONE), Door("POST", ANYONE, body=_file)],
    "papers:pdf": [Door("GET", ANYONE, _paper)],
    "api:paper_check": [Door("GET", ANYONE, _number)],
}
