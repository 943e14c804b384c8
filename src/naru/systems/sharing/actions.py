"""What is done with tokens, names, copies and deliveries. Whether ``by`` may is asked here, of ``core/rights.py``."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.db import IntegrityError, transaction

from naru.base.jobs import actions as jobs
from naru.base.kit.actor import Actor
from naru.base.kit.canonical import JSON
from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.guard import require
from naru.base.kit.ids import new_id
from naru.base.kit.person import Person
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.base.trail import actions as trail
from naru.base.trail.keys import signing_key
from naru.data.catalogue import policy
from naru.data.catalogue import reads as catalogue
from naru.data.catalogue.core.values import Version
from naru.data.lake.values import Snapshot, TableRef
from naru.data.usage import recording as usage
from naru.data.usage.core.values import Use
from naru.systems.sharing import copies, entitlements, reads
from naru.systems.sharing.copies import CopySource, Recipe
from naru.systems.sharing.core import fingerprint, receipts, rights, tokens
from naru.systems.sharing.core.fingerprint import Accusation, Figures
from naru.systems.sharing.core.names import LONGEST, folded, free_name, shared_name
from naru.systems.sharing.core.receipts import LentFile
from naru.systems.sharing.core.values import IssuedToken, RecipientToken, SharedTable, TokenId, TokenState
from naru.systems.sharing.entitlements import TableRight
from naru.systems.sharing.models import Copy, Delivery, MarkedTable
from naru.systems.sharing.models import RecipientToken as TokenRow
from naru.systems.sharing.models import SharedTable as SharedRow
from naru.systems.sharing.secrets import installation_secret

DAYS_LONGEST = 366
LINK_LASTS = timedelta(days=3)
ROTATION_GRACE = timedelta(days=7)  # in which the old token still opens
HELD_FOR = timedelta(days=400)  # versions of a right without an end; the nightly job moves it on
MAKE_COPY = "sharing.make_copy"


@transaction.atomic
def issue_token(*, holder: str, name: str, days: int, by: Person, clock: Clock = SYSTEM_CLOCK) -> IssuedToken:
    """A link at which the token's profile file is collected, once, within three days.

    Raises ``Refused``: ``sign_in_first``, ``forbidden``, ``share_name_refused``, ``share_days_refused``.
    """
    require(by.is_system or rights.may_issue(by, holder), by)
    name = name.strip()
    if not name or len(name) > LONGEST or not name.isprintable():
        raise Refused("share_name_refused", longest=LONGEST)
    if not 1 <= days <= DAYS_LONGEST:
        raise Refused("share_days_refused", longest=DAYS_LONGEST, days=days)
    row, link = _new_token(holder, name, expires=clock.now() + timedelta(days=days), by=by, now=clock.now())
    facts = {"name": name, "holder": entitlements.holder_words(holder).ko, "expires": row.expires.date().isoformat()}
    trail.record(by.actor, "sharing.token_issued", row.id, facts=facts, clock=clock)
    return IssuedToken(token=reads.token_value(row), link=link)


@transaction.atomic
def activate_token(link: str, *, clock: Clock = SYSTEM_CLOCK) -> tuple[str, RecipientToken]:
    """The token itself, told this once to whoever holds the link. Raises ``Refused``: ``share_link_used``."""
    row = TokenRow.objects.select_for_update().filter(link=tokens.digest(link)).first()
    if row is None or reads.token_value(row).state(clock.now()) is not TokenState.WAITING:
        raise Refused("share_link_used")
    secret = tokens.new_token()
    row.digest, row.start = tokens.digest(secret), secret[: len(tokens.PREFIX) + 4]
    row.activated_at = clock.now()
    row.save(update_fields=["digest", "start", "activated_at"])
    bearer = Actor(kind="token", id=row.id, name=row.name)  # whoever holds the link
    trail.record(bearer, "sharing.token_activated", row.id, facts={"name": row.name}, clock=clock)
    return secret, reads.token_value(row)


@transaction.atomic
def rotate_token(token_id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> IssuedToken:
    """A new token of the same name and length; the old one opens for a week more, so that programs can change over.

    Raises ``Refused``: ``not_found``, ``forbidden``, ``share_token_revoked``, ``share_token_expired``.
    """
    row = _locked(token_id, by)
    require(rights.may_issue(by, row.holder), by)
    now = clock.now()
    _require_usable(reads.token_value(row), now)
    made, link = _new_token(row.holder, row.name, expires=now + (row.expires - row.at), by=by, now=now)
    row.expires = min(row.expires, now + ROTATION_GRACE)
    row.save(update_fields=["expires"])
    facts = {"name": row.name, "expires": row.expires.date().isoformat(), "token": made.id}
    trail.record(by.actor, "sharing.token_rotated", row.id, facts=facts, clock=clock)
    return IssuedToken(token=reads.token_value(made), link=link)


@transaction.atomic
def revoke_token(token_id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> RecipientToken:
    """Every address given out under it is dead at once; revoked already, nothing changes.

    Raises ``Refused``: ``not_found``, ``forbidden``.
    """
    row = _locked(token_id, by)
    require(by.is_system or rights.may_revoke(by, row.holder), by)
    if row.revoked_at is None:
        row.revoked_at = clock.now()
        row.save(update_fields=["revoked_at"])
        trail.record(by.actor, "sharing.token_revoked", row.id, facts={"name": row.name}, clock=clock)
    return reads.token_value(row)


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


def name_tables(holder: str, *, clock: Clock = SYSTEM_CLOCK) -> list[SharedTable]:
    """All that the holder's tokens open now; tables that are new to it get their names, for ever."""
    ids = entitlements.entitled_tables(holder, clock.now())
    named = set(SharedRow.objects.filter(holder=holder, table_id__in=ids).values_list("table_id", flat=True))
    for table_id in ids:
        if table_id not in named:
            _name_table(holder, table_id, clock.now())
    return reads.shared_tables(holder, clock.now())


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
    with TemporaryDirectory(prefix="naru-copy-", dir=_scratch()) as folder:
        file = Path(folder) / "copy.parquet"
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


