"""What every action does to rows: lock a dataset for one who may edit it, note what changed, tell the index."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max

from naru.base.events.actions import publish
from naru.base.kit.ids import is_id
from naru.base.kit.person import Person
from naru.base.kit.refusals import Refused
from naru.base.trail.actions import record
from naru.data.catalogue import policy
from naru.data.catalogue.core import naming
from naru.data.catalogue.core.entitlement import Holder
from naru.data.catalogue.core.events import EntitlementGranted
from naru.data.catalogue.core.states import Access
from naru.data.catalogue.core.values import Description, Difference
from naru.data.catalogue.models import Dataset, Entitlement, IndexOutbox, Publisher, Revision
from naru.data.catalogue.reads.rights import rights_of
from naru.data.catalogue.search.outbox import nudge

FIELDS = [
    "title",
    "title_en",
    "description",
    "description_en",
    "licence",
    "frequency",
    "place",
    "period_start",
    "period_end",
    "contact",
    "landing_page",
    "issued",
    "modified",
]


def locked(dataset_id: str, by: Person) -> Dataset:
    """The dataset's row, locked until the transaction ends, for one who may edit it.

    Raises ``Refused``: ``not_found``, ``sign_in_first``, ``forbidden``.
    """
    row = Dataset.objects.select_for_update(of=("self",)).filter(id=dataset_id).first() if is_id(dataset_id) else None
    if row is None:
        raise Refused("not_found")
    policy.require_edit(by, rights_of(row))
    return row


def write_description(row: Dataset, description: Description) -> None:
    """Into the row, which the caller saves; the publisher is made where it is missing."""
    for name in FIELDS:
        setattr(row, name, getattr(description, name))
    row.themes = list(description.themes)
    row.keywords = list(description.keywords)
    row.publisher = publishers([description.publisher]).get(description.publisher)


def publishers(names: Iterable[str]) -> dict[str, Publisher]:
    """The publishers of these names, made where missing."""
    wanted = {name for name in names if name}
    found = {row.name: row for row in Publisher.objects.filter(name__in=wanted)}
    return found | {name: _made_publisher(name) for name in sorted(wanted - found.keys())}


def _made_publisher(name: str) -> Publisher:
    """Someone else may register the same publisher, or one whose address part is the same, at the same moment."""
    while True:
        slug = naming.unique(naming.slug(name), lambda slug: Publisher.objects.filter(slug=slug).exists())
        try:
            return Publisher.objects.get_or_create(name=name, defaults={"slug": slug})[0]
        except IntegrityError:
            if not Publisher.objects.filter(slug=slug).exists():
                raise


def note_change(
    row: Dataset,
    verb: str,
    by: Person,
    at: datetime,
    *,
    differences: Sequence[Difference] = (),
    facts: Mapping[str, Any] | None = None,
) -> None:
    """The last beat of an action on a dataset: a line of its history, its place in the outbox and in the trail."""
    row.changed = at
    row.save()
    number = Revision.objects.filter(dataset=row).aggregate(last=Max("number"))["last"] or 0
    Revision.objects.create(
        dataset=row, number=number + 1, verb=verb, differences=stored(differences), by_id=by.id, by_name=by.name, at=at
    )
    touch([row.id], by=by)
    changed = {"fields": [difference.field for difference in differences]} if differences else {}
    title = "" if row.access == Access.SEALED else row.title  # the trail is read by auditors, and kept for ever
    record(by.actor, verb, row.id, facts={"title": title, "revision": number + 1, **changed, **(facts or {})})


def entitle_maker(row: Dataset, by: Person, now: datetime) -> None:
    """What is sealed is first its maker's, who names the others."""
    holder = Holder.service(by.service)
    made = Entitlement.objects.create(
        dataset=row, holder_kind=holder.kind, holder_id=holder.id, starts=now, by_id=by.id, by_name=by.name, at=now
    )
    publish_granted(made)


def publish_granted(row: Entitlement) -> None:
    """Tell the packages above."""
    publish(
        EntitlementGranted(
            id=row.id,
            at=row.at,
            dataset=row.dataset_id,
            holder_kind=row.holder_kind,
            holder=row.holder_id,
            starts=row.starts,
            ends=row.ends,
            basis=basis_of(row),
        )
    )


def basis_of(row: Entitlement) -> str:
    """The ref it leans on, as text; "" without one."""
    return f"{row.basis_kind}:{row.basis_id}" if row.basis_kind else ""


def touch(dataset_ids: Iterable[str], *, by: Person | None) -> None:
    """Tell the search index, in the change's own transaction, that it is behind on these datasets.

    The next search ``by`` this person waits for them; None where they are many, as in a harvest.
    """
    rows = [IndexOutbox(dataset_id=each, by_id=by.id if by else "") for each in dataset_ids]
    IndexOutbox.objects.bulk_create(rows, batch_size=500)
    transaction.on_commit(nudge)


def stored(differences: Sequence[Difference]) -> list[dict[str, str]]:
    """As the column of ``Revision`` keeps them."""
    return [{"field": item.field, "before": item.before, "after": item.after} for item in differences]
