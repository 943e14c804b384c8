"""A dataset's tables and their versions: what a load becomes once its rows lie in the lake."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Max

from naru.base.events.actions import publish
from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.person import Person
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.base.trail.actions import record
from naru.data.catalogue import policy
from naru.data.catalogue.actions.disclosures import ask_disclosure, end_disclosure, lapse_disclosures
from naru.data.catalogue.actions.rows import locked, touch
from naru.data.catalogue.core import naming
from naru.data.catalogue.core.columns import Column
from naru.data.catalogue.core.description import clean
from naru.data.catalogue.core.disclosure import (
    DisclosureRequest,
    PersonalColumn,
    columns_of,
    require_disclosable,
)
from naru.data.catalogue.core.events import VersionAdded, VersionWithdrawn
from naru.data.catalogue.core.states import Access, VersionState, decided
from naru.data.catalogue.core.values import DatasetId, Derived, OfFile, Provenance, Table, TableId, Version, VersionId
from naru.data.catalogue.core.version_changes import VersionChanges
from naru.data.catalogue.models import Dataset as DatasetRow
from naru.data.catalogue.models import Table as TableRow
from naru.data.catalogue.models import TableVersion, VersionInput
from naru.data.catalogue.reads.disclosures import DisclosureView
from naru.data.catalogue.reads.rights import rights_of
from naru.data.catalogue.reads.tables import table_value, version_by_id, version_value

PUBLISHED_VERBS = {  # whether it was computed, whether it is held
    (False, False): "version.published",
    (False, True): "version.held",
    (True, False): "version.computed",
    (True, True): "version.computed_held",
}

NEWS = {VersionState.LIVE: VersionAdded, VersionState.WITHDRAWN: VersionWithdrawn}


@transaction.atomic
def ensure_table(
    dataset_id: DatasetId,
    name: str,
    *,
    by: Person,
    key: Sequence[str] | None = None,
    clock: Clock = SYSTEM_CLOCK,
) -> Table:
    """The dataset's table of this name, made if missing; its id names it in the lake.

    An empty name is the dataset's title. ``key``: aliases of the columns that identify a row; None leaves them be.
    Raises ``Refused``: ``not_found``, ``forbidden``.
    """
    dataset = locked(dataset_id, by)
    name = clean(name)[:300] or dataset.title[:300]
    row = TableRow.objects.filter(dataset=dataset, name=name).first()
    if row is None:
        row = TableRow.objects.create(
            dataset=dataset, name=name, sql_name=_free_sql_name(dataset, name), key=list(key or ()), created=clock.now()
        )
    elif key is not None and row.key != list(key):
        row.key = list(key)
        row.save(update_fields=["key"])
    return table_value(row)


@transaction.atomic
def publish_version(
    table_id: TableId,
    *,
    columns: Sequence[Column],
    rows: int,
    lake_version: int,
    provenance: Provenance,
    by: Person,
    quarantined: int = 0,
    changes: VersionChanges | None = None,
    personal: Sequence[PersonalColumn] = (),
    held: bool = False,
    clock: Clock = SYSTEM_CLOCK,
) -> Version:
    """Make a lake version known: at once the table's live one, or ``held`` for a person's decision.

    ``personal``: what was found in it; with a number of identity among that it is held, whatever the caller says.
    Asked again for the same ``lake_version`` it answers the version that is there already. Raises ``Refused``:
    ``not_found``, ``forbidden``; where the person may not read what it is derived from, as ``reads.version_by_id``.
    """
    table = _locked_table(table_id, by)
    if existing := TableVersion.objects.filter(table=table, lake_version=lake_version).first():
        return version_value(existing)
    held = held or any(each.is_identity for each in personal)
    row = TableVersion.objects.create(
        table=table,
        number=(TableVersion.objects.filter(table=table).aggregate(last=Max("number"))["last"] or 0) + 1,
        lake_version=lake_version,
        state=VersionState.HELD if held else VersionState.LIVE,
        columns=[column.to_json() for column in columns],
        rows=rows,
        quarantined=quarantined,
        **_provenance_fields(provenance),
        changes=changes.to_json() if changes else {},
        personal=[each.to_json() for each in personal],
        by_id=by.id,
        by_name=by.name,
        at=clock.now(),
    )
    _link_inputs(row, provenance, by)
    _refresh_live(table, row, PUBLISHED_VERBS[row.derivation is not None, held], by, clock)
    return version_value(row)


def _provenance_fields(provenance: Provenance) -> dict[str, Any]:
    match provenance:
        case OfFile():
            return {
                "sha256": provenance.sha256,
                "file_name": provenance.name[:500],
                "file_bytes": provenance.bytes,
                "encoding": provenance.encoding,
                "notes": dict(provenance.notes),
            }
        case Derived():
            return {
                "sha256": provenance.digest,
                "derivation": {"by": provenance.by},
                "notes": dict(provenance.notes),
            }


def _link_inputs(row: TableVersion, provenance: Provenance, by: Person) -> None:
    if isinstance(provenance, Derived):
        inputs = [version_by_id(each, by) for each in provenance.inputs]
        VersionInput.objects.bulk_create(
            VersionInput(version=row, input_id=each.id, position=position) for position, each in enumerate(inputs)
        )


@transaction.atomic
def release_version(version_id: VersionId, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> Version:
    """A held version goes live, or a withdrawn one comes back, where nothing in it is personal.

    Raises ``Refused``: ``version_is_not_held``, ``not_found``, ``forbidden``; ``identity_numbers_stay`` and, for other
    personal data, ``version_needs_disclosure``.
    """
    row, _ = locked_version(version_id, by)
    personal = _personal_of(row)
    require_disclosable(personal)
    if personal:
        raise Refused("version_needs_disclosure", columns=columns_of(personal))
    return _decide(version_id, VersionState.LIVE, "version.released", by, clock)


@transaction.atomic
def ask_version_disclosure(
    version_id: VersionId, request: DisclosureRequest, *, by: Person, clock: Clock = SYSTEM_CLOCK
) -> DisclosureView:
    """Ask to show a held or withdrawn version with the personal data in it. Raises as ``ask_disclosure``."""
    row, _ = locked_version(version_id, by)
    decided(VersionState(row.state), VersionState.LIVE)
    return ask_disclosure(Ref("version", row.id), _personal_of(row), request, by=by, clock=clock)


@transaction.atomic
def end_version_disclosure(
    version_id: VersionId, *, is_approved: bool, note: str = "", by: Person, clock: Clock = SYSTEM_CLOCK
) -> Version:
    """The second person's word: approved, the version goes live. Raises as ``end_disclosure``."""
    row, _ = locked_version(version_id, by)
    end_disclosure(Ref("version", row.id), is_approved=is_approved, note=note, by=by, clock=clock)
    if not is_approved:
        return version_value(row)
    require_disclosable(_personal_of(row))
    return _decide(version_id, VersionState.LIVE, "version.released", by, clock)


