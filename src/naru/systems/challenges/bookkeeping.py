"""The ledger's part: a budget for prizes, what a challenge sets aside of it, and what is paid out.

Money that the city appropriates comes into the treasury, an asset, and stands as what is owed: the budget, then a challenge's prizes.
Every floor is 0, so that nothing is promised twice; what is counted is counted there and nowhere else.
"""

from naru.base.kit.clock import Clock
from naru.base.kit.person import SYSTEM
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.commons.ledger import actions as ledger
from naru.commons.ledger import reads as ledger_reads
from naru.commons.ledger.core.accounts import AccountKind
from naru.commons.ledger.core.transfers import Act, Payment
from naru.systems.challenges.models import Challenge, Place

TREASURY, BUDGET = "challenges:treasury", "challenges:budget"


def prizes(challenge_id: str) -> str:
    return f"challenges:prizes:{challenge_id}"


def fund(won: int, *, id: str, clock: Clock) -> None:
    """Money that challenges may promise."""
    _open(TREASURY, AccountKind.ASSET, Words("챌린지 금고", "Challenge treasury"), clock=clock)
    _open(BUDGET, AccountKind.LIABILITY, Words("챌린지 상금 예산", "Budget for prizes"), clock=clock)
    act = Act("challenge.funded", id)
    ledger.enter(Payment(id=id, debit=TREASURY, credit=BUDGET, won=won, act=act), clock=clock)


def set_aside(challenge: Challenge, *, clock: Clock) -> None:
    """All its prizes, from the budget. Raises ``Refused``: ``prize_unfunded``."""
    won = sum(challenge.prizes_krw)
    if not won:
        return
    _open(BUDGET, AccountKind.LIABILITY, Words("챌린지 상금 예산", "Budget for prizes"), clock=clock)
    left = ledger_reads.account(BUDGET).available_krw
    if left < won:
        raise Refused("prize_unfunded", won=won, left=left)
    name = Words(f"상금: {challenge.title_ko}"[:100], f"Prizes: {challenge.title_en}"[:100])
    _open(prizes(challenge.id), AccountKind.LIABILITY, name, clock=clock)
    act = Act("challenge.launched", challenge.id)
    ledger.enter(
        Payment(id=f"{challenge.id}:prizes", debit=BUDGET, credit=prizes(challenge.id), won=won, act=act), clock=clock
    )


def pay(place: Place, *, clock: Clock) -> None:
    """Out of the treasury, once however often it is asked."""
    act = Act("challenge.paid", place.challenge_id)
    ledger.enter(
        Payment(
            id=f"{place.challenge_id}:paid:{place.rank}",
            debit=prizes(place.challenge_id),
            credit=TREASURY,
            won=place.prize_krw,
            act=act,
        ),
        clock=clock,
    )


def give_back(challenge: Challenge, *, clock: Clock) -> None:
    """What of a challenge's prizes is left, to the budget."""
    if not sum(challenge.prizes_krw) or challenge.launched is None:
        return
    left = ledger_reads.account(prizes(challenge.id)).available_krw
    if left:
        act = Act("challenge.cancelled", challenge.id)
        ledger.enter(
            Payment(id=f"{challenge.id}:back", debit=prizes(challenge.id), credit=BUDGET, won=left, act=act),
            clock=clock,
        )


def _open(code: str, kind: AccountKind, name: Words, *, clock: Clock) -> None:
    ledger.open_account(code, kind, name, by=SYSTEM, clock=clock)
