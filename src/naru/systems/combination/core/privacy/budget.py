"""How much may be asked of a table before its answers, taken together, tell of a person.

Answers about the same persons add up (basic composition, Dwork et al. 2006): ε of all of them is the sum of theirs. The budget is
fixed before the first answer; one that would pass it is refused, whoever asks.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import Any

from naru.base.kit.canonical import JSON
from naru.base.kit.refusals import Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class Spending:
    what: str
    epsilon: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """Exact decimals: a sum of many small ε is what it is on paper."""

    epsilon: Decimal
    spent: tuple[Spending, ...] = ()

    @property
    def left(self) -> Decimal:
        return self.epsilon - sum((each.epsilon for each in self.spent), Decimal(0))

    def spend(self, what: str, epsilon: Decimal) -> "Budget":
        """``Refused``: ``epsilon_not_positive``, ``privacy_budget_spent``."""
        if not (epsilon.is_finite() and epsilon > 0):
            raise Refused("epsilon_not_positive", epsilon=str(epsilon))
        if epsilon > self.left:
            raise Refused("privacy_budget_spent", asked=str(epsilon), left=str(self.left), budget=str(self.epsilon))
        return replace(self, spent=(*self.spent, Spending(what=what, epsilon=epsilon)))

    def to_json(self) -> dict[str, JSON]:
        spent: list[JSON] = [{"what": each.what, "epsilon": str(each.epsilon)} for each in self.spent]
        return {"epsilon": str(self.epsilon), "spent": spent}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Budget":
        """What ``to_json`` wrote, spent anew, so that a tampered one is refused. ``Refused("budget_unreadable")``."""
        try:
            budget = cls(epsilon=Decimal(stored["epsilon"]))
            entries = [(str(each["what"]), Decimal(each["epsilon"])) for each in stored["spent"]]
        except (InvalidOperation, KeyError, TypeError, ValueError):
            raise Refused("budget_unreadable") from None
        if not (budget.epsilon.is_finite() and budget.epsilon > 0):
            raise Refused("budget_unreadable")
        for what, epsilon in entries:
            budget = budget.spend(what, epsilon)
        return budget
