"""What a purchase may be paid from: accounts with a rule of what they pay, such as a voucher's or a grant's."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.commons.ledger.core.accounts import Account
from naru.commons.ledger.core.money import floor_won

ONE = Decimal(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Purchase:
    """What is bought: ``category`` is the asking system's word, ``seller`` an organisation, ``about`` a thing: ``order/<id>``."""

    category: str
    won: int
    seller: str
    about: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class SpendingRule:
    """What an account may pay: these categories, at most this share of a price, until a day (inclusive), to these sellers.

    No ``payees`` means any seller; no ``until`` no last day.
    """

    categories: tuple[str, ...]
    share_most: Decimal = ONE
    until: date | None = None
    payees: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentSource:
    """An account that may pay ``covers_krw`` of a purchase at most, of which ``own_krw`` stays with the buyer by ``rule``."""

    account: str
    words: Words
    covers_krw: int
    own_krw: int
    rule: str = ""


def checked_rule(rule: SpendingRule) -> SpendingRule:
    """Raises ``Refused``: ``spending_rule_refused``."""
    if not rule.categories or not 0 < rule.share_most <= ONE:
        raise Refused("spending_rule_refused", share=str(rule.share_most))
    return rule


def covered_krw(rule: SpendingRule, available_krw: int, purchase: Purchase) -> int:
    """How much of the purchase an account with this rule pays; 0 where the rule does not fit."""
    fits = (
        purchase.category in rule.categories
        and (rule.until is None or purchase.on <= rule.until)
        and (not rule.payees or purchase.seller in rule.payees)
    )
    return min(max(available_krw, 0), floor_won(purchase.won * rule.share_most)) if fits else 0


def sources_for(purchase: Purchase, accounts: Iterable[tuple[Account, SpendingRule]]) -> Sequence[PaymentSource]:
    """Those accounts that pay something of it; what lapses first stands first, so that nothing lapses unspent."""
    fitting = [
        (rule.until or date.max, account, covers)
        for account, rule in accounts
        if account.closed is None and (covers := covered_krw(rule, account.available_krw, purchase))
    ]
    return [
        PaymentSource(account=account.code, words=account.name, covers_krw=covers, own_krw=purchase.won - covers)
        for _, account, covers in sorted(fitting, key=lambda each: (each[0], each[1].code))
    ]
