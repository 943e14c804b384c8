"""A source tried before it is saved: what it is, how much it has, and what was understood of its first ten records."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

from naru.base.kit.person import OrganisationId, Person
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.data.catalogue.core.history import FIELD_WORDS
from naru.data.catalogue.core.values import Description
from naru.systems.harvest.adapters.http_session import HttpSession
from naru.systems.harvest.core import rights
from naru.systems.harvest.core.finding_words import words_of
from naru.systems.harvest.core.keys import plain, taken_out
from naru.systems.harvest.core.manners import Manners
from naru.systems.harvest.core.values import Finding, Harvested, SourceConfig
from naru.systems.harvest.kinds.register import kind_at, kind_named
from naru.systems.harvest.kinds.session import Kind

SAMPLE = 10
UNDERSTOOD = ("title", "description", "publisher", "licence", "keywords", "modified", "frequency", "contact")


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """In how many of the records tried a field says something."""

    words: Words
    count: int
    of: int

    @property
    def percent(self) -> int:
        return round(100 * self.count / self.of) if self.of else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceTrial:
    """``config`` is what would be saved; ``total`` None where the source does not say how many it has."""

    kind: str
    kind_words: Words
    config: SourceConfig
    total: int | None
    records: Sequence[Harvested]
    understood: Sequence[Understood]
    findings: Sequence[Words]


def try_source(
    address: str, *, kind: str = "", config: SourceConfig | None = None, by: Person, organisation: OrganisationId | None
) -> SourceTrial:
    """Ask the source for ten records, saving nothing. ``kind`` "" for whatever the address is.

    Raises ``Refused``: ``forbidden``, ``harvest_inside_only``, ``harvest_kind_not_found``, and whatever the source
    answers instead of records."""
    rights_checked(kind, by, organisation)
    bare, key = taken_out(address.strip())
    given = replace(config or SourceConfig(address=bare), address=bare)
    if key and not given.key:
        given = replace(given, key=plain(key))
    session = HttpSession(Manners(), key=given.key)
    found, place = (kind_named(kind), bare) if kind else kind_at(address.strip(), session)
    given = replace(given, address=place)
    return _tried(found, given, session)


def rights_checked(kind: str, by: Person, organisation: OrganisationId | None) -> None:
    """Raises ``Refused``: ``sign_in_first``, ``forbidden``, ``harvest_inside_only``."""
    if not rights.may_harvest(by, organisation):
        raise Refused("sign_in_first" if by.is_anonymous else "forbidden")
    if kind and kind_named(kind).is_inside and not rights.may_harvest_inside(by):
        raise Refused("harvest_inside_only")


def _tried(kind: Kind, config: SourceConfig, session: HttpSession) -> SourceTrial:
    records: list[Harvested] = []
    notes: list[Finding] = []
    total = None
    for page in kind.pages(replace(config, page_size=SAMPLE), session, None):
        records += page.records
        total = page.total if page.total is not None else total
        notes += page.findings
        if len(records) >= SAMPLE or page.cursor is None:
            break
    shown = records[:SAMPLE]
    said = [*notes, *(finding for record in shown for finding in record.findings)]
    return SourceTrial(
        kind=kind.name,
        kind_words=kind.words,
        config=config,
        total=total,
        records=shown,
        understood=_understood(shown),
        findings=list(dict.fromkeys(words_of(finding) for finding in said))[:20],
    )


def _understood(records: Sequence[Harvested]) -> list[Understood]:
    names = [field.name for field in fields(Description) if field.name in UNDERSTOOD]
    found = [
        Understood(
            words=FIELD_WORDS[name],
            count=sum(bool(getattr(record.description, name)) for record in records),
            of=len(records),
        )
        for name in names
    ]
    files = Understood(
        words=FIELD_WORDS["distributions"], count=sum(bool(r.distributions) for r in records), of=len(records)
    )
    return [*found, files]
