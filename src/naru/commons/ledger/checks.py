"""What the doctor looks at: whether debits and credits are equal now, and what the last trial balance found."""

from naru.base.kit.checks import Check, Unsound
from naru.base.kit.words import Words
from naru.commons.ledger import reads


def _totals() -> str:
    totals = reads.totals()
    if totals.difference_krw:
        raise Unsound(f"{totals.debits_krw:,} ≠ {totals.credits_krw:,}")
    return f"{totals.accounts:,} · {totals.transfers:,}"


def _last_trial() -> str:
    last = reads.last_trial()
    if last is not None and not last.is_sound:
        raise Unsound(" ".join(finding.words.en for finding in last.findings[:3]))
    return f"{last.at:%Y-%m-%d} · {last.transfers:,}" if last else "-"


CHECKS = (
    Check(
        code="ledger",
        name=Words("장부의 차변과 대변", "The ledger's debits and credits"),
        look=_totals,
        advice=Words(
            "장부의 합이 손으로 바뀌었습니다. `naru ledger balance`로 어느 계정인지 보고 백업과 견주어 보세요.",
            "A sum of the ledger was changed by hand. See with `naru ledger balance` which, and compare with a backup.",
        ),
        rests_on=frozenset({"migrations"}),
    ),
    Check(
        code="trial-balance",
        name=Words("마지막 시산표", "The last trial balance"),
        look=_last_trial,
        advice=Words(
            "`naru ledger balance`로 어긋난 계정과 거래를 보세요. 바로잡은 뒤 `naru ledger balance --seal`로 다시 맞춥니다.",
            "See with `naru ledger balance` which accounts and transfers do not fit; once mended, take it anew with `--seal`.",
        ),
        rests_on=frozenset({"ledger"}),
    ),
)
