"""Recipients' own copies of versions: order, make, hold as long as the right goes, drop."""

from datetime import datetime, timedelta

from naru.base.jobs import actions as jobs
from naru.base.kit.canonical import JSON
from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.ids import new_id
from naru.base.kit.words import Words
from naru.data.catalogue import reads as catalogue
from naru.data.catalogue.core.values import Version
from naru.data.lake.values import Snapshot, TableRef
from naru.systems.sharing import copies, entitlements, reads
from naru.systems.sharing.actions.tables import name_tables
from naru.systems.sharing.copies import CopySource, Recipe
from naru.systems.sharing.core import fingerprint
from naru.systems.sharing.core.values import SharedTable
from naru.systems.sharing.entitlements import TableRight
from naru.systems.sharing.models import Copy
from naru.systems.sharing.models import SharedTable as SharedRow
from naru.systems.sharing.scratch import scratch_folder
from naru.systems.sharing.secrets import installation_secret

HELD_FOR = timedelta(days=400)  # versions of a right without an end; the nightly job moves it on
MAKE_COPY = "sharing.make_copy"


def order_copy(shared: SharedTable, number: int) -> None:
    """Ask a worker for the copy of a version (by its number in the catalogue); asked twice it is made once."""
    name = f"sharing:{shared.id}:{number}"
    title = Words(f"수신자용 사본: {shared.name}", f"A recipient's copy: {shared.name}")
    asked: dict[str, JSON] = {"shared_id": shared.id, "number": number}
    jobs.start(MAKE_COPY, asked, title=title, once=name, ordering_key=f"sharing:{shared.id}")


def make_copy(shared_id: str, number: int, *, clock: Clock = SYSTEM_CLOCK) -> bool:
    """The recipient's copy of one version, where their right still wants one; whether it was made now.

    Killed anywhere it is made again: the lake knows the commit by its key.
    """
    row = SharedRow.objects.get(id=shared_id)
    right = entitlements.table_right(row.holder, row.table_id, clock.now())
    if right is None or not right.admits(number):
        return False
    version = catalogue.version(
        reads.source_table(row.holder, row.table_id).id, number, entitlements.reader(row.holder)
    )
    recipe = recipe_of(row, right, version)
    if not recipe.is_needed or version.lake_version in reads.copy_versions(row.id, recipe.key()):
        return False
    source = CopySource(
        ref=TableRef(row.table_id, version.lake_version),
        columns=version.whole_columns or version.columns,
        right=right,
        number=number,
    )
    _write_copy(row, source, recipe, clock)
    _hold(row, version, right, clock.now())
    return True


def recipe_of(row: SharedRow, right: TableRight, version: Version) -> Recipe:
    snapshot: Snapshot = catalogue.lake().snapshot(TableRef(row.table_id, version.lake_version))
    marked = reads.marked_columns(row.table_id)
    return copies.recipe_of(right, version.number, marked=marked, schema=snapshot.schema)


def _write_copy(row: SharedRow, source: CopySource, recipe: Recipe, clock: Clock) -> None:
    before = Copy.objects.filter(shared=row).exclude(marks=[]).order_by("-id").first()
    known = {column.name: column for column in copies.from_json(before.marks if before else [])}
    columns = copies.planned(source, recipe.columns, known)
    key = fingerprint.mark_key(installation_secret(), row.holder, row.table_id)
    with scratch_folder() as folder:
        file = folder / "copy.parquet"
        rows = copies.write(source, file, columns, key)
        commit_key = f"copy:{source.ref.version}:{recipe.key()}"
        note = {"source": source.ref.table_id, "version": source.ref.version}
        lake_version = catalogue.lake().commit(row.copies, [file], commit_key=commit_key, note=note)
    assert source.ref.version is not None
    Copy.objects.get_or_create(
        shared=row,
        source_version=source.ref.version,
        recipe=recipe.key(),
        defaults={
            "lake_version": lake_version,
            "rows": rows,
            "marks": copies.as_json(columns),
            "at": clock.now(),
        },
    )


def keep_up(*, clock: Clock = SYSTEM_CLOCK) -> int:
    """Names for what was newly given, and copies of versions that have none; how many were asked for."""
    ordered = 0
    for holder in entitlements.holders(clock.now()):
        for shared in name_tables(holder, clock=clock):
            ordered += _order_missing(shared, holder, clock.now())
    return ordered


def make_missing_copies(*, clock: Clock = SYSTEM_CLOCK) -> int:
    """The copies that ``keep_up`` would ask a worker for, made here and now; how many."""
    made = 0
    for holder in entitlements.holders(clock.now()):
        for shared in name_tables(holder, clock=clock):
            made += sum(make_copy(shared.id, number, clock=clock) for number in _missing(shared, holder, clock.now()))
    return made


def _order_missing(shared: SharedTable, holder: str, now: datetime) -> int:
    numbers = _missing(shared, holder, now)
    for number in numbers:
        order_copy(shared, number)
    return len(numbers)


def _missing(shared: SharedTable, holder: str, now: datetime) -> list[int]:
    """The versions, by their numbers in the catalogue, whose copies are wanted and not made; the newest first."""
    right = entitlements.table_right(holder, shared.table_id, now)
    if right is None:
        return []
    row, missing = SharedRow.objects.get(id=shared.id), []
    for version in reversed(reads.source_versions(holder, shared.table_id, right)):
        recipe = recipe_of(row, right, version)
        if recipe.is_needed and version.lake_version not in reads.copy_versions(shared.id, recipe.key()):
            missing.append(version.number)
    return missing


def hold_versions(*, clock: Clock = SYSTEM_CLOCK) -> int:
    """Pin what rights give until they end, so that no vacuum takes a contract's versions; how many are held.

    Copies of rights that are over lose their files; which marks they bore stays known.
    """
    held = 0
    for row in SharedRow.objects.order_by("id"):
        right = entitlements.table_right(row.holder, row.table_id, clock.now())
        if right is None:
            _drop_copies(row, clock.now())
            continue
        for version in reads.source_versions(row.holder, row.table_id, right):
            _hold(row, version, right, clock.now())
            held += 1
    return held


def _hold(row: SharedRow, version: Version, right: TableRight, now: datetime) -> None:
    until = right.ends or now + HELD_FOR
    lake, why = catalogue.lake(), f"sharing:{row.id}"
    lake.pin(row.table_id, version.lake_version, until, why)
    for copy in Copy.objects.filter(shared=row, source_version=version.lake_version, dropped_at=None):
        lake.pin(row.copies, copy.lake_version, until, why)


def _drop_copies(row: SharedRow, now: datetime) -> None:
    if Copy.objects.filter(shared=row, dropped_at=None).update(dropped_at=now):
        catalogue.lake().drop(row.copies)
        SharedRow.objects.filter(id=row.id).update(copies=new_id())  # a later right begins a table of its own


def copies_table(shared_id: str) -> str:
    """The lake's table of a recipient's copies."""
    return str(SharedRow.objects.values_list("copies", flat=True).get(id=shared_id))
