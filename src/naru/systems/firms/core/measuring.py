"""What a proof of concept is measured by: one figure of a query that anyone can ask again, before and after."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """``lower_is_better`` says which way helps. ``share`` is the change of what was before, None where that was 0."""

    before: Decimal
    after: Decimal
    lower_is_better: bool

    @property
    def difference(self) -> Decimal:
        return self.after - self.before

    @property
    def share(self) -> Decimal | None:
        return self.difference / abs(self.before) if self.before else None

    @property
    def helped(self) -> bool | None:
        """None where nothing changed."""
        return (self.difference < 0) is self.lower_is_better if self.difference else None

    @property
    def words(self) -> Words:
        match self.helped:
            case True:
                return Words("나아졌습니다", "It got better")
            case False:
                return Words("나빠졌습니다", "It got worse")
        return Words("그대로입니다", "Nothing changed")


def one_figure(rows: Sequence[Sequence[object]]) -> Decimal:
    """Of an answer with one row of one column. Raises ``Refused``: ``measure_is_no_figure``."""
    if len(rows) != 1 or len(rows[0]) != 1:
        raise Refused("measure_is_no_figure", rows=len(rows), columns=len(rows[0]) if rows else 0)
    (value,) = rows[0]
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise Refused("measure_is_no_figure", rows=1, columns=1)
    try:
        figure = Decimal(str(value))
    except ArithmeticError:
        raise Refused("measure_is_no_figure", rows=1, columns=1) from None
    if not figure.is_finite() or abs(figure) >= Decimal(10) ** 14:
        raise Refused("measure_is_no_figure", rows=1, columns=1)
    return figure.quantize(Decimal("0.0001"))
