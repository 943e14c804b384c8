"""Roles beyond organisations, from the register of the installed packages: given, asked for, ended.

A token has the roles given to it, and none of its person's: a person who lends a token lends no role with it.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.ids import is_id
from naru.base.kit.installed import systems
from naru.base.kit.person import Person, Scope
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.base.kit.system import RoleKind
from naru.base.people.core import texts
from naru.base.people.core.rights import may_manage_people
from naru.base.people.core.roles import HeldBy, RoleAssignment
from naru.base.people.models import ApiToken, User
from naru.base.people.models import RoleAssignment as RoleRow
from naru.base.trail import actions as trail


def registered() -> dict[str, RoleKind]:
    """Every role that an installed package declares, by name."""
    return {role.name: role for system in systems() for role in system.roles}


@transaction.atomic
def assign_role(
    role: str,
    *,
    held_by: HeldBy = HeldBy.PERSON,
    holder_id: str,
    over: Ref | None = None,
    ends: datetime | None = None,
    reason: str,
    by: Person,
    clock: Clock = SYSTEM_CLOCK,
) -> str:
    """Give a role; answers the assignment's id. A role that opens something sealed is given by services alone.

    Raises ``Refused``: ``role_unknown``, ``forbidden``, ``not_found`` for the holder, ``role_term``, and what
    ``core.texts`` finds wrong with the reason.
    """
    kind, now = registered().get(role), clock.now()
    if kind is None or (over.kind if over else "") not in {"", kind.over}:
        raise Refused("role_unknown", role=role[:60])
    _require_assigner(kind, by)
    if not _is_there(held_by, holder_id):
        raise Refused("not_found")
    if ends is not None and ends <= now:
        raise Refused("role_term", ends=ends.isoformat())
    made = RoleRow.objects.create(
        held_by=held_by,
        holder_id=holder_id,
        role=role,
        over_kind=over.kind if over else "",
        over_id=over.id if over else "",
        starts=now,
        ends=ends,
        reason=texts.one_line(reason, field="reason", longest=300),
        by_id=by.id,
    )
    trail.record(by.actor, "role.assigned", made.id, facts=_facts(made))
    return made.id


@transaction.atomic
def end_role(assignment_id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> None:
    """At once; ended already, it stays as it is. Raises ``Refused``: ``not_found``, ``forbidden``."""
    row = RoleRow.objects.select_for_update().filter(id=assignment_id).first() if is_id(assignment_id) else None
    if row is None:
        raise Refused("not_found")
    if kind := registered().get(row.role):
        _require_assigner(kind, by)
    if row.ended_at is None:
        row.ended_at = clock.now()
        row.save(update_fields=["ended_at"])
        trail.record(by.actor, "role.ended", row.id, facts=_facts(row))


def has_role(person: Person, role: str, *, over: Ref | None = None, at: datetime | None = None) -> bool:
    """Whether the person, or the token that they use, has the role over the thing at the instant, now where none is said."""
    at = at or SYSTEM_CLOCK.now()
    return any(each.is_in_force(at) and each.covers(role, over) for each in roles_of(person))


def roles_of(person: Person) -> list[RoleAssignment]:
    """All that were ever given to them, newest first."""
    return [assignment_value(row) for row in _rows_of(person).order_by("-starts", "-id")]


def _rows_of(person: Person) -> QuerySet[RoleRow]:
    if person.is_anonymous or person.is_system or Scope.READ not in person.scopes:
        return RoleRow.objects.none()
    if person.token_id:
        return RoleRow.objects.filter(held_by=HeldBy.TOKEN, holder_id=person.token_id)
    return RoleRow.objects.filter(held_by=HeldBy.PERSON, holder_id=person.id)


def holders(role: str, *, over: Ref, at: datetime) -> list[str]:
    """The persons that have the role over the thing, by their ids."""
    covering = Q(over_kind="") | Q(over_kind=over.kind, over_id=over.id)
    rows = RoleRow.objects.filter(covering, role=role, held_by=HeldBy.PERSON)
    return sorted({row.holder_id for row in rows if assignment_value(row).is_in_force(at)})


def assignment_value(row: RoleRow) -> RoleAssignment:
    return RoleAssignment(
        id=row.id,
        held_by=HeldBy(row.held_by),
        holder_id=row.holder_id,
        role=row.role,
        over=Ref(row.over_kind, row.over_id) if row.over_kind else None,
        starts=row.starts,
        ends=row.ends,
        ended_at=row.ended_at,
    )


def _require_assigner(kind: RoleKind, by: Person) -> None:
    if not (by.is_system or (may_manage_people(by) and not kind.opens_sealed)):
        raise Refused("forbidden")


def _is_there(held_by: HeldBy, holder_id: str) -> bool:
    if not is_id(holder_id):
        return False
    if held_by is HeldBy.PERSON:
        return User.objects.filter(id=holder_id, is_active=True).exists()
    return ApiToken.objects.filter(id=holder_id, revoked__isnull=True).exists()


def _facts(row: RoleRow) -> dict[str, str]:
    over = f"{row.over_kind}:{row.over_id}" if row.over_kind else ""
    return {"role": row.role, "holder": f"{row.held_by}:{row.holder_id}", "over": over}
