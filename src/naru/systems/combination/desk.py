"""A role's desk as a value: what its people may do with a case, and what each act asks for.

The desk of a role lies in that role's package (``authority/desk.py``, ``agency/desk.py``) and imports no other; the pages that
draw a desk (``desk_pages.py``) know none of them.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from naru.base.kit.canonical import JSON
from naru.base.kit.clock import Clock
from naru.base.kit.person import Person
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.systems.combination.folder import CaseFolder

Answer = Mapping[str, JSON]
"""What an act says of itself: counts, digests and codes, never a cell."""


class InputKind(StrEnum):
    LINE = "line"
    AREA = "area"
    NUMBER = "number"
    CHOICE = "choice"
    FILES = "files"


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    name: str
    words: Words
    kind: InputKind = InputKind.LINE
    choices: tuple[tuple[str, Words], ...] = ()
    initial: str = ""
    required: bool = True
    help: Words | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What was typed, and the files that were sent, by their own names, in a folder that is cleared afterwards."""

    texts: Mapping[str, str]
    files: Sequence[Path] = ()

    def text(self, name: str) -> str:
        return self.texts.get(name, "").strip()

    def number(self, name: str, *, least: float, most: float) -> float:
        """Raises ``Refused("desk_number")``."""
        try:
            number = float(self.text(name))
        except ValueError:
            number = least - 1
        if not least <= number <= most:
            raise Refused("desk_number", least=f"{least:g}", most=f"{most:g}")
        return number


@dataclass(frozen=True, slots=True, kw_only=True)
class Verb:
    """``offered``: whether it can be done as the case stands; ``grave``: nothing brings back what it ends."""

    name: str
    words: Words
    about: Words
    run: Callable[[CaseFolder, Given], Answer]
    offered: Callable[[CaseFolder], bool]
    inputs: tuple[Input, ...] = ()
    grave: bool = False
    after: Callable[[str, Answer, Person, Clock], None] | None = None  # whom it tells, once it is done


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A step of the role's way, for the picture at the head of a case."""

    words: Words
    done: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """``standing``: where a case stands; ``days_max``: how long it should stand there, None where nothing says so."""

    role: str
    words: Words
    about: Words
    verbs: tuple[Verb, ...]
    standing: Callable[[CaseFolder], Words]
    steps: Callable[[CaseFolder], Sequence[Step]]
    days_max: Callable[[CaseFolder], int | None] = field(default=lambda _folder: None)

    def verb(self, name: str) -> Verb:
        """Raises ``Refused("not_found")``."""
        for verb in self.verbs:
            if verb.name == name:
                return verb
        raise Refused("not_found")


LAW = Input(
    name="law",
    words=Words("적용 법", "The law"),
    kind=InputKind.CHOICE,
    choices=(
        ("pipa", Words("개인정보 보호법", "Personal Information Protection Act")),
        ("credit", Words("신용정보법", "Credit Information Act")),
    ),
    initial="pipa",
)
FILES = Input(name="files", words=Words("봉한 파일", "Sealed files"), kind=InputKind.FILES)
