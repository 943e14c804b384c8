"""Waking the index after a change has committed.

The nudge is no part of the change's transaction: a job that already waits would not see a row that commits after it
ran. Should the process die between the commit and the nudge, the next search or the schedule finds the row.
"""

from naru.base.jobs import actions as jobs


def nudge() -> None:
    """Called once a transaction that wrote into the outbox has committed; many changes make one job."""
    jobs.start("catalogue.refresh_index", {}, once="catalogue.refresh_index")
