"""What a package says of itself, once, in its ``system.py``: ``SYSTEM = System(name=…, …)``.

A system of the city (``naru.systems.*``, or a package that lies elsewhere) plugs in with this alone: its folder, a line in
``INSTALLED_APPS`` and, inside this repository, one in the layers. The packages of the lower floors are no systems, but they
plug in the same way, so that whoever collects (``installed.py``) knows none of them by name.

Theory of operation: what has code behind it is named by a string, ``"package.module:name"``, and imported when it is
wanted; a ``system.py`` imports nothing but words and the values of this module, so that every command can read all of them
and start as fast as before. Three things need no line here: work by the clock (``jobs.py``), sentences of refusals and of the
trail (``AppConfig.ready``), and front ends (``frontend/``) are found where they lie.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from naru.base.kit.person import Person
from naru.base.kit.words import Words


class Audience(StrEnum):
    """Who sees an entry of the menu; what lies behind it asks again."""

    EVERYONE = "everyone"
    SIGNED_IN = "signed_in"
    AUDITORS = "auditors"  # and officers

    def admits(self, person: Person) -> bool:
        match self:
            case Audience.EVERYONE:
                return True
            case Audience.SIGNED_IN:
                return not person.is_anonymous
            case Audience.AUDITORS:
                return person.is_auditor or person.is_officer


class MenuGroup(StrEnum):
    """The main menu's doors, in their order. One with a single entry for a visitor is that entry."""

    DATA = "data"
    ANALYSIS = "analysis"
    MARKET = "market"
    COMMUNITY = "community"
    MINE = "mine"
    OFFICE = "office"

    @property
    def words(self) -> Words:
        return _GROUP_WORDS[self]


