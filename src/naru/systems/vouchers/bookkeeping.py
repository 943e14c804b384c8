"""The ledger's part in every act: accounts opened, and the requests that move money.

*Theory of operation.* Money that the city appropriates comes into the treasury, an asset, and stands as what is owed to a
purpose: an appropriation, then a programme's fund by source, then an award; each floor at 0 refuses what would exceed it,
at any interleaving. A delivery holds its subsidy on the award and its own share on what the firm paid in, both at once or
neither; paying posts the two holds. So nothing is counted beside the ledger that the ledger could contradict.
"""

from collections.abc import Sequence

from naru.base.kit.clock import Clock
from naru.base.kit.person import SYSTEM
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.commons.ledger import actions as ledger
from naru.commons.ledger import reads as ledger_reads
from naru.commons.ledger.core.accounts import AccountKind
from naru.commons.ledger.core.transfers import Act, Hold, Payment, PostHold, Request, VoidHold
from naru.systems.vouchers.core import money
from naru.systems.vouchers.models import Award, Claim, Programme


def appropriate(year: int, source: str, won: int, *, id: str, act: Act, clock: Clock) -> None:
    """Money of a year's budget, from a source, that programmes may take."""
    account = money.appropriation(year, source)
    _open(money.TREASURY, AccountKind.ASSET, Words("바우처 금고", "Voucher treasury"), clock=clock)
    _open(account, AccountKind.LIABILITY, Words(f"{year}년 예산 {source}", f"Budget of {year}, {source}"), clock=clock)
    ledger.enter(Payment(id=id, debit=money.TREASURY, credit=account, won=won, act=act), clock=clock)


def open_funds(programme: Programme, amounts: Sequence[tuple[str, int]], *, clock: Clock) -> None:
    """Every source of the programme takes its money from the year's. Raises ``Refused``: ``appropriation_too_small``."""
    act = Act("programme.opened", programme.id)
    requests: list[Request] = []
    for source, won in amounts:
        whence, fund = money.appropriation(programme.year, source), money.fund(programme.id, source)
        name = Words(f"바우처 재원: {programme.title_ko} {source}", f"Voucher fund: {programme.title_en} {source}")
        _open(
            whence, AccountKind.LIABILITY, Words(f"{programme.year}년 {source} 예산", f"Budget {source}"), clock=clock
        )
        _open(fund, AccountKind.LIABILITY, name, clock=clock)
        left = ledger_reads.account(whence).available_krw
        if left < won:
            raise Refused("appropriation_too_small", source=source, left=left, won=won)
        requests.append(Payment(id=f"{programme.id}:open:{source}", debit=whence, credit=fund, won=won, act=act))
    ledger.enter(*requests, clock=clock)


def grant(award: Award, sources: Sequence[str], *, clock: Clock) -> None:
    """The award takes its parts from the funds; beside it, an account for what the firm pays itself."""
    act, owner = Act("award.granted", award.id), award.organisation_id
    name = Words(f"바우처 {award.number}", f"Voucher {award.number}")
    _open(money.award(award.id), AccountKind.LIABILITY, name, owner=owner, clock=clock)
    _open(money.own(award.id), AccountKind.LIABILITY, Words(f"{name.ko} 자부담", f"{name.en}, own share"), clock=clock)
    requests = [
        Payment(
            id=f"{award.id}:grant:{source}",
            debit=money.fund(award.programme_id, source),
            credit=money.award(award.id),
            won=won,
            act=act,
        )
        for source, won in zip(sources, award.parts, strict=True)
        if won
    ]
    ledger.enter(*requests, clock=clock)


def deposit(award: Award, won: int, *, id: str, clock: Clock) -> None:
    """What the firm paid in of its own share."""
    act = Act("award.deposited", award.id)
    ledger.enter(Payment(id=id, debit=money.TREASURY, credit=money.own(award.id), won=won, act=act), clock=clock)


