"""Tokens, shared tables, versions and deliveries as values."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from naru.base.kit.person import Person
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.data.catalogue import reads as catalogue
from naru.data.catalogue.core.states import VersionState
from naru.data.catalogue.core.values import Table, TableId, Version
from naru.systems.sharing import copies, entitlements
from naru.systems.sharing.core import fingerprint, rights, tokens
from naru.systems.sharing.core.fingerprint import Mark
from naru.systems.sharing.core.names import folded
from naru.systems.sharing.core.values import Delivery, RecipientToken, SharedTable, SharedTableId, TokenId, TokenState
from naru.systems.sharing.entitlements import TableRight, cells_key
from naru.systems.sharing.models import Copy, MarkedTable
from naru.systems.sharing.models import Delivery as DeliveryRow
from naru.systems.sharing.models import RecipientToken as TokenRow
from naru.systems.sharing.models import SharedTable as SharedRow
from naru.systems.sharing.secrets import installation_secret

USE_NOTED_EVERY = timedelta(minutes=1)


def token_by_secret(secret: str, now: datetime) -> RecipientToken:
    """Notes the use, at most once a minute.

    Raises ``Refused``: ``share_token_missing``, ``share_token_expired``, ``share_token_revoked``.
    """
    row = TokenRow.objects.filter(digest=tokens.digest(secret)).first() if secret else None
    if row is None:
        raise Refused("share_token_missing")
    token = token_value(row)
    match token.state(now):
        case TokenState.REVOKED:
            raise Refused("share_token_revoked")
        case TokenState.EXPIRED:
            raise Refused("share_token_expired")
    if token.last_used is None or now - token.last_used > USE_NOTED_EVERY:
        TokenRow.objects.filter(id=token.id).update(last_used=now)
    return token


def tokens_of(holder: str) -> list[RecipientToken]:
    """Newest first, ended ones too."""
    return [token_value(row) for row in TokenRow.objects.filter(holder=holder).order_by("-at", "-id")]


def token(token_id: str, person: Person) -> RecipientToken:
    """Raises ``Refused``: ``not_found`` also for those who may not see it."""
    row = TokenRow.objects.filter(id=token_id).first()
    if row is None or not rights.may_see_recipient(person, row.holder):
        raise Refused("not_found")
    return token_value(row)


def recipients() -> list[tuple[str, Words, list[RecipientToken]]]:
    """All holders that have or had tokens, with them; by name."""
    holders = TokenRow.objects.values_list("holder", flat=True).distinct()
    rows = [(holder, entitlements.holder_words(holder), tokens_of(holder)) for holder in holders]
    return sorted(rows, key=lambda row: (row[1].ko, row[0]))


def shared_tables(holder: str, table_ids: Sequence[str]) -> list[SharedTable]:
    """Those of the tables that have their names for the holder; by name."""
    rows = SharedRow.objects.filter(holder=holder, table_id__in=table_ids)
    return [shared_value(row) for row in rows.order_by("folded")]


def shared_by_names(holder: str, share: str, schema: str, name: str) -> SharedTable | None:
    """Named so for the holder, whether its tokens open it now or not; names are compared without case."""
    row = SharedRow.objects.filter(holder=holder, folded="\n".join(map(folded, (share, schema, name)))).first()
    return None if row is None else shared_value(row)


def shared_table(shared_id: str) -> SharedTable:
    """Raises ``Refused``: ``not_found``."""
    row = SharedRow.objects.filter(id=shared_id).first()
    if row is None:
        raise Refused("not_found")
    return shared_value(row)


def source_table(holder: str, table_id: str) -> Table:
    """The catalogue's table as the holder may see it. Raises ``Refused``: ``not_found``."""
    return catalogue.table(table_id, entitlements.reader(holder))


def source_versions(holder: str, table_id: str, right: TableRight) -> list[Version]:
    """The live versions that the right admits, oldest first, without columns."""
    versions = catalogue.versions(TableId(table_id), entitlements.reader(holder))
    live = [version for version in versions if version.state is VersionState.LIVE and right.admits(version.number)]
    return sorted(live, key=lambda version: version.lake_version)


