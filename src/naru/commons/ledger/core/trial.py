"""The trial balance: what must be true of all accounts and transfers together."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from naru.base.kit.words import Words
from naru.commons.ledger.core.accounts import Account


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """What an account's transfers add up to."""

    debits_krw: int = 0
    credits_krw: int = 0
    debits_pending_krw: int = 0
    credits_pending_krw: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something that does not fit, at an account or a transfer; amounts where there are two that should be one."""

    code: str
    place: str
    expected: int = 0
    actual: int = 0

    @property
    def words(self) -> Words:
        facts = {"place": self.place, "expected": f"{self.expected:,}", "actual": f"{self.actual:,}"}
        sentence = SENTENCES[self.code]
        return Words(sentence.ko.format_map(facts), sentence.en.format_map(facts))


SENTENCES = {
    "unbalanced": Words(
        "차변 합계 {expected}원과 대변 합계 {actual}원이 다릅니다.",
        "Debits are {expected} won in all, credits {actual}.",
    ),
    "debits": Words(
        "{place}: 차변이 거래 합계로는 {expected}원인데 장부에는 {actual}원입니다.",
        "{place}: its transfers debit {expected} won, the account says {actual}.",
    ),
    "credits": Words(
        "{place}: 대변이 거래 합계로는 {expected}원인데 장부에는 {actual}원입니다.",
        "{place}: its transfers credit {expected} won, the account says {actual}.",
    ),
    "pending": Words(
        "{place}: 예약이 남은 거래로는 {expected}원인데 장부에는 {actual}원입니다.",
        "{place}: its open holds are {expected} won, the account says {actual}.",
    ),
    "below_floor": Words(
        "{place}: 쓸 수 있는 돈이 {actual}원으로 하한 {expected}원보다 적습니다.",
        "{place}: {actual} won are available, below the floor of {expected}.",
    ),
    "act_missing": Words(
        "{place}: 이 거래가 가리키는 행위가 감사 기록에 없습니다.", "{place}: the act it names is not in the trail."
    ),
    "seal_broken": Words(
        "{place}번까지의 거래가 봉인한 뒤에 바뀌었습니다.",
        "Transfers up to {place} were changed after they were sealed.",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """``debits_krw`` and ``credits_krw`` are of all accounts; sound where nothing was found."""

    accounts: int
    transfers: int
    debits_krw: int
    credits_krw: int
    findings: tuple[Finding, ...]

    @property
    def is_sound(self) -> bool:
        return not self.findings

    @property
    def difference_krw(self) -> int:
        return self.debits_krw - self.credits_krw


def tried(
    accounts: Iterable[Account], sums: Mapping[str, Sums], *, transfers: int, others: Iterable[Finding] = ()
) -> Trial:
    """``sums`` by account, of which one without transfers may be missing; ``others`` is what was found elsewhere."""
    listed = list(accounts)
    debits, credits = sum(each.debits_krw for each in listed), sum(each.credits_krw for each in listed)
    findings = [finding for account in listed for finding in _findings(account, sums.get(account.code, Sums()))]
    if debits != credits:
        findings.insert(0, Finding(code="unbalanced", place="", expected=debits, actual=credits))
    return Trial(
        accounts=len(listed),
        transfers=transfers,
        debits_krw=debits,
        credits_krw=credits,
        findings=(*findings, *others),
    )


def _findings(account: Account, sums: Sums) -> Iterator[Finding]:
    pairs = (
        ("debits", sums.debits_krw, account.debits_krw),
        ("credits", sums.credits_krw, account.credits_krw),
        ("pending", sums.debits_pending_krw, account.debits_pending_krw),
        ("pending", sums.credits_pending_krw, account.credits_pending_krw),
    )
    for code, expected, actual in pairs:
        if expected != actual:
            yield Finding(code=code, place=account.code, expected=expected, actual=actual)
    if account.is_below_floor:
        assert account.floor_krw is not None
        yield Finding(code="below_floor", place=account.code, expected=account.floor_krw, actual=account.available_krw)
