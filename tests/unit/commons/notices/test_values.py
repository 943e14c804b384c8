"""An owner hears what stewards hear, a steward what members hear, and never the other way."""

import pytest

from naru.base.kit.person import Role
from naru.commons.notices.core.values import ToOrganisation, holds_at_least


@pytest.mark.parametrize(
    ("role", "least", "expected"),
    [
        (Role.OWNER, Role.OWNER, True),
        (Role.OWNER, Role.MEMBER, True),
        (Role.STEWARD, Role.OWNER, False),
        (Role.STEWARD, Role.STEWARD, True),
        (Role.STEWARD, Role.MEMBER, True),
        (Role.MEMBER, Role.STEWARD, False),
        (Role.MEMBER, Role.MEMBER, True),
    ],
)
def test_a_role_holds_those_below_it(role: Role, least: Role, expected: bool) -> None:
    assert holds_at_least(role, least) is expected


def test_stewards_and_owners_hear_of_it_where_nothing_else_is_said() -> None:
    assert ToOrganisation("firm").least is Role.STEWARD
