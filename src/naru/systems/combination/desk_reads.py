"""Cases at a role's desk, as pages show them: folders under ``NARU_HOME/combination``, read from their dossiers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from naru.base.kit.clock import Clock
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.systems.combination.core.key_spec import CASE, KeySpec
from naru.systems.combination.core.state_words import ENTRY_WORDS
from naru.systems.combination.crypto.identities import Card
from naru.systems.combination.desk import Desk, Step, Verb
from naru.systems.combination.folder import CaseFolder, look_at_folder

BROKEN = Words("기록이 맞지 않음", "Dossier does not verify")
SENT = (".sealed", ".json")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One entry of the dossier; ``digest`` of the bytes that it is about, if it is about any."""

    number: int
    at: datetime
    words: Words
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SentFile:
    name: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseView:
    """``broken`` says what is wrong with a dossier that does not verify; then nothing else is shown of the case."""

    id: str
    state: Words
    since: datetime | None = None
    days: int = 0
    days_max: int | None = None
    card: Card | None = None
    spec: KeySpec | None = None
    cards: Sequence[Card] = ()
    steps: Sequence[Step] = ()
    verbs: Sequence[Verb] = ()
    files: Sequence[SentFile] = ()
    lines: Sequence[Line] = ()
    head: str = ""
    broken: Words | None = None

    @property
    def is_late(self) -> bool:
        return self.days_max is not None and self.days > self.days_max


def home() -> Path:
    return Path(settings.NARU_HOME) / "combination"


def place_of(case_id: str) -> Path:
    """Raises ``Refused("not_found")`` for what is no case's name."""
    place = home() / case_id
    if not CASE.fullmatch(case_id) or not (place / "role.json").exists():
        raise Refused("not_found")
    return place


def cases(desk: Desk, clock: Clock) -> list[CaseView]:
    places = sorted(home().glob("*/role.json"))
    return [case(place.parent.name, desk, clock) for place in places if CASE.fullmatch(place.parent.name)]


def case(case_id: str, desk: Desk, clock: Clock) -> CaseView:
    """Raises ``Refused("not_found")``."""
    place = place_of(case_id)
    try:
        return _view(look_at_folder(place, role=desk.role, clock=clock), desk)
    except Refused as refused:
        return CaseView(id=place.name, state=BROKEN, broken=refused.words)


def sent_file(case_id: str, name: str) -> Path:
    """A file that the role hands out. Raises ``Refused("not_found")``."""
    place = place_of(case_id)
    offered = {file.name: file for file in (place / "card.json", *_sent(place))}
    if name not in offered:
        raise Refused("not_found")
    return offered[name]


def _view(folder: CaseFolder, desk: Desk) -> CaseView:
    since = datetime.fromisoformat(folder.chain[-1].at)
    return CaseView(
        id=folder.path.name,
        state=desk.standing(folder),
        since=since,
        days=(folder.clock.now() - since).days,
        days_max=desk.days_max(folder),
        card=folder.card,
        spec=folder.spec,
        cards=folder.cards(),
        steps=desk.steps(folder),
        verbs=[verb for verb in desk.verbs if verb.offered(folder)],
        files=[SentFile(name=each.name, size=each.stat().st_size) for each in _sent(folder.path)],
        lines=lines_of(folder),
        head=folder.head,
    )


def lines_of(folder: CaseFolder) -> list[Line]:
    return [
        Line(
            number=entry.number,
            at=datetime.fromisoformat(entry.at),
            words=ENTRY_WORDS.get(entry.event, Words(entry.event, entry.event)),
            digest=str(entry.facts.get("digest", "")),
        )
        for entry in folder.chain
    ]


def _sent(place: Path) -> list[Path]:
    return [file for file in sorted((place / "outbox").glob("*")) if file.suffix in SENT]
