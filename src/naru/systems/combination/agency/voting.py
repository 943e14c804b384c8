"""Reviewers' acts by browser: cast into the case's dossier, and noted in the trail."""

from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.person import Person
from naru.base.trail.actions import record
from naru.systems.combination import desk_reads
from naru.systems.combination.agency import releasing
from naru.systems.combination.agency.case import open_case
from naru.systems.combination.core.review import Vote


def vote(case_id: str, cast: Vote, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> None:
    """Raises ``Refused`` as ``releasing.vote``."""
    with open_case(desk_reads.place_of(case_id), clock) as folder:
        releasing.vote(folder, cast)
    record(by.actor, "combination_case.voted", case_id, facts={"digest": cast.digest}, clock=clock)


def recuse(case_id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> None:
    """Raises ``Refused`` as ``releasing.recuse``."""
    with open_case(desk_reads.place_of(case_id), clock) as folder:
        releasing.recuse(folder, by.email)
    record(by.actor, "combination_case.recused", case_id, clock=clock)
