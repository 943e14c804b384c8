"""Waking the index after a change has committed."""


def nudge() -> None:
    """Called once a transaction that wrote into the outbox has committed."""
