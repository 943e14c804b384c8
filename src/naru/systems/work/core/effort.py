"""Time at work, measured: what the page counted while somebody was there, never more than really passed."""

from datetime import datetime

MS = 1000


def counted_ms(claimed_ms: int, *, since: datetime, now: datetime) -> int:
    """Of the milliseconds that a page says were worked since the last save, those that can be true.

    The page leaves out pauses; ``since`` is when the server last heard of this assignment, so that two windows, a clock
    that was set or a page that was altered never count an hour twice.
    """
    passed = max(0, int((now - since).total_seconds() * MS))
    return max(0, min(claimed_ms, passed))
