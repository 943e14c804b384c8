"""Research workspaces: open and close one, its people, the closed data that its keepers let it use.

*Theory of operation.* A grant is to the group: whoever keeps the dataset decides once, and each seat holds an entitlement of its own
that ends with the seat, the grant, the workspace or its last day, whichever is first. Who joins later is entitled by this package and
the keeper is told of it by name; who leaves reads nothing more from that moment.
"""

from datetime import date, datetime, time, timedelta

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from naru.base.kit.clock import CITY_ZONE, SYSTEM_CLOCK, Clock
from naru.base.kit.guard import require
from naru.base.kit.person import OrganisationId, Person, PersonId, Scope, service
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.base.people import reads as people
from naru.base.trail.actions import record
from naru.commons.notices.actions import tell
from naru.commons.notices.core.values import Recipient, ToOrganisation, ToPerson, ToRole
from naru.data.catalogue import actions as catalogue
from naru.data.catalogue.core.entitlement import Holder, Terms
from naru.data.catalogue.core.states import Access, State
from naru.systems.firms.core import rights
from naru.systems.firms.core.states import DATA, DataState, moved
from naru.systems.firms.models import REASON_LONGEST, TITLE_LONGEST, Seat, SeatEntitlement, Workspace, WorkspaceData
from naru.systems.firms.notices import DATA as DATA_TOPIC
from naru.systems.firms.reads import workspaces as reads

SERVICE = service("firms")


@transaction.atomic
def open_workspace(
    title: str,
    *,
    purpose: str,
    ends: date,
    organisation: OrganisationId | None = None,
    by: Person,
    clock: Clock = SYSTEM_CLOCK,
) -> reads.Workspace:
    """Led by whoever opens it. Raises ``Refused``: ``workspace_text_refused``, ``forbidden`` for an organisation that is not theirs."""
    require(rights.may_post(by) and not by.is_system, by, scope=Scope.WRITE)
    if organisation is not None:
        require(organisation in by.roles, by, scope=Scope.WRITE)
    said, why = title.strip(), purpose.strip()
    if not (said and why) or len(said) > TITLE_LONGEST or len(why) > REASON_LONGEST or ends <= clock.today():
        raise Refused("workspace_text_refused")
    row = Workspace.objects.create(title=said, purpose=why, organisation_id=organisation, ends=ends, opened=clock.now())
    Seat.objects.create(workspace=row, person_id=by.id, is_lead=True, joined=clock.now())
    record(by.actor, "workspace.opened", row.id, facts={"title": row.title}, clock=clock)
    return reads.workspace(row.id, by)


