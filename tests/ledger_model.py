"""The ledger as a dozen lines of plain sums: what the tests and the bench hold the real one against."""

from datetime import datetime, timedelta

from naru.commons.ledger.core.book import Book
from naru.commons.ledger.core.transfers import Hold, Payment, PostHold, Request, VoidHold
from tests.ledgers import NOW

CODES = ("bank", "fees", "buyer", "seller", "escrow")
START = {"buyer": 1000, "seller": 0, "escrow": 0}
FLOORS = {"bank": 0, "buyer": 0, "seller": 0, "escrow": 0}


class Model:
    """Plain sums: the bank's won are below zero here, as the other side of all the others'."""

    def __init__(self) -> None:
        self.at: datetime = NOW
        self.has = {**START, "fees": 0, "bank": -sum(START.values())}
        self.holds: dict[str, Hold] = {}
        self.groups: dict[str, list[Request]] = {}

    def enter(self, group: list[Request]) -> bool:
        """Whether it is entered, or was before."""
        mine = [request.id for request in group]
        if len(set(mine)) < len(mine):
            return False
        if any(id in self.groups for id in mine):
            return all(self.groups.get(id) == group for id in mine)
        before = dict(self.has), dict(self.holds)
        if all(self._step(request) for request in group):
            self.groups |= dict.fromkeys(mine, group)
            return True
        self.has, self.holds = before
        return False

    def _step(self, request: Request) -> bool:
        match request:
            case Payment():
                return request.debit != request.credit and self._move(request.debit, request.credit, request.won)
            case Hold():
                if request.debit == request.credit or (request.expires and request.expires <= self.at):
                    return False
                self.holds[request.id] = request
                return self._stands()
            case PostHold() | VoidHold():
                held = self.holds.get(request.hold)
                part = 0 if isinstance(request, VoidHold) or held is None else request.won or held.won
                if held is None or part > held.won:
                    return False
                del self.holds[request.hold]
                return self._move(held.debit, held.credit, part)

    def _move(self, debit: str, credit: str, won: int) -> bool:
        self.has[debit] -= won
        self.has[credit] += won
        return self._stands()

    def _stands(self) -> bool:
        """No account gives more than it has: the bank, an asset, gives when it is credited, the others when debited."""
        for code, floor in FLOORS.items():
            held = sum(
                each.won for each in self.holds.values() if code == (each.credit if code == "bank" else each.debit)
            )
            has = -self.has[code] if code == "bank" else self.has[code]
            if has - held < floor:
                return False
        return True

    def pass_an_hour(self) -> None:
        self.at += timedelta(hours=1)
        self.holds = {id: each for id, each in self.holds.items() if each.expires is None or each.expires > self.at}

    def balances(self) -> dict[str, int]:
        return self.has | {"bank": -self.has["bank"]}


def check(book: Book) -> None:
    """What must be true of any book at any time."""
    assert sum(each.debits_krw - each.credits_krw for each in book.accounts.values()) == 0
    assert not any(each.is_below_floor for each in book.accounts.values())
    held = sum(each.won for each in book.open_holds.values())
    assert sum(each.debits_pending_krw for each in book.accounts.values()) == held
    assert sum(each.credits_pending_krw for each in book.accounts.values()) == held
    endings = [one.hold for one in book.entered if one.hold]
    assert len(endings) == len(set(endings)), "a hold ends once"
    assert len({one.id for one in book.entered}) == len(book.entered)
