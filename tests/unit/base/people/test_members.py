"""An organisation has an owner, and a person one role in it."""

import pytest

from naru.base.kit.person import PersonId, Role
from naru.base.kit.refusals import Refused
from naru.base.people.core.members import Members, with_member, with_role, without_member

MINJI, JUNHO, SEOYEON = (PersonId(name) for name in ("민지", "준호", "서연"))
ONE: Members = {MINJI: Role.OWNER, JUNHO: Role.MEMBER}
TWO: Members = {MINJI: Role.OWNER, JUNHO: Role.OWNER}


def test_who_comes_has_the_role_they_were_given() -> None:
    assert with_member(ONE, SEOYEON, Role.STEWARD) == {**ONE, SEOYEON: Role.STEWARD}
    assert with_member({}, MINJI, Role.MEMBER) == {MINJI: Role.MEMBER}
    assert with_role(ONE, JUNHO, Role.STEWARD) == {MINJI: Role.OWNER, JUNHO: Role.STEWARD}
    assert with_role(TWO, MINJI, Role.MEMBER) == {MINJI: Role.MEMBER, JUNHO: Role.OWNER}
    assert without_member(ONE, JUNHO) == {MINJI: Role.OWNER}
    assert without_member(TWO, MINJI) == {JUNHO: Role.OWNER}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda: with_member(ONE, JUNHO, Role.MEMBER), "already_a_member"),
        (lambda: with_role(ONE, SEOYEON, Role.OWNER), "not_a_member"),
        (lambda: without_member(ONE, SEOYEON), "not_a_member"),
        (lambda: with_role(ONE, MINJI, Role.STEWARD), "last_owner"),
        (lambda: without_member(ONE, MINJI), "last_owner"),
    ],
)
def test_what_would_leave_it_without_an_owner_or_a_person_twice_is_refused(change, code: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(Refused) as refused:
        change()
    assert refused.value.code == code