def _scratch() -> Path:
    folder = Path(settings.NARU_HOME) / "tmp"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Lent:
    """What a query's answer lends: files in their order, of which version under which right."""

    shared: SharedTable
    dataset_id: str
    token: RecipientToken
    right: TableRight
    version: int
    numbers: tuple[int, ...]  # of all versions that it lends of, as the catalogue counts
    files: tuple[LentFile, ...]
    expires: datetime


def record_delivery(lent: Lent, *, delivery_id: str, clock: Clock = SYSTEM_CLOCK) -> None:
    """The delivery with its signed receipt: this, and no transfer of bytes, is what is metered, once a query and file."""
    now, rows, size = clock.now(), sum(file.rows for file in lent.files), sum(file.size for file in lent.files)
    said: dict[str, JSON] = {
        "delivery": delivery_id,
        "at": now.isoformat(),
        "city": settings.NARU_CITY.ko,
        "recipient": lent.token.holder,
        "recipient_name": entitlements.holder_words(lent.token.holder).ko,
        "token": lent.token.id,
        "entitlements": list(lent.right.ids),
        "table": lent.shared.address,
        "table_id": lent.shared.table_id,
        "version": lent.version,
        "files": len(lent.files),
        "files_sha256": receipts.files_digest(lent.files),
        "rows": rows,
        "bytes": size,
        "addresses_expire": lent.expires.isoformat(),
    }
    Delivery.objects.create(
        id=delivery_id,
        token_id=lent.token.id,
        shared_id=lent.shared.id,
        version=lent.version,
        scopes=[[number, lent.right.key(number)] for number in lent.numbers],
        files=len(lent.files),
        rows=rows,
        bytes=size,
        at=now,
        expires=lent.expires,
        receipt=receipts.sign(said, signing_key()),
    )
    usage.record(_use(lent, rows, size), clock=clock)


def _use(lent: Lent, rows: int, size: int) -> Use:
    """Where several entitlements give together, the use is counted to the newest."""
    _, _, holder = lent.token.holder.partition(":")
    return Use(
        door="sharing",
        dataset=lent.dataset_id,
        table=lent.shared.table_id,
        version=lent.numbers[-1],
        rows=rows,
        bytes=size,
        reader=lent.token.id,
        holder=holder,
        entitlement=lent.right.ids[0] if lent.right.ids else "",
    )


def trace(columns: dict[str, Figures], *, sha256: str, by: Person, clock: Clock = SYSTEM_CLOCK) -> Accusation | None:
    """Whose copy the figures come from, the holder as its subject; None where no mark is beyond doubt.

    Raises ``Refused``: ``sign_in_first``, ``forbidden``.
    """
    require(by.is_system or rights.may_trace(by), by)
    found = fingerprint.traced(columns, reads.marks())
    if found is None:
        return None
    holder = reads.holder_of(found.subject)
    facts = {"sha256": sha256, "holder": entitlements.holder_words(holder).ko, "error": f"{found.error:.0e}"}
    trail.record(by.actor, "sharing.traced", found.subject, facts=facts, clock=clock)
    return Accusation(subject=holder, error=found.error, votes=found.votes, columns=found.columns)


def _new_token(holder: str, name: str, *, expires: datetime, by: Person, now: datetime) -> tuple[TokenRow, str]:
    link = tokens.new_link()
    row = TokenRow.objects.create(
        holder=holder,
        name=name,
        link=tokens.digest(link),
        link_until=now + LINK_LASTS,
        by_id=by.id,
        by_name=by.name,
        at=now,
        expires=expires,
    )
    return row, link


def _locked(token_id: str, by: Person) -> TokenRow:
    row = TokenRow.objects.select_for_update().filter(id=TokenId(token_id)).first()
    if row is None or not (by.is_system or rights.may_see_recipient(by, row.holder)):
        raise Refused("not_found")
    return row


def _require_usable(token: RecipientToken, now: datetime) -> None:
    match token.state(now):
        case TokenState.REVOKED:
            raise Refused("share_token_revoked")
        case TokenState.EXPIRED:
            raise Refused("share_token_expired")


def copies_table(shared_id: str) -> str:
    """The lake's table of a recipient's copies."""
    return str(SharedRow.objects.values_list("copies", flat=True).get(id=shared_id))
