"""Where records go, and on whose word."""

from dataclasses import dataclass
from datetime import datetime

from naru.base.kit.person import Person
from naru.systems.harvest.models import Run, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """One run at work."""

    source: Source
    run: Run
    by: Person
    now: datetime
