"""What the catalogue takes in and hands out, frozen: descriptions, datasets, tables, versions, publishers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NewType

from naru.base.kit.words import Words
from naru.data.catalogue.core.columns import Column
from naru.data.catalogue.core.disclosure import PersonalColumn
from naru.data.catalogue.core.entitlement import WHOLE, ReadScope
from naru.data.catalogue.core.rights import Rights
from naru.data.catalogue.core.states import Access, State, VersionState
from naru.data.catalogue.core.version_changes import VersionChanges

DatasetId = NewType("DatasetId", str)
TableId = NewType("TableId", str)  # also the table's name in the lake
VersionId = NewType("VersionId", str)


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """A dataset in DCAT's words; what a person or a source says about it."""

    title: str
    title_en: str = ""
    description: str = ""
    description_en: str = ""
    publisher: str = ""  # the name of who issues it (dct:publisher)
    themes: tuple[str, ...] = ()  # codes of vocabulary.THEMES
    keywords: tuple[str, ...] = ()
    licence: str = ""  # code of vocabulary.LICENCES, "" where not stated
    frequency: str = ""  # code of vocabulary.FREQUENCIES
    place: str = ""  # dct:spatial, as written: "부산광역시 해운대구"
    period_start: date | None = None
    period_end: date | None = None
    contact: str = ""
    landing_page: str = ""
    issued: date | None = None  # when the source first published it
    modified: date | None = None  # when the source last changed it


@dataclass(frozen=True, slots=True, kw_only=True)
class DistributionIn:
    """One way to get the data elsewhere (dcat:Distribution)."""

    title: str = ""
    format: str = ""  # lower case: csv, xlsx, shp, hwp
    url: str = ""
    bytes: int | None = None
    sha256: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One record of a harvest: a description, its id at the source and its distributions."""

    source_id: str
    description: Description
    distributions: tuple[DistributionIn, ...] = ()
    fingerprint: str = ""  # 64 characters; equal where the source says the same. "": worked out from the record


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What a harvest did."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0

    @property
    def total(self) -> int:
        return self.added + self.changed + self.unchanged


@dataclass(frozen=True, slots=True, kw_only=True)
class OfFile:
    """A version was read from this file."""

    name: str
    sha256: str
    bytes: int
    encoding: str = ""
    notes: Mapping[str, Any] = field(default_factory=dict)  # JSON: header rows, sheet, hints, as the report has them


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """A version was computed from other versions."""

    inputs: tuple[VersionId, ...]
    by: str  # what computed it, with its own version: "footage.visits 1.2"
    digest: str  # 64 hexadecimal digits over code and parameters: equal where the same inputs give the same rows
    notes: Mapping[str, Any] = field(default_factory=dict)  # JSON: the parameters, as people may read them


Provenance = OfFile | Derived


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """``datasets`` are the published ones that whoever asked may read; ``name_en`` is "" where there is none."""

    id: str
    slug: str
    name: str
    name_en: str
    datasets: int = 0
    organisation: str = ""  # whose name it is, as an officer assigned it

    @property
    def words(self) -> Words:
        return publisher_words(self.name, self.name_en)


def publisher_words(name: str, name_en: str) -> Words:
    """A publisher's name in both languages; the Korean one stands where there is no other."""
    return Words(name, name_en or name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Distribution:
    """Where else the data can be had; ``bytes`` is None where the source does not say."""

    id: str
    title: str
    format: str
    url: str
    bytes: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """A dataset as everybody who may read it sees it."""

    id: DatasetId
    source: str
    source_id: str
    description: Description
    publisher_slug: str
    publisher: Words  # the Korean name stands where there is no English one
    rights: Rights
    organisation_name: Words | None  # None for the city itself
    created: datetime
    changed: datetime

    @property
    def title(self) -> str:
        return self.description.title

    @property
    def state(self) -> State:
        return self.rights.state

    @property
    def access(self) -> Access:
        return self.rights.access


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One state of a table's rows, citable for ever.

    ``number`` begins at 1, ``lake_version`` is the lake's own; ``rows`` are those in the lake, ``quarantined`` those of
    the file that are not. ``columns`` is empty in lists of versions.
    """

    id: VersionId
    table_id: TableId
    number: int
    lake_version: int
    state: VersionState
    columns: tuple[Column, ...]
    rows: int
    quarantined: int
    provenance: Provenance
    changes: VersionChanges | None  # None for a first version
    by: Words
    at: datetime
    personal: tuple[PersonalColumn, ...] = ()  # what was found in it, what two persons agreed to included
    scope: ReadScope = WHOLE  # what of it whoever asked may read; ``columns`` and ``rows`` are what that leaves
    whole_columns: tuple[Column, ...] = ()  # where the scope is a part: all of them, which its conditions look at

    @property
    def file(self) -> OfFile | None:
        """None where it was computed."""
        return self.provenance if isinstance(self.provenance, OfFile) else None

    @property
    def derivation(self) -> Derived | None:
        """None where it was read from a file."""
        return self.provenance if isinstance(self.provenance, Derived) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table of a dataset with its latest live version (None while nothing is live)."""

    id: TableId
    dataset_id: DatasetId
    dataset_title: str
    dataset_title_en: str
    name: str
    sql_name: str
    key: tuple[str, ...]  # aliases of the columns that identify a row, where known
    live: Version | None
    is_open: bool = False  # everyone may read it

    @property
    def dataset_words(self) -> Words:
        """The dataset's title in both languages; the Korean one stands where there is no other."""
        return Words(self.dataset_title, self.dataset_title_en or self.dataset_title)


@dataclass(frozen=True, slots=True, kw_only=True)
class LineageStep:
    """A version beside another one in its lineage."""

    version_id: VersionId
    number: int
    table_name: str
    sql_name: str
    dataset_id: DatasetId
    dataset: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Lineage:
    """What a version was computed from, and what was computed from it, one step each way.

    ``unseen_inputs``: how many more inputs there are that the reader may not read.
    """

    inputs: tuple[LineageStep, ...] = ()
    outputs: tuple[LineageStep, ...] = ()
    unseen_inputs: int = 0

    def __bool__(self) -> bool:
        return bool(self.inputs or self.outputs or self.unseen_inputs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One field of a description, before and after, ready to be read."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """One change of what is said about a dataset; ``number`` begins at 1, ``verb`` is the trail's."""

    number: int
    verb: str
    differences: tuple[Difference, ...]
    by: Words
    at: datetime
