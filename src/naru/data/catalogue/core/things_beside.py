"""Things of other kinds (offers, challenges, courses) that fit a search of datasets, the best of each kind.

Theory of operation. They are few and change by the minute, so they are looked through as they are and stand in no index; a
text says a word as `match_reasons` means it. What says all subjects of a topic fits. Where nothing does, what says at least
half of them stands for it, for a list of three is no place for what merely has a word in common. Places neither bring a
thing nor keep it out, as with datasets.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from naru.base.kit.findable import FindableThing
from naru.base.kit.words import Words
from naru.data.catalogue.core.highlight import Piece, highlighted
from naru.data.catalogue.core.match_reasons import Field, Why, why
from naru.data.catalogue.core.query_plan import Group, Plan

LOOKED_AT = 2_000  # things of a kind
SHOWN = 3
ENOUGH = 0.5  # of what is asked for


@dataclass(frozen=True, slots=True, kw_only=True)
class ThingHit:
    thing: FindableThing
    title: tuple[Piece, ...]
    why: Why


@dataclass(frozen=True, slots=True, kw_only=True)
class KindBeside:
    """What of one kind was found; ``hits`` are the first of ``total``, ``address`` is where all of the kind are listed."""

    name: str
    words: Words
    address: str
    total: int
    hits: tuple[ThingHit, ...]


def things_beside(plan: Plan, things: Iterable[FindableThing], *, language: str) -> tuple[int, tuple[ThingHit, ...]]:
    """How many of the things fit, or else say enough of what is asked, and the best of them; equals in the order given."""
    said = ((thing, why(plan, _texts(thing))) for thing in islice(things, LOOKED_AT))
    found = [(_share(plan, reasons), thing, reasons) for thing, reasons in said]
    least = 1.0 if any(share == 1.0 for share, _, _ in found) else ENOUGH
    enough = [each for each in found if each[0] >= least]
    enough.sort(key=lambda each: (-each[0], -_in_title(each[2])))
    return len(enough), tuple(_hit(plan, thing, reasons, language) for _, thing, reasons in enough[:SHOWN])


def _texts(thing: FindableThing) -> dict[Field, str]:
    return {
        Field.TITLE: f"{thing.title.ko}\n{thing.title.en}",
        Field.TEXT: f"{thing.text.ko}\n{thing.text.en}",
    }


def _share(plan: Plan, said: Why) -> float:
    """Which share of the subjects it says, by their weights; of several topics, of the one of which it says most."""
    return max(_share_of(topic, said) for topic in plan.topics or (plan.subjects,))


def _share_of(groups: tuple[Group, ...], said: Why) -> float:
    whole = sum(group.weight for group in groups)
    return sum(group.weight * _said_of(group, said) for group in groups) / whole


def _said_of(group: Group, said: Why) -> float:
    """1 for the word or another name for it, less for some of its parts."""
    words = {reason.said for reason in said.reasons if reason.asked == group.text}
    if words & {group.text, *group.others}:
        return 1.0
    return len(words & set(group.parts)) / len(group.parts)


def _in_title(said: Why) -> int:
    return sum(reason.field is Field.TITLE for reason in said.reasons)


def _hit(plan: Plan, thing: FindableThing, said: Why, language: str) -> ThingHit:
    return ThingHit(thing=thing, title=highlighted(thing.title.in_(language), plan), why=said)
