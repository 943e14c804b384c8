"""The trial balance finds each way in which accounts and transfers may differ, and nothing where they fit."""

from dataclasses import replace

import pytest

from naru.commons.ledger.core.accounts import Account, AccountKind
from naru.commons.ledger.core.trial import SENTENCES, Finding, Sums, tried
from tests.ledgers import an_account

BANK = an_account("bank", AccountKind.ASSET, debits_krw=100)
BUYER = an_account("buyer", credits_krw=100, debits_pending_krw=30)
SELLER = an_account("seller", credits_pending_krw=30)
SUMS = {
    "bank": Sums(debits_krw=100),
    "buyer": Sums(credits_krw=100, debits_pending_krw=30),
    "seller": Sums(credits_pending_krw=30),
}


def findings(*accounts: Account, sums: dict[str, Sums] = SUMS) -> list[tuple[str, str, int, int]]:
    trial = tried(accounts, sums, transfers=2)
    return [(each.code, each.place, each.expected, each.actual) for each in trial.findings]


def test_what_fits_is_sound() -> None:
    trial = tried([BANK, BUYER, SELLER], SUMS, transfers=2)
    assert trial.is_sound
    assert (trial.accounts, trial.transfers, trial.debits_krw, trial.credits_krw, trial.difference_krw) == (
        3,
        2,
        100,
        100,
        0,
    )


def test_an_account_without_transfers_is_empty() -> None:
    assert findings(an_account("new"), sums={}) == []


@pytest.mark.parametrize(
    ("accounts", "found"),
    [
        ((replace(BANK, debits_krw=101), BUYER), [("unbalanced", "", 101, 100), ("debits", "bank", 100, 101)]),
        (
            (BANK, replace(BUYER, credits_krw=99)),
            [("unbalanced", "", 100, 99), ("credits", "buyer", 100, 99)],
        ),
        ((BANK, replace(BUYER, debits_pending_krw=31)), [("pending", "buyer", 30, 31)]),
        ((BANK, BUYER, replace(SELLER, credits_pending_krw=0)), [("pending", "seller", 30, 0)]),
        ((BANK, replace(BUYER, floor_krw=71)), [("below_floor", "buyer", 71, 70)]),
        ((BANK, replace(BUYER, floor_krw=70)), []),
    ],
)
def test_what_does_not_fit_is_named_with_both_figures(
    accounts: tuple[Account, ...], found: list[tuple[str, str, int, int]]
) -> None:
    assert findings(*accounts) == found


def test_what_was_found_elsewhere_comes_last() -> None:
    other = Finding(code="seal_broken", place="17")
    trial = tried([BANK, replace(BUYER, debits_pending_krw=0)], SUMS, transfers=2, others=[other])
    assert [each.code for each in trial.findings] == ["pending", "seal_broken"]
    assert not trial.is_sound


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_every_finding_has_a_sentence_in_both_languages(code: str) -> None:
    words = Finding(code=code, place="exchange:escrow", expected=1_000, actual=999).words
    assert "{" not in words.ko + words.en
    assert code == "unbalanced" or "exchange:escrow" in words.ko