@transaction.atomic
def add_person(workspace_id: str, email: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> None:
    """By the lead. They may use what the group was granted, and its keepers are told.

    Raises ``Refused``: ``not_found``, ``forbidden``, ``workspace_closed``, ``workspace_seat_taken``.
    """
    row, found = _led(workspace_id, by, clock)
    joining = people.person_by_email(email.strip())
    if found.has(joining):
        raise Refused("workspace_seat_taken", name=joining.name)
    seat = Seat.objects.create(workspace=row, person_id=joining.id, joined=clock.now())
    record(by.actor, "workspace.joined", row.id, facts={"name": joining.name}, clock=clock)
    for data in WorkspaceData.objects.filter(workspace=row, state=DataState.GRANTED.value).order_by("id"):
        _entitle(seat, data, row, by=SERVICE, clock=clock)
        _tell_keeper(
            data,
            Words(
                f"‘{row.title}’ 작업방에 {joining.name} 님이 들어왔습니다",
                f"{joining.name} joined the workspace “{row.title}”",
            ),
            key=f"joined:{seat.id}",
            by=by,
            clock=clock,
        )


@transaction.atomic
def remove_person(workspace_id: str, person_id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> None:
    """By the lead, or by themselves. Raises ``Refused``: ``not_found``, ``forbidden``, ``workspace_needs_lead``."""
    row = locked(workspace_id)
    found = reads.workspace(row.id, by)
    require(found.is_led_by(by) or by.id == person_id, by, scope=Scope.WRITE)
    seat = Seat.objects.filter(workspace=row, person_id=person_id, left=None).first()
    if seat is None:
        raise Refused("not_found")
    if seat.is_lead:
        raise Refused("workspace_needs_lead")
    seat.left = clock.now()
    seat.save()
    _revoke(SeatEntitlement.objects.filter(seat=seat), "작업방에서 나감", clock)
    name = people.account_of(PersonId(person_id)).name
    record(by.actor, "workspace.left", row.id, facts={"name": name}, clock=clock)


# --- data ---


@transaction.atomic
def ask_for_data(workspace_id: str, dataset_id: str, why: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> str:
    """Ask the keeper of a dataset that is read by entitlement alone; the id of what was asked.

    Raises ``Refused``: ``not_found``, ``workspace_closed``, ``workspace_data_open``, ``workspace_data_asked``, ``reason_needed``.
    """
    row, _ = working(workspace_id, by, clock)
    dataset = reads.dataset_of(dataset_id)
    if dataset is None or dataset.state is not State.PUBLISHED or dataset.rights.access is Access.SEALED:
        raise Refused("not_found")
    if dataset.rights.access is not Access.GRANTED:
        raise Refused("workspace_data_open", title=dataset.title)
    if not why.strip():
        raise Refused("reason_needed")
    try:
        with transaction.atomic():
            data = WorkspaceData.objects.create(
                workspace=row,
                dataset_id=dataset.id,
                why=why.strip()[:REASON_LONGEST],
                asked=clock.now(),
                asked_by_name=by.name,
            )
    except IntegrityError:
        raise Refused("workspace_data_asked", title=dataset.title) from None
    record(by.actor, "workspace.data_asked", row.id, facts={"title": dataset.title}, clock=clock)
    asked = Words(f"‘{dataset.title}’ 데이터를 쓰게 해 달라는 요청", f"A workspace asks for “{dataset.title}”")
    _tell_keeper(data, asked, key="asked", by=by, clock=clock)
    return data.id


@transaction.atomic
def grant_data(data_id: str, *, may_publish: bool, by: Person, clock: Clock = SYSTEM_CLOCK) -> None:
    """By whoever keeps the dataset; each seat is entitled until the workspace's last day.

    Raises ``Refused``: ``not_found``, ``problem_cannot_move``, ``workspace_closed``, or as ``catalogue.grant_entitlement``.
    """
    data, row = _kept(data_id, by)
    if not reads.workspace_value(row).is_open(clock.today()):
        raise Refused("workspace_closed")
    data.state = moved(DataState(data.state), DataState.GRANTED, DATA).value
    data.may_publish = may_publish
    _decide(data, by, clock)
    for seat in Seat.objects.filter(workspace=row, left=None).order_by("id"):
        _entitle(seat, data, row, by=by, clock=clock)
    _say(
        data,
        row,
        "workspace.data_granted",
        Words("데이터를 쓸 수 있습니다", "The data may be used"),
        by=by,
        clock=clock,
    )


@transaction.atomic
def decline_data(data_id: str, reason: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> None:
    """Raises ``Refused``: ``not_found``, ``problem_cannot_move``, ``reason_needed``."""
    data, row = _kept(data_id, by)
    if not reason.strip():
        raise Refused("reason_needed")
    data.state = moved(DataState(data.state), DataState.DECLINED, DATA).value
    data.reason = reason.strip()[:REASON_LONGEST]
    _decide(data, by, clock)
    told = Words("데이터를 승인하지 않았습니다", "The data was declined")
    _say(data, row, "workspace.data_declined", told, by=by, clock=clock)


@transaction.atomic
def end_data(data_id: str, reason: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> None:
    """By its keeper: nobody of the group reads it from now on. Raises ``Refused``: ``not_found``, ``problem_cannot_move``, ``reason_needed``."""
    data, row = _kept(data_id, by)
    if not reason.strip():
        raise Refused("reason_needed")
    _end(data, reason.strip()[:REASON_LONGEST], by=by, clock=clock)
    told = Words("데이터 사용이 끝났습니다", "The data is used no more")
    _say(data, row, "workspace.data_ended", told, by=by, clock=clock)


@transaction.atomic
def close_workspace(workspace_id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> None:
    """By the lead: its data end; queries, notes and results stay to be read. Raises ``Refused``: ``not_found``, ``workspace_closed``."""
    row, _ = _led(workspace_id, by, clock)
    row.closed = clock.now()
    row.save()
    waiting = WorkspaceData.objects.filter(workspace=row, state__in=[DataState.ASKED.value, DataState.GRANTED.value])
    for data in waiting.order_by("id"):
        _end(data, "작업방을 닫음", by=by, clock=clock)
    record(by.actor, "workspace.closed", row.id, clock=clock)


def _entitle(seat: Seat, data: WorkspaceData, row: Workspace, *, by: Person, clock: Clock) -> None:
    until = datetime.combine(row.ends + timedelta(days=1), time(), CITY_ZONE)
    terms = Terms(ends=until, basis=Ref(reads.WORKSPACE, row.id), basis_text=f"작업방 {row.title}", purpose=row.purpose)
    dataset = reads.dataset_of(data.dataset_id)
    if dataset is None:
        raise Refused("not_found")
    given = catalogue.grant_entitlement(
        dataset.id, Holder.person(PersonId(seat.person_id)), terms=terms, by=by, clock=clock
    )
    SeatEntitlement.objects.create(seat=seat, data=data, entitlement_id=given)


def _end(data: WorkspaceData, reason: str, *, by: Person, clock: Clock) -> None:
    data.state = moved(DataState(data.state), DataState.ENDED, DATA).value
    data.reason = reason
    _decide(data, by, clock)
    _revoke(SeatEntitlement.objects.filter(data=data), reason, clock)


def _revoke(rows: QuerySet[SeatEntitlement], reason: str, clock: Clock) -> None:
    for each in rows.order_by("id"):
        catalogue.revoke_entitlement(each.entitlement_id, reason=reason, by=SERVICE, clock=clock)


def _decide(data: WorkspaceData, by: Person, clock: Clock) -> None:
    data.decided, data.decided_by_name = clock.now(), by.name
    data.save()


def _kept(data_id: str, by: Person) -> tuple[WorkspaceData, Workspace]:
    """For whoever keeps the dataset; for others it is not there."""
    data = WorkspaceData.objects.select_for_update().filter(id=data_id).first()
    if data is None or not reads.may_keep(data.dataset_id, by):
        raise Refused("not_found")
    return data, locked(data.workspace_id)


def _led(workspace_id: str, by: Person, clock: Clock) -> tuple[Workspace, reads.Workspace]:
    row, found = working(workspace_id, by, clock)
    require(found.is_led_by(by), by, scope=Scope.WRITE)
    return row, found


def working(workspace_id: str, by: Person, clock: Clock) -> tuple[Workspace, reads.Workspace]:
    """Under its lock, while it is open, for its own people."""
    row = locked(workspace_id)
    found = reads.workspace(row.id, by)
    require(rights.may_post(by), by, scope=Scope.WRITE)
    if not found.is_open(clock.today()):
        raise Refused("workspace_closed")
    return row, found


def locked(workspace_id: str) -> Workspace:
    """Raises ``Refused``: ``not_found``."""
    row = Workspace.objects.select_for_update().filter(id=workspace_id).first()
    if row is None:
        raise Refused("not_found")
    return row


def _say(data: WorkspaceData, row: Workspace, verb: str, told: Words, *, by: Person, clock: Clock) -> None:
    title = reads.data(data.id).title
    record(by.actor, verb, row.id, facts={"title": title.ko, "reason": data.reason}, clock=clock)
    tell(
        *(ToPerson(seat.person_id) for seat in reads.workspace_value(row).seats),
        topic=DATA_TOPIC,
        title=Words(f"{told.ko}: {title.ko}", f"{told.en}: {title.en}"),
        about=Ref(reads.WORKSPACE, row.id),
        key=f"{verb}:{data.id}",
        by=by.actor,
        clock=clock,
    )


def _tell_keeper(data: WorkspaceData, title: Words, *, key: str, by: Person, clock: Clock) -> None:
    dataset = reads.dataset_of(data.dataset_id)
    organisation = dataset.rights.organisation if dataset else None
    to: Recipient = ToOrganisation(organisation) if organisation else ToRole("officer")
    tell(to, topic=DATA_TOPIC, title=title, about=Ref(reads.DATA, data.id), key=key, by=by.actor, clock=clock)
