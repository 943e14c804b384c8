"""What an account is: its kind, its balance, its floor. Amounts are whole won."""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words

CODE = re.compile(r"[a-z0-9][a-z0-9-]*(:[a-z0-9][a-z0-9-]*)*")
CODE_LONGEST = 120
WON_MAX = 10**14  # of one transfer: a hundred of them still fit what every reader of JSON counts exactly


class AccountKind(StrEnum):
    """The five of bookkeeping. Assets and expenses grow when debited, the others when credited."""

    ASSET = "asset"
    LIABILITY = "liability"
    EQUITY = "equity"
    INCOME = "income"
    EXPENSE = "expense"

    @property
    def grows_when_debited(self) -> bool:
        return self in DEBIT_KINDS

    @property
    def words(self) -> Words:
        return KIND_WORDS[self]


DEBIT_KINDS = (AccountKind.ASSET, AccountKind.EXPENSE)
KIND_WORDS = {
    AccountKind.ASSET: Words("자산", "Asset"),
    AccountKind.LIABILITY: Words("부채", "Liability"),
    AccountKind.EQUITY: Words("자본", "Equity"),
    AccountKind.INCOME: Words("수익", "Income"),
    AccountKind.EXPENSE: Words("비용", "Expense"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """``code`` is for ever. ``floor_krw`` is the least that balance less holds may be; None for no floor.

    ``owner`` is the id of the organisation whose money it counts, "" for the platform's own. ``moved`` is the instant of its
    last transfer, or of its opening.
    """

    code: str
    name: Words
    kind: AccountKind
    floor_krw: int | None
    owner: str
    opened: datetime
    moved: datetime
    closed: datetime | None = None
    debits_krw: int = 0
    credits_krw: int = 0
    debits_pending_krw: int = 0
    credits_pending_krw: int = 0

    @property
    def balance_krw(self) -> int:
        """What was posted, on the side that the kind grows on; below 0 where it went the other way."""
        posted = self.debits_krw - self.credits_krw
        return posted if self.kind.grows_when_debited else -posted

    @property
    def held_krw(self) -> int:
        """What holds may yet take from the balance."""
        return self.credits_pending_krw if self.kind.grows_when_debited else self.debits_pending_krw

    @property
    def coming_krw(self) -> int:
        """What holds may yet add to it; nothing can be paid from that."""
        return self.debits_pending_krw if self.kind.grows_when_debited else self.credits_pending_krw

    @property
    def available_krw(self) -> int:
        return self.balance_krw - self.held_krw

    @property
    def is_below_floor(self) -> bool:
        return self.floor_krw is not None and self.available_krw < self.floor_krw


def checked_code(code: str) -> str:
    """Lower-case ASCII words apart by colons, as in ``exchange:escrow``. Raises ``Refused``: ``account_code_refused``."""
    if len(code) > CODE_LONGEST or not CODE.fullmatch(code):
        raise Refused("account_code_refused", account=code)
    return code


def checked_floor(floor_krw: int | None) -> int | None:
    """0 or below: an account opens empty. Raises ``Refused``: ``floor_refused``."""
    if floor_krw is not None and not -WON_MAX <= floor_krw <= 0:
        raise Refused("floor_refused", floor=floor_krw)
    return floor_krw