def marked_columns(table_id: str) -> tuple[str, ...]:
    """In which columns copies of the table bear a mark; () where they bear none."""
    row = MarkedTable.objects.filter(table_id=table_id).first()
    return tuple(row.columns) if row else ()


def copy_versions(shared_id: str, recipe: str) -> dict[int, int]:
    """By the source's version in the lake: the copy's."""
    rows = Copy.objects.filter(shared=shared_id, recipe=recipe, dropped_at=None)
    return dict(rows.values_list("source_version", "lake_version"))


def deliveries(holder: str, limit: int = 50) -> list[Delivery]:
    """Newest first."""
    rows = DeliveryRow.objects.filter(token__holder=holder).select_related("token", "shared").order_by("-id")
    return [delivery_value(row) for row in rows[:limit]]


def delivery(delivery_id: str, person: Person) -> Delivery:
    """Raises ``Refused``: ``not_found``."""
    row = DeliveryRow.objects.filter(id=delivery_id).select_related("token", "shared").first()
    if row is None or not rights.may_see_recipient(person, row.token.holder):
        raise Refused("not_found")
    return delivery_value(row)


def queries_since(token_id: str, instant: datetime) -> int:
    """How often the token has asked since then, by whatever process it was answered."""
    return DeliveryRow.objects.filter(token=token_id, at__gt=instant).count()


def is_still_lent(delivery_id: str, now: datetime) -> bool:
    """Whether token and right under which a query was answered stand as they stood then."""
    row = DeliveryRow.objects.filter(id=delivery_id).select_related("token", "shared").first()
    if row is None or token_value(row.token).state(now) is not TokenState.LIVE:
        return False
    scope = entitlements.scope_of(row.token.holder, row.shared.table_id, now)
    if scope is None or not all(cells_key(scope, number) == key for number, key in row.scopes):
        return False
    live = catalogue.versions(TableId(row.shared.table_id), entitlements.reader(row.token.holder))
    return {number for number, _ in row.scopes} <= {version.number for version in live}


def marks() -> list[Mark]:
    """Of every copy that was ever made: whose, and where. One for each different plan."""
    rows = Copy.objects.exclude(marks=[]).select_related("shared").order_by("id")
    secret = installation_secret()
    made = {
        Mark(
            subject=row.shared_id,
            key=fingerprint.mark_key(secret, row.shared.holder, row.shared.table_id),
            columns=copies.from_json(row.marks),
        )
        for row in rows
    }
    return sorted(made, key=lambda mark: (mark.subject, [column.name for column in mark.columns]))


def holder_of(shared_id: str) -> str:
    return str(SharedRow.objects.values_list("holder", flat=True).get(id=shared_id))


def token_value(row: TokenRow) -> RecipientToken:
    return RecipientToken(
        id=TokenId(row.id),
        name=row.name,
        holder=row.holder,
        start=row.start,
        by=row.by_name,
        at=row.at,
        expires=row.expires,
        link_until=row.link_until,
        activated_at=row.activated_at,
        revoked_at=row.revoked_at,
        last_used=row.last_used,
    )


def shared_value(row: SharedRow) -> SharedTable:
    return SharedTable(
        id=SharedTableId(row.id), table_id=row.table_id, share=row.share, schema=row.schema, name=row.name
    )


def delivery_value(row: DeliveryRow) -> Delivery:
    shared = shared_value(row.shared)
    return Delivery(
        id=row.id,
        at=row.at,
        table=Words(shared.name, shared.name),
        address=shared.address,
        version=row.version,
        files=row.files,
        rows=row.rows,
        bytes=row.bytes,
        token=row.token.name,
        receipt=row.receipt,
    )


def names_taken(holder: str) -> Sequence[str]:
    return list(SharedRow.objects.filter(holder=holder).values_list("folded", flat=True))
