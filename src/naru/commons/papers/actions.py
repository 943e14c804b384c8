"""Issue a paper, open its file, withdraw it."""

from collections.abc import Mapping

from django.db import transaction

from naru.base.kit.canonical import JSON, sha256_of
from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.person import Person
from naru.base.kit.ref import Ref
from naru.base.trail.actions import record
from naru.commons.papers import reads, storage
from naru.commons.papers.core.numbers import new_number
from naru.commons.papers.core.templates import newest
from naru.commons.papers.models import Paper as PaperRow
from naru.commons.papers.storage import Rendered


@transaction.atomic
def issue(
    template: str, values: Mapping[str, JSON], *, about: Ref, by: Person, clock: Clock = SYSTEM_CLOCK
) -> reads.Paper:
    """A paper with these values, by the template's newest version; its file is set when someone opens it.

    It belongs inside the transaction of the act it tells of; that ``by`` may have it issued is for that act to know.
    """
    chosen = newest(template)
    row = PaperRow.objects.create(
        number=new_number(),
        template=chosen.name,
        version=chosen.version,
        values=dict(values),
        values_sha256=sha256_of([chosen.name, chosen.version, dict(values)]),
        about_kind=about.kind,
        about_id=about.id,
        issued=clock.now(),
        by_id=by.id,
        by_name=by.name,
    )
    facts = {"title": chosen.title.ko, "title_en": chosen.title.en, "number": row.number, "sha256": row.values_sha256}
    record(by.actor, "paper.issued", row.id, facts=facts, clock=clock)
    return reads.paper_value(row)


def pdf(paper_id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> Rendered:
    """Its file, for whoever may see what it is about; outside of a transaction, since it may have to be set.

    Raises ``Refused``: ``not_found``, ``paper_template_missing``.
    """
    found = reads.paper(paper_id, by)
    return storage.rendered(PaperRow.objects.get(id=found.id), clock=clock)


@transaction.atomic
def withdraw(paper_id: str, reason: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> None:
    """Whoever checks it is told so from now on. It is the owning system's to ask, which knows who may."""
    row = PaperRow.objects.select_for_update().get(id=paper_id)
    if row.withdrawn is not None:
        return
    row.withdrawn, row.reason = clock.now(), reason[:300]
    row.save()
    record(by.actor, "paper.withdrawn", row.id, facts={"number": row.number, "reason": row.reason}, clock=clock)
