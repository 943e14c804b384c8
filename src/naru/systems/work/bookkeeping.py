"""The ledger's part in every act: a job's money, what is set apart for a batch, what somebody earned, what was paid out.

*Theory of operation.* A job's account is a liability of the treasury with a floor of 0. Before a batch is taken the most that it
can come to is held on that account for its person, so that accepted work can be paid whatever happens to the job. When it is
checked the hold is posted with what it came to, and the rest is free. A person's account is emptied on paydays: net to the
treasury, from where it leaves the house, tax to the tax account.
"""

from naru.base.kit.clock import Clock
from naru.base.kit.person import SYSTEM
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.commons.ledger import actions as ledger
from naru.commons.ledger import reads as ledger_reads
from naru.commons.ledger.core.accounts import AccountKind
from naru.commons.ledger.core.transfers import Act, Hold, Payment, PostHold, Request, VoidHold
from naru.systems.work.core.pay import Net
from naru.systems.work.models import Assignment, Job, Payout

TREASURY, TAX = "work:treasury", "work:tax"


def job_account(job_id: str) -> str:
    return f"work:job:{job_id}"


def pay_account(person_id: str) -> str:
    return f"work:pay:{person_id}"


def open_job(job: Job, *, clock: Clock) -> None:
    name = Words(f"일감 예산: {job.title_ko}", f"Money of the job {job.title_en}")
    ledger.open_account(
        job_account(job.id), AccountKind.LIABILITY, name, owner=job.organisation_id, by=SYSTEM, clock=clock
    )


def deposit(job: Job, won: int, *, id: str, clock: Clock) -> None:
    _open(TREASURY, AccountKind.ASSET, Words("작업 보수 금고", "Treasury of work"), clock)
    act = Act("work_job.deposited", job.id)
    ledger.enter(Payment(id=id, debit=TREASURY, credit=job_account(job.id), won=won, act=act), clock=clock)


def available_krw(job_id: str) -> int:
    return ledger_reads.account(job_account(job_id)).available_krw


def hold(row: Assignment, job: Job, person_id: str, *, clock: Clock) -> None:
    """Raises ``Refused``: ``work_budget_too_small``."""
    _require(job.id, row.held_krw)
    _open_pay(person_id, clock)
    act = Act("work_assignment.taken", row.id)
    ledger.enter(
        Hold(id=_held(row), debit=job_account(job.id), credit=pay_account(person_id), won=row.held_krw, act=act),
        clock=clock,
    )


def release(row: Assignment, verb: str, *, clock: Clock) -> None:
    ledger.enter(VoidHold(id=f"{row.id}:void", hold=_held(row), act=Act(verb, row.id)), clock=clock)


def pay(row: Assignment, job: Job, person_id: str, won: int, *, clock: Clock) -> None:
    """What the batch came to, from what is held; what a rework took beyond the hold comes from the job's money."""
    act, requests = Act("work_assignment.checked", row.id), list[Request]()
    within = min(won, row.held_krw)
    if within:
        requests.append(PostHold(id=f"{row.id}:pay", hold=_held(row), act=act, won=within))
    else:
        requests.append(VoidHold(id=f"{row.id}:void", hold=_held(row), act=act))
    if won > within:
        _require(job.id, won - within)
        requests.append(_payment(f"{row.id}:more", job.id, person_id, won - within, act))
    ledger.enter(*requests, clock=clock)


def pay_more(subject: str, job_id: str, person_id: str, won: int, *, verb: str, clock: Clock) -> None:
    """For a training passed or a dispute upheld. Raises ``Refused``: ``work_budget_too_small``."""
    _require(job_id, won)
    _open_pay(person_id, clock)
    ledger.enter(_payment(f"{subject}:{verb}", job_id, person_id, won, Act(verb, subject)), clock=clock)


def pay_out(row: Payout, net: Net, *, clock: Clock) -> None:
    _open(TAX, AccountKind.LIABILITY, Words("작업 보수 원천징수 예수금", "Tax withheld from work"), clock)
    act, account = Act("work_payout.paid", row.id), pay_account(str(row.person_id))
    parts = (("net", TREASURY, net.net_krw), ("tax", TAX, net.tax_krw))
    ledger.enter(
        *(
            Payment(id=f"{row.id}:{part}", debit=account, credit=credit, won=won, act=act)
            for part, credit, won in parts
            if won
        ),
        clock=clock,
    )


def give_back(job: Job, *, clock: Clock) -> int:
    """What a closed job has left goes back to its owner; how much."""
    left = available_krw(job.id)
    if left:
        act = Act("work_job.closed", job.id)
        ledger.enter(
            Payment(id=f"{job.id}:close", debit=job_account(job.id), credit=TREASURY, won=left, act=act), clock=clock
        )
    return left


def _payment(id: str, job_id: str, person_id: str, won: int, act: Act) -> Payment:
    return Payment(id=id, debit=job_account(job_id), credit=pay_account(person_id), won=won, act=act)


def _require(job_id: str, won: int) -> None:
    left = available_krw(job_id)
    if left < won:
        raise Refused("work_budget_too_small", needed=won, left=left)


def _held(row: Assignment) -> str:
    return f"{row.id}:hold"


def _open_pay(person_id: str, clock: Clock) -> None:
    _open(pay_account(person_id), AccountKind.LIABILITY, Words("작업 보수", "Pay for work"), clock)


def _open(code: str, kind: AccountKind, name: Words, clock: Clock) -> None:
    ledger.open_account(code, kind, name, by=SYSTEM, clock=clock)
