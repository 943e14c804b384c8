"""A figure of law or policy: its day, its source, who entered it; and which of several holds on a day."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words

DECIMAL = re.compile(r"-?\d{1,12}(\.\d{1,9})?", re.ASCII)
INTEGER = re.compile(r"-?\d{1,15}", re.ASCII)
TEXT_LONGEST = 2000

Value = Decimal | int | str


class ValueKind(StrEnum):
    DECIMAL = "decimal"
    INTEGER = "integer"
    TEXT = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class RateName:
    """What a figure is: ``name`` is for ever, as in ``vat.standard``; ``unit`` is said after the value."""

    name: str
    words: Words
    kind: ValueKind
    unit: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """One row: ``value`` holds from ``since`` on, by ``source``, a law's article or a decision of the city."""

    id: str
    name: str
    value: Value
    since: date
    source: str
    entered: datetime
    by_name: str
    note: str = ""

    @property
    def shown(self) -> str:
        """As people read it, thousands apart."""
        return self.value if isinstance(self.value, str) else f"{self.value:,}"

    @property
    def decimal(self) -> Decimal:
        assert isinstance(self.value, Decimal), f"{self.name} is no decimal"
        return self.value

    @property
    def integer(self) -> int:
        assert isinstance(self.value, int), f"{self.name} is no whole number"
        return self.value

    @property
    def text(self) -> str:
        assert isinstance(self.value, str), f"{self.name} is no text"
        return self.value


def rate_on(rates: Iterable[Rate], day: date) -> Rate | None:
    """Of one name's rows the one that holds on the day: the latest that has begun, of equals the one entered last."""
    begun = [rate for rate in rates if rate.since <= day]
    return max(begun, key=lambda rate: (rate.since, rate.entered, rate.id), default=None)


def parsed(text: str, kind: ValueKind, *, name: str) -> Value:
    """A value as it is typed and stored. Raises ``Refused``: ``rate_value_refused``."""
    written = text.strip()
    match kind:
        case ValueKind.DECIMAL if DECIMAL.fullmatch(written):
            return Decimal(written)
        case ValueKind.INTEGER if INTEGER.fullmatch(written):
            return int(written)
        case ValueKind.TEXT if written and len(written) <= TEXT_LONGEST:
            return written
    raise Refused("rate_value_refused", name=name, value=text[:80], kind=kind.value)
