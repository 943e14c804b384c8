"""Papers; what a number or a file is checked to be."""

from dataclasses import dataclass
from datetime import datetime

from naru.base.kit.canonical import sha256_of
from naru.base.kit.person import Person
from naru.base.kit.ref import Ref
from naru.base.kit.ref_views import view_of
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.commons.papers.core.numbers import as_number
from naru.commons.papers.core.templates import template_of
from naru.commons.papers.models import Paper as PaperRow
from naru.commons.papers.models import PaperFile

CHECKED_MOST = 20 << 20  # bytes of a file that someone drops


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """``values_sha256`` is over the canonical JSON of template, version and values."""

    id: str
    number: str
    template: str
    version: int
    title: Words
    values_sha256: str
    about: Ref
    issued: datetime
    withdrawn: datetime | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What anyone is told of a paper that exists; of what is written in it, nothing. ``sha256`` are its files'."""

    number: str
    title: Words
    issued: datetime
    withdrawn: datetime | None
    sha256: tuple[str, ...]


def paper(paper_id: str, person: Person) -> Paper:
    """For whoever may see what it is about. Raises ``Refused``: ``not_found``."""
    row = PaperRow.objects.filter(id=paper_id).first()
    if row is None or view_of(Ref(row.about_kind, row.about_id), person) is None:
        raise Refused("not_found")
    return paper_value(row)


def papers_about(about: Ref) -> list[Paper]:
    """The earliest first. Its own system asks, and knows who looks."""
    rows = PaperRow.objects.filter(about_kind=about.kind, about_id=about.id).order_by("issued", "id")
    return [paper_value(row) for row in rows]


def check_number(text: str) -> Checked:
    """Raises ``Refused``: ``paper_number_refused``, ``paper_unknown``."""
    number = as_number(text)
    if number is None:
        raise Refused("paper_number_refused", number=text[:40])
    row = PaperRow.objects.filter(number=number).first()
    if row is None:
        raise Refused("paper_unknown")
    return _checked(row)


def check_file(content: bytes) -> Checked:
    """Raises ``Refused``: ``paper_unknown``."""
    file = PaperFile.objects.select_related("paper").filter(sha256=sha256_of(content)).first()
    if file is None:
        raise Refused("paper_unknown")
    return _checked(file.paper)


def _checked(row: PaperRow) -> Checked:
    digests = PaperFile.objects.filter(paper=row).order_by("made").values_list("sha256", flat=True)
    return Checked(
        number=row.number,
        title=title_of(row),
        issued=row.issued,
        withdrawn=row.withdrawn,
        sha256=tuple(digests),
    )


def title_of(row: PaperRow) -> Words:
    template = template_of(row.template, row.version)
    return template.title if template else Words(row.template, row.template)


def paper_value(row: PaperRow) -> Paper:
    return Paper(
        id=row.id,
        number=row.number,
        template=row.template,
        version=row.version,
        title=title_of(row),
        values_sha256=row.values_sha256,
        about=Ref(row.about_kind, row.about_id),
        issued=row.issued,
        withdrawn=row.withdrawn,
        reason=row.reason,
    )
