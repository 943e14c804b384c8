"""Won of a plan: each counted at one level only, never on the way down again, and never more below than above."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from naru.systems.strategy.core.progress import share_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A part of a plan with what was allotted to it, None where only its parts are known."""

    name: str
    won: int | None
    children: tuple["Node", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Excess:
    """Parts that come to more than their whole."""

    name: str
    parts_krw: int
    whole_krw: int

    @property
    def code(self) -> str:
        return f"children_sum_{self.parts_krw}_over_{self.whole_krw}"


def total_krw(node: Node) -> int:
    """What was allotted to it; where that is not said, what its parts come to."""
    return parts_krw(node.children) if node.won is None else node.won


def parts_krw(nodes: Iterable[Node]) -> int:
    return sum(total_krw(each) for each in nodes)


def unallotted_krw(node: Node) -> int:
    """Of its won, those that stand in no part."""
    return total_krw(node) - parts_krw(node.children) if node.children else 0


def excesses(node: Node) -> list[Excess]:
    """Wherever parts come to more than their whole, from the top down."""
    below = [found for child in node.children for found in excesses(child)]
    parts = parts_krw(node.children)
    if node.won is None or parts <= node.won:
        return below
    return [Excess(name=node.name, parts_krw=parts, whole_krw=node.won), *below]


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    payer: str
    payee: str
    won: int


def spent_krw(flows: Sequence[Flow]) -> int:
    """What a programme spent: what is passed on by someone who received it is the same money."""
    receivers = {flow.payee for flow in flows}
    return sum(flow.won for flow in flows if flow.payer not in receivers)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spending:
    """Of one line: allotted, bound by awards or contracts, paid; None where nobody says. Returns may exceed payments."""

    allotted_krw: int | None
    committed_krw: int | None
    paid_krw: int | None

    @property
    def paid_share(self) -> Decimal | None:
        if self.paid_krw is None or self.allotted_krw is None:
            return None
        return share_of(self.paid_krw, self.allotted_krw)

    @property
    def breaches(self) -> tuple[str, ...]:
        """Of: allotted ≥ committed ≥ paid. One won too much is one."""
        pairs = (
            ("committed_over_allotted", self.committed_krw, self.allotted_krw),
            ("paid_over_committed", self.paid_krw, self.committed_krw),
            ("paid_over_allotted", self.paid_krw, self.allotted_krw),
        )
        return tuple(code for code, less, more in pairs if less is not None and more is not None and less > more)
