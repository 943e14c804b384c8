"""What the agency counts, as of any instant: cases begun and cases released, by their dossiers."""

from datetime import datetime

from naru.base.kit.clock import FrozenClock
from naru.base.kit.fact_rows import FactRow, ListedRows
from naru.base.kit.ref import Ref
from naru.systems.combination.agency.desk import DESK
from naru.systems.combination.core.state_words import ENTRY_WORDS
from naru.systems.combination.core.states import Event
from naru.systems.combination.desk_reads import CaseView, Line
from naru.systems.combination.desk_reads import cases as cases_at

KIND = "combination_case"


def cases(until: datetime) -> ListedRows:
    """A dossier that does not verify says nothing, and is counted nowhere."""
    return ListedRows([_row(case, case.lines[0]) for case in _cases(until) if case.lines and case.lines[0].at <= until])


def released(until: datetime) -> ListedRows:
    said = ENTRY_WORDS[Event.RELEASE]
    firsts = [(case, next((line for line in case.lines if line.words == said), None)) for case in _cases(until)]
    return ListedRows([_row(case, line) for case, line in firsts if line and line.at <= until])


def _cases(until: datetime) -> list[CaseView]:
    return cases_at(DESK, FrozenClock(until))


def _row(case: CaseView, line: Line) -> FactRow:
    return FactRow(key=case.id, ref=Ref(KIND, case.id), at=line.at)