def _personal_of(row: TableVersion) -> tuple[PersonalColumn, ...]:
    return tuple(map(PersonalColumn.from_json, row.personal))


def reject_version(version_id: VersionId, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> Version:
    """A held version is never shown. Raises as ``release_version``."""
    return _decide(version_id, VersionState.REJECTED, "version.rejected", by, clock)


def withdraw_version(version_id: VersionId, *, reason: str, by: Person, clock: Clock = SYSTEM_CLOCK) -> Version:
    """A version that should not have been shown, say for personal data in it, is shown no more.

    The newest of the other live versions, if there is one, becomes the table's. Its rows stay in the lake, and those
    who may edit the dataset still see it. Raises as ``release_version``, and ``version_needs_a_reason``.
    """
    if not (said := clean(reason)):
        raise Refused("version_needs_a_reason")
    return _decide(version_id, VersionState.WITHDRAWN, "version.withdrawn", by, clock, {"reason": said[:500]})


@transaction.atomic
def _decide(
    version_id: VersionId,
    wanted: VersionState,
    verb: str,
    by: Person,
    clock: Clock,
    facts: Mapping[str, str] | None = None,
) -> Version:
    row, table = locked_version(version_id, by)
    row.state = decided(VersionState(row.state), wanted)
    row.save(update_fields=["state"])
    if wanted is not VersionState.LIVE:
        lapse_disclosures(Ref("version", row.id), by=by, clock=clock)
    _refresh_live(table, row, verb, by, clock, facts)
    return version_value(row)


def locked_version(version_id: VersionId, by: Person) -> tuple[TableVersion, TableRow]:
    """The version and its table, locked, for one who may edit the dataset. Raises ``Refused``: ``not_found``, ``forbidden``."""
    found = TableVersion.objects.filter(id=version_id).values_list("table_id", flat=True).first()
    if found is None:
        raise Refused("not_found")
    table = _locked_table(TableId(found), by)
    return TableVersion.objects.get(id=version_id), table


def _refresh_live(
    table: TableRow,
    row: TableVersion,
    verb: str,
    by: Person,
    clock: Clock,
    more: Mapping[str, str] | None = None,
) -> None:
    """The newest live version is the table's; the dataset has changed; the trail knows from which bytes."""
    table.live = TableVersion.objects.filter(table=table, state=VersionState.LIVE).order_by("-number").first()
    table.save(update_fields=["live"])
    DatasetRow.objects.filter(id=table.dataset_id).update(changed=clock.now())
    touch([table.dataset_id], by=by)
    facts = {
        "dataset": table.dataset_id,
        "table": table.id,
        "number": row.number,
        "lake_version": row.lake_version,
        "rows": row.rows,
        "quarantined": row.quarantined,
        **_provenance_facts(row),
        **(more or {}),
    }
    record(by.actor, verb, row.id, facts=facts)
    if event := NEWS.get(VersionState(row.state)):
        publish(event(id=table.dataset_id, at=clock.now(), table=table.id, version=row.id, number=row.number))


def _provenance_facts(row: TableVersion) -> dict[str, Any]:
    if row.derivation is None:
        file = "" if row.table.dataset.access == Access.SEALED else row.file_name
        return {"file": file, "sha256": row.sha256}
    inputs = list(row.inputs.order_by("position").values_list("input_id", flat=True))
    return {"derived_by": row.derivation["by"], "digest": row.sha256, "inputs": inputs}


def _locked_table(table_id: TableId, by: Person) -> TableRow:
    row = TableRow.objects.select_for_update(of=("self",)).select_related("dataset").filter(id=table_id).first()
    if row is None:
        raise Refused("not_found")
    policy.require_edit(by, rights_of(row.dataset))
    return row


def _free_sql_name(dataset: DatasetRow, name: str) -> str:
    whole = name if name.startswith(dataset.title) or dataset.title == name else f"{dataset.title} {name}"
    return naming.unique(naming.sql_name(whole), lambda wanted: TableRow.objects.filter(sql_name=wanted).exists())
