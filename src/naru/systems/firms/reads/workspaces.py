"""Research workspaces: people, data, queries, notes and results; and what the keepers of data are asked for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from naru.base.kit.ids import is_id
from naru.base.kit.person import SYSTEM, OrganisationId, Person, PersonId
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.base.people import reads as people
from naru.data.catalogue import reads as catalogue
from naru.data.catalogue.core.values import Dataset, Description
from naru.data.query import reads as query
from naru.data.query.core.values import ResultColumn, SqlResult
from naru.systems.firms.core.citations import Citation, outdated
from naru.systems.firms.core.states import DataState
from naru.systems.firms.models import Note as NoteRow
from naru.systems.firms.models import Result as ResultRow
from naru.systems.firms.models import SavedQuery as QueryRow
from naru.systems.firms.models import Seat as SeatRow
from naru.systems.firms.models import Workspace as WorkspaceRow
from naru.systems.firms.models import WorkspaceData as DataRow

WORKSPACE, DATA = "workspace", "workspace_data"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    person_id: PersonId
    name: str
    is_lead: bool
    joined: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Workspace:
    """``seats`` are of those who are in it now, the lead first."""

    id: str
    title: str
    purpose: str
    organisation: OrganisationId | None
    organisation_name: Words | None
    ends: date
    opened: datetime
    closed: datetime | None
    seats: Sequence[Seat]

    @property
    def ref(self) -> Ref:
        return Ref(WORKSPACE, self.id)

    def is_open(self, today: date) -> bool:
        """Its last day is within."""
        return self.closed is None and today <= self.ends

    def has(self, person: Person) -> bool:
        return any(seat.person_id == person.id for seat in self.seats)

    def is_led_by(self, person: Person) -> bool:
        return any(seat.person_id == person.id and seat.is_lead for seat in self.seats)


@dataclass(frozen=True, slots=True, kw_only=True)
class Data:
    """A closed dataset that was asked for; its title is on its public card, for everybody."""

    id: str
    workspace_id: str
    dataset_id: str
    title: Words
    why: str
    state: DataState
    may_publish: bool
    asked: datetime
    asked_by_name: str
    decided_by_name: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedQuery:
    id: str
    title: str
    sql: str
    saved: datetime
    by_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    text: str
    at: datetime
    by_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """``outdated`` are those of its versions for which the reader knows a newer one."""

    id: str
    workspace_id: str
    title: str
    sql: str
    citations: Sequence[Citation]
    outdated: Sequence[Citation]
    answer: SqlResult
    digest: str
    made: datetime
    by_name: str
    dataset_id: str


def workspace(workspace_id: str, person: Person) -> Workspace:
    """For its own people alone. Raises ``Refused``: ``not_found``."""
    row = WorkspaceRow.objects.select_related("organisation").filter(id=workspace_id).first()
    found = workspace_value(row) if row else None
    if found is None or not (found.has(person) or person.is_system):
        raise Refused("not_found")
    return found


def own_workspaces(person: Person) -> list[Workspace]:
    """The newest first."""
    ids = SeatRow.objects.filter(person_id=person.id, left=None).values("workspace_id")
    rows = WorkspaceRow.objects.select_related("organisation").filter(id__in=ids).order_by("-id")
    return [workspace_value(row) for row in rows]


def data_of(found: Workspace) -> list[Data]:
    return _data(DataRow.objects.filter(workspace_id=found.id).order_by("asked", "id"))


def data(data_id: str) -> Data:
    """Raises ``Refused``: ``not_found``."""
    rows = _data(DataRow.objects.filter(id=data_id))
    if not rows:
        raise Refused("not_found")
    return rows[0]


def asks_for(person: Person) -> list[tuple[Data, Workspace]]:
    """What waits for the person's word, or was granted by it: of the datasets that they may edit."""
    rows = list(DataRow.objects.filter(state__in=[DataState.ASKED, DataState.GRANTED]).order_by("state", "asked", "id"))
    kept = {str(each.id) for each in _datasets(row.dataset_id for row in rows) if _keeps(each, person)}
    mine = _data(row for row in rows if row.dataset_id in kept)
    spaces = WorkspaceRow.objects.select_related("organisation").filter(id__in={each.workspace_id for each in mine})
    by_id = {row.id: workspace_value(row) for row in spaces}
    return [(each, by_id[each.workspace_id]) for each in mine]


