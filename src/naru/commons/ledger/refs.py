"""An account and a transfer as others name them, for whoever may read them."""

from django.urls import reverse

from naru.base.kit.person import Person
from naru.base.kit.ref import RefView
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.commons.ledger import reads
from naru.commons.ledger.core import rights


def account(code: str, person: Person) -> RefView | None:
    """For auditors and officers, and whoever stewards its organisation."""
    try:
        found = reads.account(code)
    except Refused:
        return None
    if not rights.may_read_account(person, found.owner):
        return None
    return RefView(title=found.name, address=reverse("ledger:account", args=[code]))


def transfer(transfer_id: str, person: Person) -> RefView | None:
    """For auditors and officers."""
    if not rights.may_read_ledger(person):
        return None
    try:
        found = reads.transfer(transfer_id)
    except Refused:
        return None
    title = Words(f"{found.kind.words.ko} {found.won:,}원", f"{found.kind.words.en} of {found.won:,} won")
    return RefView(title=title, address=reverse("ledger:transfer", args=[transfer_id]))


def ledger(_id: str, person: Person) -> RefView | None:
    """The ledger itself, for auditors and officers."""
    return (
        RefView(title=Words("장부", "Ledger"), address=reverse("ledger:accounts"))
        if rights.may_read_ledger(person)
        else None
    )
