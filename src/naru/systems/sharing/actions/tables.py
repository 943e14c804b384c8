"""What a recipient sees of a table: the names under which it has it, and in which columns its copies are marked."""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, transaction

from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.ids import new_id
from naru.base.kit.person import Person
from naru.base.kit.refusals import Refused
from naru.base.trail import actions as trail
from naru.data.catalogue import policy
from naru.data.catalogue import reads as catalogue
from naru.systems.sharing import copies, entitlements, reads
from naru.systems.sharing.core.names import folded, free_name, shared_name
from naru.systems.sharing.core.values import SharedTable
from naru.systems.sharing.models import MarkedTable
from naru.systems.sharing.models import SharedTable as SharedRow


def name_tables(holder: str, *, clock: Clock = SYSTEM_CLOCK) -> list[SharedTable]:
    """All that the holder's tokens open now; tables that are new to it get their names, for ever."""
    ids = entitlements.entitled_tables(holder, clock.now())
    named = set(SharedRow.objects.filter(holder=holder, table_id__in=ids).values_list("table_id", flat=True))
    for table_id in ids:
        if table_id not in named:
            _name_table(holder, table_id, clock.now())
    return reads.shared_tables(holder, ids)


def _name_table(holder: str, table_id: str, now: datetime) -> None:
    """Two at once: the one that comes second finds the names there."""
    table = reads.source_table(holder, table_id)
    dataset = catalogue.dataset(table.dataset_id, entitlements.reader(holder))
    owner = dataset.organisation_name or settings.NARU_CITY
    share = shared_name(owner.ko, otherwise="naru")
    schema = shared_name(dataset.title, otherwise=dataset.id)
    taken = {each.rpartition("\n")[2] for each in reads.names_taken(holder) if _is_in(each, share, schema)}
    name = free_name(shared_name(table.name, otherwise=table.sql_name), taken)
    row = SharedRow(
        holder=holder,
        table_id=table_id,
        share=share,
        schema=schema,
        name=name,
        folded="\n".join(map(folded, (share, schema, name))),
        copies=new_id(),
        at=now,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        assert SharedRow.objects.filter(holder=holder, table_id=table_id).exists(), row.folded


def _is_in(taken: str, share: str, schema: str) -> bool:
    return taken.startswith(f"{folded(share)}\n{folded(schema)}\n")


@transaction.atomic
def set_marking(table_id: str, columns: Sequence[str], *, by: Person, clock: Clock = SYSTEM_CLOCK) -> None:
    """In which columns copies of the table bear their recipient's mark; none: they are the table's own files.

    Raises ``Refused``: ``not_found``, ``forbidden``, ``mark_column_refused``.
    """
    table = catalogue.table(table_id, by)
    policy.require_edit(by, catalogue.dataset(table.dataset_id, by).rights)
    known = {column.alias: column for column in (table.live.columns if table.live else ())}
    for name in columns:
        if name not in known or not copies.can_bear_mark(known[name], table.key):
            raise Refused("mark_column_refused", column=name[:100])
    chosen = sorted(set(columns))
    said = {"columns": chosen, "by_id": by.id, "by_name": by.name, "at": clock.now()}
    MarkedTable.objects.update_or_create(table_id=table.id, defaults=said)
    facts = {"columns": ", ".join(chosen) or "—", "table": table.name}
    trail.record(by.actor, "sharing.marking_set", table.id, facts=facts, clock=clock)