_GROUP_WORDS = {
    MenuGroup.DATA: Words("데이터", "Data"),
    MenuGroup.ANALYSIS: Words("분석", "Analysis"),
    MenuGroup.MARKET: Words("거래·결합", "Market"),
    MenuGroup.COMMUNITY: Words("참여·배움", "Take part"),
    MenuGroup.MINE: Words("내 데이터", "My data"),
    MenuGroup.OFFICE: Words("업무", "Office"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class MenuItem:
    """One entry of the main menu, and of the footer and the home page where it says so."""

    words: Words
    url: str  # an address's name: "catalogue:search"
    order: int  # within its group
    group: MenuGroup = MenuGroup.DATA
    audience: Audience = Audience.EVERYONE
    footer: Literal["", "doors", "builders"] = ""  # under its group, or among what is for builders
    footer_words: Words | None = None  # where the footer says it longer
    step: tuple[Words, Words] | None = None  # title and sentence of what one does there, for "How it works"


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """A part of another package's page: a function that answers HTML, or nothing where it has nothing to show."""

    render: str
    place: str = "end"  # of the places that the page names
    order: int = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A figure that other systems may read: how many of what, as anyone may know it, and where to look at them.

    One with ``rows`` can be asked of any instant, and opens to what was counted: ``kit/fact_rows.py``.
    """

    name: str  # for ever: "catalogue.tables"
    words: Words
    unit: Words  # "개", "datasets"
    counts: str  # dedup key: facts that count the same things have the same, and are never added up
    url: str  # where what was counted is looked at: the name of an address
    value: str = ""  # "module:function", () → int; may be left out where there are ``rows``
    home: int | None = None  # its place among the tiles of the home page, if it has one
    rows: str = ""  # drill-down, "module:function", (until: an instant) → ``FactRows``: all that was there by then
    definition: Words | None = None  # what is counted and from when on, in a sentence
    version: int = 1  # of the definition: raised whenever the rows are chosen otherwise, which begins a new series
    per_unit: int = 1  # so much of the rows' amounts makes one of the unit: 60 where they are minutes, and it is hours
    least: int = 1  # of fewer rows nothing is told: an amount of one or two is somebody's own
    is_reported: bool = False  # what people say of themselves, and nobody here counted


@dataclass(frozen=True, slots=True, kw_only=True)
class Findable:
    """A kind of things that the search box finds beside datasets."""

    name: str  # for ever: "exchange.offers"
    words: Words  # of several
    things: (
        str  # "module:function", (person) → the ``FindableThing``s that the person may know of, in the order of a list
    )
    url: str  # where all of them are listed: the name of an address
    order: int = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleKind:
    """A role that somebody may be given beyond their organisation's; its package asks for it where it counts."""

    name: str  # for ever: "combination.reviewer"
    words: Words
    over: str = ""  # the kind of ``Ref`` that it may be over; "" where it is over the whole installation alone
    opens_sealed: bool = False  # whoever has it reads something sealed: given by services, never by an officer


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedKind:
    """A kind of things that nobody reads who is not named: no officer, no index, no count, no log, no export."""

    words: Words
    reader: str  # the role over a thing that names its readers


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """What is called with each event of a name; ``name`` is for ever, for deliveries wait under it."""

    name: str  # "exchange.offers_follow"
    event: str  # an ``Event.NAME`` that some package below declares
    to: str  # "module:function", (event) → None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """Asked before an act of a package below; ``name`` is for ever, for holds stand under it."""

    name: str  # "combination.release_review"
    words: Words
    acts: frozenset[str]  # "catalogue.publish_dataset"
    ask: str  # "module:function", (Asked) → Verdict; reads only
    may_release: str = ""  # "module:function", (person, thing's kind, thing's id) → bool; officers where it is left out


@dataclass(frozen=True, slots=True, kw_only=True)
class Deployment:
    """An installation that is one role of a system and nothing else: ``naru up --role <name>``.

    It has a process, settings, a database and keys of its own; of the other packages it serves those of ``BESIDE`` alone.
    """

    words: Words
    urls: str  # a module of addresses, in place of the system's
    menu: tuple[MenuItem, ...]  # the first is where ``/`` leads
    commands: frozenset[str] = frozenset()  # of the system's
    kinds: Mapping[str, str] = field(default_factory=dict)  # of a ``Ref``, in place of the system's


BESIDE = frozenset({"portal", "people", "gates", "events", "calendar", "jobs", "trail", "notices", "papers", "duties"})


@dataclass(frozen=True, slots=True, kw_only=True)
class System:
    """All of it may be left out but the name."""

    name: str  # the app label
    optional: bool = False  # the site runs without it: a test takes it out
    needs: frozenset[str] = (
        frozenset()
    )  # optional packages that it builds on, by name: who takes one out takes it out, too
    urls: str = ""  # a module of addresses, whole from the site's root on
    api: str = ""  # a ninja router
    api_words: str = ""  # an ``ApiWords``: what the reference says of its operations
    reading_posts: frozenset[str] = (
        frozenset()
    )  # API addresses whose POST only reads: a token that may read may call them
    commands: Mapping[str, str] = field(default_factory=dict)  # ``naru <name>``
    commands_without_home: frozenset[str] = (
        frozenset()
    )  # those, or of a group "group command", that touch nothing of NARU_HOME
    menu: tuple[MenuItem, ...] = ()
    deployments: Mapping[str, Deployment] = field(default_factory=dict)  # by role
    facts: tuple[Fact, ...] = ()
    findables: tuple[Findable, ...] = ()
    missed_searches: str = ""  # (text) → None: told of each search of datasets that found nothing whole
    header_panels: tuple[Panel, ...] = ()  # (request), in the strip above every page
    home_panels: tuple[Panel, ...] = ()  # (request); places: "whole", "half"
    dataset_panels: tuple[
        Panel, ...
    ] = ()  # (request, dataset, table or None); places: see ``catalogue/pages/dataset.py``
    organisation_panels: tuple[Panel, ...] = ()  # (request, organisation id)
    entitled_panels: tuple[Panel, ...] = ()  # (request, organisation id, table id): ways to open what it is entitled to
    kinds: Mapping[str, str] = field(default_factory=dict)  # of a ``Ref``: (id, person) → RefView or None
    roles: tuple[RoleKind, ...] = ()
    sealed: Mapping[str, SealedKind] = field(default_factory=dict)  # by the kind of a ``Ref``
    events: str = ""  # a tuple of ``Event`` classes that the package publishes
    subscriptions: tuple[Subscription, ...] = ()
    gates: tuple[Gate, ...] = ()
    checks: str = ""  # a tuple of ``Check``: what the doctor looks at
    erasable: str = ""  # (a path in the home folder) → the thing whose key seals it in a backup, or ""
    payment_sources: str = ""  # (buyer's organisation, ``Purchase``) → list of ``PaymentSource``: what else may pay
    derived: tuple[str, ...] = ()  # names in the home folder that a backup leaves out: they can be made anew
    after_restore: str = ""  # () → None: makes anew what a restored home lacks
    lanes: Mapping[str, tuple[str, ...]] = field(
        default_factory=dict
    )  # costly doors, as patterns of their paths: "questions", "practice", "downloads" (``portal/serving/lanes.py``)
    warm_up: str = ""  # () → None: run aside when the site starts, so that no visitor waits for it
    sample: str = ""  # its chapter of the sample city: (*, as_json, again) → whether all of it came in
    sample_is_long: bool = False  # over some seconds: a worker brings it, behind the open site
    doors: str = ""  # its rows of the tests' table of doors, where they do not lie in ``tests/spec/doors/<name>.py``
