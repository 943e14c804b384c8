"""Whether a role is in force at an instant, and over what."""

from datetime import UTC, datetime, timedelta

import pytest

from naru.base.kit.ref import Ref
from naru.base.people.core.roles import HeldBy, RoleAssignment

START, END = datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 6, 1, tzinfo=UTC)
TICK = timedelta(microseconds=1)
ONE, OTHER = Ref("programme", "one"), Ref("programme", "other")


def a_role(*, over: Ref | None = None, ends: datetime | None = END, ended_at: datetime | None = None) -> RoleAssignment:
    return RoleAssignment(
        id="r",
        held_by=HeldBy.PERSON,
        holder_id="p",
        role="reviewer",
        over=over,
        starts=START,
        ends=ends,
        ended_at=ended_at,
    )


@pytest.mark.parametrize(
    ("role", "at", "expected"),
    [
        (a_role(), START - TICK, False),
        (a_role(), START, True),
        (a_role(), END - TICK, True),
        (a_role(), END, False),
        (a_role(ends=None), END + timedelta(days=9999), True),
        (a_role(ended_at=START + TICK), START, True),
        (a_role(ended_at=START + TICK), START + TICK, False),
        (a_role(ends=None, ended_at=START), START, False),
    ],
)
def test_a_term_has_its_start_and_not_its_end(role: RoleAssignment, at: datetime, expected: bool) -> None:
    assert role.is_in_force(at) is expected


@pytest.mark.parametrize(
    ("role", "name", "over", "expected"),
    [
        (a_role(over=ONE), "reviewer", ONE, True),
        (a_role(over=ONE), "reviewer", OTHER, False),
        (a_role(over=ONE), "reviewer", None, False),
        (a_role(over=ONE), "secretary", ONE, False),
        (a_role(), "reviewer", ONE, True),
        (a_role(), "reviewer", None, True),
        (a_role(), "secretary", None, False),
    ],
)
def test_a_role_over_the_installation_is_one_over_each_thing(
    role: RoleAssignment, name: str, over: Ref | None, expected: bool
) -> None:
    assert role.covers(name, over) is expected