def hold(claim: Claim, *, clock: Clock) -> None:
    """Both parts of the price at once. Raises ``Refused``: ``voucher_too_small``, ``own_share_missing``."""
    award, own = money.award(claim.award_id), money.own(claim.award_id)
    for account, needed, code in (
        (award, claim.subsidy_krw, "voucher_too_small"),
        (own, claim.own_krw, "own_share_missing"),
    ):
        left = ledger_reads.account(account).available_krw
        if left < needed:
            raise Refused(code, left=left, needed=needed)
    act = Act("claim.delivered", claim.id)
    ledger.enter(
        *(
            Hold(id=f"{claim.id}:{part}", debit=account, credit=money.TREASURY, won=won, act=act)
            for part, account, won in _halves(claim)
        ),
        clock=clock,
    )


def pay(claim: Claim, *, clock: Clock) -> None:
    """Both holds become payments."""
    act = Act("claim.paid", claim.id)
    posts = [PostHold(id=f"{claim.id}:{part}:pay", hold=f"{claim.id}:{part}", act=act) for part, _, _ in _halves(claim)]
    ledger.enter(*posts, clock=clock)


def release(claim: Claim, *, clock: Clock) -> None:
    """Both holds are free again: exactly what this delivery held."""
    act = Act("claim.inspected", claim.id)
    voids = [
        VoidHold(id=f"{claim.id}:{part}:void", hold=f"{claim.id}:{part}", act=act) for part, _, _ in _halves(claim)
    ]
    ledger.enter(*voids, clock=clock)


def give_back(award: Award, won: int, sources: Sequence[str], *, id: str, act: Act, debit: str, clock: Clock) -> None:
    """Subsidy goes back to its sources, so that all steps together are pro rata to less than a won."""
    amounts = money.step(award.returned_krw, won, award.parts)
    requests = [
        Payment(id=f"{id}:{source}", debit=debit, credit=money.fund(award.programme_id, source), won=part, act=act)
        for source, part in zip(sources, amounts, strict=True)
        if part
    ]
    if requests:
        ledger.enter(*requests, clock=clock)


def give_back_own(award: Award, won: int, *, id: str, act: Act, debit: str, clock: Clock) -> None:
    """The firm's own money: into its own account where it comes from the supplier, out of it where the voucher is closed."""
    credit = money.own(award.id) if debit == money.TREASURY else money.TREASURY
    if won:
        ledger.enter(Payment(id=id, debit=debit, credit=credit, won=won, act=act), clock=clock)


def order_recovery(award: Award, won: int, *, id: str, clock: Clock) -> None:
    """What is owed back is an asset; whom it will belong to, a liability."""
    owed, whose = money.receivable(award.id), money.clawback(award.programme_id)
    _open(
        owed,
        AccountKind.ASSET,
        Words(f"바우처 {award.number} 환수금", f"Voucher {award.number}, owed back"),
        clock=clock,
    )
    _open(whose, AccountKind.LIABILITY, Words("환수할 돈", "To be recovered"), clock=clock)
    act = Act("recovery.ordered", id)
    ledger.enter(Payment(id=f"{id}:order", debit=owed, credit=whose, won=won, act=act), clock=clock)


def receive_recovery(award: Award, won: int, *, recovery: str, id: str, clock: Clock) -> None:
    """Raises ``Refused`` of the ledger where more comes in than is owed: the receivable's floor is 0."""
    act = Act("recovery.paid", recovery)
    ledger.enter(Payment(id=id, debit=money.TREASURY, credit=money.receivable(award.id), won=won, act=act), clock=clock)


def _halves(claim: Claim) -> list[tuple[str, str, int]]:
    halves = (
        ("subsidy", money.award(claim.award_id), claim.subsidy_krw),
        ("own", money.own(claim.award_id), claim.own_krw),
    )
    return [half for half in halves if half[2]]


def _open(code: str, kind: AccountKind, name: Words, *, owner: str = "", clock: Clock) -> None:
    ledger.open_account(code, kind, name, owner=owner, by=SYSTEM, clock=clock)
