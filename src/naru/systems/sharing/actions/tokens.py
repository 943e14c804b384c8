"""Recipient tokens: issue, activate, rotate, revoke."""

from datetime import datetime, timedelta

from django.db import transaction

from naru.base.kit.actor import Actor
from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.guard import require
from naru.base.kit.person import Person
from naru.base.kit.refusals import Refused
from naru.base.trail import actions as trail
from naru.systems.sharing import entitlements, reads
from naru.systems.sharing.core import rights, tokens
from naru.systems.sharing.core.names import LONGEST
from naru.systems.sharing.core.values import IssuedToken, RecipientToken, TokenId, TokenState
from naru.systems.sharing.models import RecipientToken as TokenRow

DAYS_LONGEST = 366
LINK_LASTS = timedelta(days=3)
ROTATION_GRACE = timedelta(days=7)  # in which the old token still opens


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
