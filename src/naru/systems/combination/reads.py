"""Cases of the city as agency, as pages show them: folders under ``NARU_HOME/combination``, read from their dossiers."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from naru.base.kit.clock import Clock
from naru.base.kit.person import Person
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.systems.combination.agency.case import state_of
from naru.systems.combination.core.key_spec import CASE
from naru.systems.combination.core.state_words import ENTRY_WORDS, STATE_WORDS
from naru.systems.combination.core.states import State
from naru.systems.combination.folder import CaseFolder, look_at_folder
from naru.systems.combination.regimes import regime


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One entry of the dossier; ``digest`` of the bytes that it is about, if it is about any."""

    number: int
    at: datetime
    words: Words
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseView:
    """``broken`` says what is wrong with a dossier that does not verify; then nothing else is shown of the case."""

    id: str
    state: Words
    since: datetime | None
    days: int
    days_max: int | None
    parties: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()
    head: str = ""
    proposed: str = ""  # digest of the bytes under review
    reviewers: tuple[str, ...] = ()
    voted: tuple[str, ...] = ()
    broken: Words | None = None

    @property
    def is_late(self) -> bool:
        return self.days_max is not None and self.days > self.days_max


def place_of(case_id: str) -> Path:
    """Raises ``Refused("not_found")`` for what is no case's name."""
    place = Path(settings.NARU_HOME) / "combination" / case_id
    if not CASE.fullmatch(case_id) or not (place / "role.json").exists():
        raise Refused("not_found")
    return place


def cases(clock: Clock) -> list[CaseView]:
    places = sorted((Path(settings.NARU_HOME) / "combination").glob("*/role.json"))
    return [_viewed(place.parent, clock) for place in places if CASE.fullmatch(place.parent.name)]


def case(case_id: str, person: Person, clock: Clock) -> CaseView:
    """To officers, auditors, and while it is under review its reviewers. Raises ``Refused("not_found")``."""
    view = _viewed(place_of(case_id), clock)
    if not (person.is_officer or person.is_auditor or is_reviewer(view, person)):
        raise Refused("not_found")
    return view


def is_reviewer(view: CaseView, person: Person) -> bool:
    """Members of a panel are named by their address."""
    return bool(person.email) and person.email in view.reviewers


def report(view: CaseView) -> bytes:
    """The reviewers' page. Raises ``Refused("not_found")`` before there is one."""
    file = place_of(view.id) / "outbox" / "report.html"
    if view.broken or not file.exists():
        raise Refused("not_found")
    return file.read_bytes()


def _viewed(place: Path, clock: Clock) -> CaseView:
    try:
        return _view(look_at_folder(place, role="agency", clock=clock))
    except Refused as refused:
        broken = Words("기록이 맞지 않음", "Dossier does not verify")
        return CaseView(id=place.name, state=broken, since=None, days=0, days_max=None, broken=refused.words)


def _view(folder: CaseFolder) -> CaseView:
    state = state_of(folder)
    since = datetime.fromisoformat(folder.chain[-1].at)
    open_panel = folder.chain if state is State.PROPOSED else []
    start = max((entry.number for entry in open_panel if entry.event == "propose"), default=0)
    panel = [entry for entry in open_panel if entry.number > start and entry.event == "panel"]
    return CaseView(
        id=folder.path.name,
        state=STATE_WORDS[state],
        since=since,
        days=(folder.clock.now() - since).days,
        days_max=regime("pipa").steps_days.get(state.value),
        parties=folder.spec.parties,
        lines=tuple(
            _line(entry.number, entry.at, entry.event, entry.facts.get("digest", "")) for entry in folder.chain
        ),
        head=folder.head,
        proposed=str(open_panel[start].facts["digest"]) if open_panel else "",
        reviewers=tuple(member["name"] for entry in panel for member in entry.facts["members"]),
        voted=tuple(e.facts["member"] for e in open_panel if e.number > start and e.event == "vote"),
    )


def _line(number: int, at: str, event: str, digest: str) -> Line:
    return Line(
        number=number, at=datetime.fromisoformat(at), words=ENTRY_WORDS.get(event, Words(event, event)), digest=digest
    )
