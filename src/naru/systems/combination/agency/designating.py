"""What the designation dossier and the periodic report say: looked at in this installation, now."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from allauth.mfa.models import Authenticator
from django.conf import settings

from naru.base.kit.canonical import JSON
from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.installed import systems
from naru.base.kit.person import Person
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.base.people.reads import holders
from naru.commons.papers import actions as papers
from naru.commons.papers.reads import Paper
from naru.commons.rates import reads as rates
from naru.systems.combination import desk_reads
from naru.systems.combination.core.designation import PART_WORDS, Facts, Finding, Part, findings
from naru.systems.combination.core.history import history, state_after
from naru.systems.combination.core.state_words import STATE_WORDS
from naru.systems.combination.core.states import State
from naru.systems.combination.crypto.identities import CASE_FILE
from naru.systems.combination.folder import CaseFolder, look_at_folder
from naru.systems.combination.paper_templates import ACTIVITY, DESIGNATION
from naru.systems.combination.rate_names import STAFF
from naru.systems.combination.regimes import regime

SOURCE = "개인정보 보호법 시행령 제29조의2, 가명정보의 결합 및 반출 등에 관한 고시"
AUTHORITY = "naru.systems.combination.authority."
ABOUT = Ref("combination_case", "agency")


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """A case in the report's period: how many days it took, until its end or until now."""

    name: str
    state: State
    days: int


def looked_at(clock: Clock = SYSTEM_CLOCK) -> Sequence[Finding]:
    """Every requirement, beside what is so."""
    law = regime("pipa")
    folders, broken = _folders(clock)
    people = holders("officer")
    second = set(Authenticator.objects.filter(user_id__in=people).values_list("user_id", flat=True))
    facts = Facts(
        role=settings.NARU_ROLE,
        authority_modules=sum(name.startswith(AUTHORITY) for name in sys.modules),
        home_mode=settings.NARU_HOME.stat().st_mode & 0o777,
        open_keys=sum(bool(key.stat().st_mode & 0o077) for key in desk_reads.home().glob("**/*.key")),
        cases_in_backup=not any("combination" in system.derived for system in systems()),
        https=settings.NARU_HTTPS,
        officers=len(people),
        officers_with_second_factor=len(second),
        staff_min=_staff_min(clock),
        cases=len(folders) + broken,
        broken_dossiers=broken,
        readable_after_destruction=sum(_still_opens(folder) for folder in folders),
        members_min=law.review.members_min,
        members_max=law.review.members_max,
        record_years=law.record_years,
    )
    return findings(facts)


def issue_designation(*, by: Person, clock: Clock = SYSTEM_CLOCK) -> Paper:
    """The dossier as a paper, with what was seen at this moment; what does not hold stands in it as such."""
    seen = looked_at(clock)
    parts: list[JSON] = [
        {
            "title": PART_WORDS[part].ko,
            "rows": [[each.words.ko, each.seen.ko, MARKS[each.holds]] for each in seen if each.part is part],
        }
        for part in Part
    ]
    values: dict[str, JSON] = {
        "agency": settings.NARU_CITY.ko,
        "on": clock.today().isoformat(),
        "source": SOURCE,
        "parts": parts,
    }
    return papers.issue(DESIGNATION, values, about=ABOUT, by=by, clock=clock)


def activity(first: date, last: date, clock: Clock = SYSTEM_CLOCK) -> list[Activity]:
    """Cases that anything was done with between these days, both included."""
    found = []
    for folder in _folders(clock)[0]:
        days = [each[0].date() for each in history(folder.chain)]
        if days and days[0] <= last and days[-1] >= first:
            state = state_after(folder.chain)
            over = state in {State.RELEASED, State.STOPPED, State.DESTROYED, State.CLOSED}
            end = days[-1] if over else clock.today()
            found.append(Activity(name=folder.spec.case, state=state, days=(end - days[0]).days))
    return found


def issue_activity(first: date, last: date, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> Paper:
    """The periodic report to the commission. Raises ``Refused("report_period")``."""
    if last < first:
        raise Refused("report_period")
    cases = activity(first, last, clock)
    states = [each.state for each in cases]
    values: dict[str, JSON] = {
        "agency": settings.NARU_CITY.ko,
        "period": f"{first} – {last}",
        "applied": len(cases),
        "released": sum(_was_released(each.name, clock) for each in cases),
        "stopped": states.count(State.STOPPED),
        "destroyed": states.count(State.DESTROYED),
        "cases": [[each.name, STATE_WORDS[each.state].ko, f"{each.days}"] for each in cases],
    }
    return papers.issue(ACTIVITY, values, about=ABOUT, by=by, clock=clock)


MARKS = {True: "맞음", False: "아님", None: "운영 기관"}


def _was_released(name: str, clock: Clock) -> bool:
    folder = look_at_folder(desk_reads.place_of(name), role="agency", clock=clock)
    return any(state is State.RELEASED for _, state in history(folder.chain))


def _folders(clock: Clock) -> tuple[list[CaseFolder], int]:
    """Those whose dossier is as it was written, and how many are not."""
    sound, broken = [], 0
    for place in sorted(desk_reads.home().glob("*/role.json")):
        try:
            sound.append(look_at_folder(place.parent, role="agency", clock=clock))
        except Refused:
            broken += 1
    return sound, broken


def _still_opens(folder: CaseFolder) -> bool:
    return bool(folder.entries("destroy")) and (folder.path / CASE_FILE).exists()


def _staff_min(clock: Clock) -> int | None:
    try:
        return rates.rate(STAFF, clock.today(), clock=clock).integer
    except Refused:
        return None
