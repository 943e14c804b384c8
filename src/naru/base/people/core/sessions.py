"""How long a session may lie unused, and whom it asks for a second factor."""

from datetime import datetime, timedelta

from naru.base.kit.person import Person

NOTED_EVERY = timedelta(minutes=5)  # a session's use: not every request writes it


def is_office(person: Person) -> bool:
    """Whether the person publishes or administers: officers, auditors, and who stewards an organisation."""
    return person.is_officer or person.is_auditor or any(map(person.stewards, person.roles))


def is_over(last_used: datetime | None, now: datetime, *, idle: timedelta) -> bool:
    """Whether a session lay unused for longer than it may; one of before has its first use now."""
    return last_used is not None and now - last_used > idle + NOTED_EVERY


def is_to_be_noted(last_used: datetime | None, now: datetime) -> bool:
    return last_used is None or now - last_used >= NOTED_EVERY
