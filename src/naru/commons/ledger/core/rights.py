"""Who may read which account; nobody moves money through a door."""

from naru.base.kit.person import OrganisationId, Person, Scope


def may_read_ledger(person: Person) -> bool:
    """Officers and auditors: every account, the trial balance, the exports."""
    return person.is_officer or person.is_auditor


def may_read_account(person: Person, owner: str) -> bool:
    """They, and whoever stewards the organisation whose account it is; ``owner`` is "" for the platform's own."""
    return may_read_ledger(person) or (bool(owner) and person.stewards(OrganisationId(owner)))


def may_keep_accounts(person: Person) -> bool:
    """Open, bound and close accounts by hand, and enter a transfer by hand: officers, by a token only with ``admin``."""
    return person.is_officer and Scope.ADMIN in person.scopes
