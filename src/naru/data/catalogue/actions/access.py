"""How open a dataset is, and who is entitled to read it or parts of it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from naru.base.events.actions import publish
from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.ids import is_id
from naru.base.kit.person import Person
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.data.catalogue import policy
from naru.data.catalogue.actions.rows import basis_of, locked, note_change, publish_granted
from naru.data.catalogue.core.columns import Column
from naru.data.catalogue.core.description import clean
from naru.data.catalogue.core.entitlement import EntitlementId, Holder, Terms, checked
from naru.data.catalogue.core.events import EntitlementEnded
from naru.data.catalogue.core.states import ACCESS_WORDS, Access
from naru.data.catalogue.core.values import Dataset, DatasetId, Difference
from naru.data.catalogue.models import Dataset as DatasetRow
from naru.data.catalogue.models import Entitlement, Table
from naru.data.catalogue.reads.datasets import dataset_value
from naru.data.catalogue.reads.entitlements import holder_words
from naru.data.catalogue.reads.rights import holder_of, rights_of, rights_without_entitlements

ANY_TERMS = Terms()


@transaction.atomic
def set_access(dataset_id: DatasetId, access: Access, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> Dataset:
    """Set as it is already, nothing is noted. To seal a dataset and to unseal it is for services.

    Raises ``Refused``: ``not_found``, ``forbidden``, ``sealed_by_service``.
    """
    row = locked(dataset_id, by)
    before = Access(row.access)
    if before is not access:
        if Access.SEALED in {before, access} and not by.is_system:
            raise Refused("sealed_by_service")
        row.access = access
        change = Difference(field="access", before=ACCESS_WORDS[before].ko, after=ACCESS_WORDS[access].ko)
        note_change(row, "dataset.access_set", by, clock.now(), differences=(change,), facts={"access": access.value})
    return dataset_value(row)


@transaction.atomic
def grant_entitlement(
    dataset_id: DatasetId, holder: Holder, *, terms: Terms = ANY_TERMS, by: Person, clock: Clock = SYSTEM_CLOCK
) -> EntitlementId:
    """Let the holder read the dataset, or the tables, columns, rows and versions that the terms name, while they last.

    It counts while the dataset is published for holders, or sealed. Raises ``Refused``: ``not_found``, ``forbidden``,
    ``holder_unknown``, and what ``core.entitlement.checked`` finds wrong with the terms.
    """
    row, now = _entitling(dataset_id, by), clock.now()
    kept = checked(terms, _columns(row) if terms.tables else {}, now)
    name = _known(holder)
    made = Entitlement.objects.create(
        dataset=row,
        holder_kind=holder.kind,
        holder_id=holder.id,
        tables=None if kept.tables is None else {each: scope.to_json() for each, scope in kept.tables.items()},
        starts=kept.starts or now,
        ends=kept.ends,
        basis_kind=kept.basis.kind if kept.basis else "",
        basis_id=kept.basis.id if kept.basis else "",
        basis_text=clean(kept.basis_text)[:500],
        purpose=clean(kept.purpose)[:500],
        by_id=by.id,
        by_name=by.name,
        at=now,
    )
    _note(made, "dataset.granted", by, now, Difference(field="grant", before="", after=name))
    publish_granted(made)
    return EntitlementId(made.id)


@transaction.atomic
def revoke_entitlement(entitlement_id: str, *, reason: str, by: Person, clock: Clock = SYSTEM_CLOCK) -> None:
    """End it at this instant; revoked or ended already, it stays as it is.

    Raises ``Refused``: ``not_found``, ``forbidden``, ``entitlement_needs_reason``.
    """
    dataset_id = _dataset_of(entitlement_id)
    _entitling(dataset_id, by)
    row = Entitlement.objects.select_for_update(of=("self",)).select_related("dataset").get(id=entitlement_id)
    _revoke(row, _said(reason), by, clock.now())


@transaction.atomic
def end_entitlements(basis: Ref, *, reason: str, by: Person, clock: Clock = SYSTEM_CLOCK) -> int:
    """Revoke all that lean on a contract, decision or consent that is no more; answers how many. Raises as ``revoke_entitlement``."""
    rows = Entitlement.objects.filter(basis_kind=basis.kind, basis_id=basis.id, revoked_at__isnull=True)
    ids = list(rows.order_by("dataset", "id").values_list("id", flat=True))
    for entitlement_id in ids:
        revoke_entitlement(entitlement_id, reason=reason, by=by, clock=clock)
    return len(ids)


def _revoke(row: Entitlement, reason: str, by: Person, now: datetime) -> None:
    if row.revoked_at is not None or (row.ends is not None and row.ends <= now):
        return
    row.revoked_at, row.revoked_reason = now, reason
    row.revoked_by_id, row.revoked_by_name = by.id, by.name
    row.save()
    name = holder_words(holder_of(row)).ko
    _note(row, "dataset.grant_revoked", by, now, Difference(field="grant", before=name, after=""))
    publish(
        EntitlementEnded(
            id=row.id,
            at=now,
            dataset=row.dataset_id,
            holder_kind=row.holder_kind,
            holder=row.holder_id,
            basis=basis_of(row),
        )
    )


def _note(row: Entitlement, verb: str, by: Person, now: datetime, change: Difference) -> None:
    facts: dict[str, Any] = {"entitlement": row.id, "holder": f"{row.holder_kind}:{row.holder_id}"}
    if basis := basis_of(row):
        facts["basis"] = basis
    note_change(row.dataset, verb, by, now, differences=(change,), facts=facts)


def _entitling(dataset_id: str, by: Person) -> DatasetRow:
    """The dataset's row, locked, for one who may entitle others to it."""
    row = (
        DatasetRow.objects.select_for_update(of=("self",)).filter(id=dataset_id).first() if is_id(dataset_id) else None
    )
    if row is None:
        raise Refused("not_found")
    if not policy.may_entitle(by, rights_without_entitlements(row)):
        policy.require_edit(by, rights_of(row))
        raise Refused("sealed_by_service")
    return row


def _dataset_of(entitlement_id: str) -> str:
    found = Entitlement.objects.filter(id=entitlement_id).values_list("dataset_id", flat=True).first()
    if found is None:
        raise Refused("not_found")
    return found


def _columns(row: DatasetRow) -> dict[str, Sequence[Column]]:
    tables = Table.objects.filter(dataset=row).select_related("live")
    return {
        table.id: [Column.from_json(column) for column in table.live.columns] if table.live else [] for table in tables
    }


def _known(holder: Holder) -> str:
    try:
        return holder_words(holder).ko
    except Refused:
        raise Refused("holder_unknown", kind=holder.kind.value, id=holder.id[:60]) from None


def _said(reason: str) -> str:
    said = clean(reason)[:500]
    if not said:
        raise Refused("entitlement_needs_reason")
    return said
