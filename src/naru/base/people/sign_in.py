"""Tries to sign in, counted in the database: neither a restart nor junk begins a count anew."""

import hashlib
import hmac
from datetime import timedelta

from django.conf import settings

from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.people.core.sign_in import ACCOUNT, ADDRESS, KEPT, KNOWN_FOR, PAIR, Bound, Failures, must_wait
from naru.base.people.models import SignInTry


def begin(email: str, address: str, *, clock: Clock = SYSTEM_CLOCK) -> SignInTry | None:
    """Note a try, as failed until it is known better: those that run at once count, too. None: it must wait.

    Of the account only a digest is kept: what people type there is sometimes their password."""
    account = _digest(email)
    if must_wait(_failures(account, address, clock)):
        return None
    return SignInTry.objects.create(account=account, address=address, at=clock.now(), succeeded=False)


def succeed(row: SignInTry) -> None:
    """It was the account's own password."""
    SignInTry.objects.filter(id=row.id).update(succeeded=True)


def forget(*, clock: Clock = SYSTEM_CLOCK) -> int:
    """Drop tries that no count looks at any more; how many."""
    return SignInTry.objects.filter(at__lt=clock.now() - KEPT).delete()[0]


def _failures(account: str, address: str, clock: Clock) -> Failures:
    def count(bound: Bound, **which: str) -> int:
        return SignInTry.objects.filter(at__gt=clock.now() - bound.within, succeeded=False, **which).count()

    known = SignInTry.objects.filter(account=account, address=address, succeeded=True, at__gt=clock.now() - KNOWN_FOR)
    return Failures(
        pair=count(PAIR, account=account, address=address),
        address=count(ADDRESS, address=address),
        account=count(ACCOUNT, account=account),
        is_known=known.exists(),
    )


def _digest(email: str) -> str:
    return hmac.new(settings.SECRET_KEY.encode(), email.strip().lower().encode(), hashlib.sha256).hexdigest()


assert max(PAIR.within, ADDRESS.within, ACCOUNT.within, timedelta()) <= KEPT
