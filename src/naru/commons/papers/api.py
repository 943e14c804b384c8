"""Papers in the API: anyone checks a number."""

from datetime import datetime

from django.http import HttpRequest
from ninja import Router, Schema

from naru.commons.papers import reads

router = Router(tags=["papers"])


class CheckedOut(Schema):
    number: str
    title_ko: str
    title_en: str
    issued: datetime
    withdrawn: datetime | None
    sha256: list[str]


@router.get("/papers/{number}", response=CheckedOut, url_name="paper_check", summary="A paper checked by its number")
def check_paper(request: HttpRequest, number: str) -> CheckedOut:
    found = reads.check_number(number)
    return CheckedOut(
        number=found.number,
        title_ko=found.title.ko,
        title_en=found.title.en,
        issued=found.issued,
        withdrawn=found.withdrawn,
        sha256=list(found.sha256),
    )
