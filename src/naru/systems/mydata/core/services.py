"""A registered service: what for, the least it needs, how long and how often; what a review refuses.

A request to send is specific in seven things (PIPA 35-2, its decree): purpose, holder, receiver, items, period, frequency and
retention. Holder follows from the items and the citizen's links; the others are written here or the service is not registered.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.systems.mydata.core.items import ItemList, known, list_code

SENTENCE_SHORTEST = 8  # letters: a word or a code is no sentence


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Choice:
    """One item for one purpose: what a citizen says yes or no to."""

    purpose: str
    item: str

    @property
    def name(self) -> str:
        return f"{self.purpose}:{self.item}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Purpose:
    """``sentence`` says in plain words what is done with the items; ``without`` what does not work without them."""

    code: str
    sentence: Words
    items: tuple[str, ...]
    without: Words
    iri: str = "dpv:ServiceProvision"  # its class in the Data Privacy Vocabulary

    @property
    def choices(self) -> frozenset[Choice]:
        return frozenset(Choice(purpose=self.code, item=item) for item in self.items)


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a consent is a consent to. Days: ``period`` it holds, ``frequency`` between two pulls (0: once), ``retention`` after."""

    purposes: tuple[Purpose, ...]
    period_days: int
    frequency_days: int
    retention_days: int
    security: str

    @property
    def choices(self) -> frozenset[Choice]:
        """The registered minimum: nothing beyond may be asked for, chosen or sent."""
        return frozenset().union(*(each.choices for each in self.purposes))

    @property
    def lists(self) -> frozenset[str]:
        return frozenset(list_code(choice.item) for choice in self.choices)

    def purpose(self, code: str) -> Purpose | None:
        return next((each for each in self.purposes if each.code == code), None)


def terms_of(raw: Mapping[str, Any], lists: Mapping[str, ItemList]) -> Terms:
    """As a service writes them. Raises ``Refused``: ``service_incomplete``, ``purpose_unsaid``, ``item_unknown``,
    ``coupled_benefit``."""
    if raw.get("condition_of_unrelated_benefit"):
        raise Refused("coupled_benefit")
    if lacking := missing(raw):
        raise Refused("service_incomplete", what=", ".join(lacking))
    purposes = tuple(_purpose(each) for each in raw["purposes"])
    for each in purposes:
        if min(len(each.sentence.ko), len(each.sentence.en)) < SENTENCE_SHORTEST:
            raise Refused("purpose_unsaid", purpose=each.code)
        known(lists, each.items)
    return Terms(
        purposes=purposes,
        period_days=int(raw["period_days"]),
        frequency_days=int(raw["frequency_days"]),
        retention_days=int(raw["retention_days"]),
        security=str(raw["security"]),
    )


NEEDED = ("purposes", "period_days", "frequency_days", "retention_days", "security")


def missing(raw: Mapping[str, Any]) -> list[str]:
    """Of the things that a request must say, those it does not: absent, empty, or no number of days."""
    lacking = [name for name in NEEDED if raw.get(name) in (None, "", [], ())]
    days = [name for name in ("period_days", "retention_days") if name not in lacking]
    lacking += [name for name in days if not _is_days(raw[name], least=1)]
    if "frequency_days" not in lacking and not _is_days(raw["frequency_days"], least=0):
        lacking.append("frequency_days")
    if any(not each.get("items") for each in raw.get("purposes") or []):
        lacking.append("items")
    return lacking


def _is_days(value: Any, *, least: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= 36500


def _purpose(raw: Mapping[str, Any]) -> Purpose:
    return Purpose(
        code=str(raw["code"]),
        sentence=Words(str(raw.get("ko", "")), str(raw.get("en", ""))),
        items=tuple(dict.fromkeys(map(str, raw["items"]))),
        without=Words(str(raw.get("without_ko", "")), str(raw.get("without_en", ""))),
        iri=str(raw.get("iri", "dpv:ServiceProvision")),
    )


def terms_json(terms: Terms) -> dict[str, Any]:
    """What ``terms_of`` reads."""
    return {
        "purposes": [
            {
                "code": each.code,
                "ko": each.sentence.ko,
                "en": each.sentence.en,
                "items": list(each.items),
                "without_ko": each.without.ko,
                "without_en": each.without.en,
                "iri": each.iri,
            }
            for each in terms.purposes
        ],
        "period_days": terms.period_days,
        "frequency_days": terms.frequency_days,
        "retention_days": terms.retention_days,
        "security": terms.security,
    }


def choices_named(names: Iterable[str]) -> frozenset[Choice]:
    """``purpose:item`` as a form sends them."""
    parts = (name.partition(":") for name in names)
    return frozenset(Choice(purpose=purpose, item=item) for purpose, _, item in parts)


def names(choices: Iterable[Choice]) -> Sequence[str]:
    return sorted(each.name for each in choices)