def may_keep(dataset_id: str, person: Person) -> bool:
    """Whether the person may say who reads the dataset."""
    found = dataset_of(dataset_id)
    return found is not None and _keeps(found, person)


def _keeps(found: Dataset, person: Person) -> bool:
    organisation = found.rights.organisation
    stewards = organisation is not None and person.stewards(organisation)
    return not person.is_anonymous and person.may_write() and (person.is_officer or stewards)


def dataset_of(dataset_id: str) -> Dataset | None:
    """None for what is gone, and for what is sealed."""
    return next(iter(_datasets([dataset_id])), None)


def _datasets(ids: Iterable[str]) -> list[Dataset]:
    return list(catalogue.datasets(set(filter(is_id, ids)), SYSTEM).values())


def queries_of(found: Workspace) -> list[SavedQuery]:
    rows = QueryRow.objects.filter(workspace_id=found.id).order_by("-id")
    return [SavedQuery(id=row.id, title=row.title, sql=row.sql, saved=row.saved, by_name=row.by_name) for row in rows]


def notes_of(found: Workspace) -> list[Note]:
    rows = NoteRow.objects.filter(workspace_id=found.id).order_by("-id")
    return [Note(text=row.text, at=row.at, by_name=row.by_name) for row in rows]


def results_of(found: Workspace, person: Person) -> list[Result]:
    return [result_value(row, person) for row in ResultRow.objects.filter(workspace_id=found.id).order_by("-id")]


def result(result_id: str, person: Person) -> Result:
    """For the workspace's people. Raises ``Refused``: ``not_found``."""
    row = ResultRow.objects.filter(id=result_id).first()
    if row is None:
        raise Refused("not_found")
    workspace(row.workspace_id, person)
    return result_value(row, person)


def cited_in(sql: str, person: Person, versions: dict[str, int] | None = None) -> list[Citation]:
    """The versions of the tables that a query names, as the person reads them now; by name."""
    tables = query.tables_named_in(sql, person, versions)
    return [Citation(name=name, table_id=str(table.id), number=table.version) for name, table in sorted(tables.items())]


def result_value(row: ResultRow, person: Person) -> Result:
    citations = [Citation.from_json(each) for each in row.citations]
    columns = tuple(ResultColumn(name=name, type=kind) for name, kind in row.columns)
    return Result(
        id=row.id,
        workspace_id=row.workspace_id,
        title=row.title,
        sql=row.sql,
        citations=citations,
        outdated=outdated(citations, _newest(citations, person)),
        answer=SqlResult(columns=columns, rows=row.rows, seconds=0, truncated=False),
        digest=row.digest,
        made=row.made,
        by_name=row.by_name,
        dataset_id=row.dataset_id,
    )


def _newest(citations: Iterable[Citation], person: Person) -> dict[str, int]:
    tables = query.tables_called([each.name for each in citations], person)
    return {str(table.id): table.live.number for table in tables if table.live}


def workspace_value(row: WorkspaceRow) -> Workspace:
    organisation = row.organisation
    seats = SeatRow.objects.filter(workspace=row, left=None).order_by("-is_lead", "joined", "id")
    return Workspace(
        id=row.id,
        title=row.title,
        purpose=row.purpose,
        organisation=OrganisationId(organisation.id) if organisation else None,
        organisation_name=Words(organisation.name_ko, organisation.name_en) if organisation else None,
        ends=row.ends,
        opened=row.opened,
        closed=row.closed,
        seats=[_seat(each) for each in seats],
    )


def _seat(row: SeatRow) -> Seat:
    person_id = PersonId(row.person_id)
    return Seat(person_id=person_id, name=people.account_of(person_id).name, is_lead=row.is_lead, joined=row.joined)


def _data(rows: Iterable[DataRow]) -> list[Data]:
    listed = list(rows)
    titles = {str(each.id): each.description for each in _datasets(row.dataset_id for row in listed)}
    return [
        Data(
            id=row.id,
            workspace_id=row.workspace_id,
            dataset_id=row.dataset_id,
            title=_title(titles.get(row.dataset_id)),
            why=row.why,
            state=DataState(row.state),
            may_publish=row.may_publish,
            asked=row.asked,
            asked_by_name=row.asked_by_name,
            decided_by_name=row.decided_by_name,
            reason=row.reason,
        )
        for row in listed
    ]


def _title(said: Description | None) -> Words:
    return Words(said.title, said.title_en or said.title) if said else Words("지운 데이터셋", "A dataset that is gone")
