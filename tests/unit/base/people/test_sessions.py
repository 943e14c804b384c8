"""How long a session may lie unused, and whom it asks for a second factor."""

from datetime import UTC, datetime, timedelta

import pytest

from naru.base.kit.person import ANONYMOUS, SYSTEM, OrganisationId, Person, PersonId, Role
from naru.base.people.core.sessions import NOTED_EVERY, is_office, is_over, is_to_be_noted

NOW = datetime(2026, 11, 29, tzinfo=UTC)
IDLE = timedelta(hours=2)
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("ago", "over"),
    [(None, False), (timedelta(0), False), (IDLE + NOTED_EVERY, False), (IDLE + NOTED_EVERY + SECOND, True)],
)
def test_a_session_ends_unused(ago: timedelta | None, over: bool) -> None:
    assert is_over(NOW - ago if ago is not None else None, NOW, idle=IDLE) is over


@pytest.mark.parametrize(("ago", "noted"), [(None, True), (NOTED_EVERY - SECOND, False), (NOTED_EVERY, True)])
def test_use_is_noted_now_and_then(ago: timedelta | None, noted: bool) -> None:
    assert is_to_be_noted(NOW - ago if ago is not None else None, NOW) is noted


@pytest.mark.parametrize(("role", "office"), [(Role.OWNER, True), (Role.STEWARD, True), (Role.MEMBER, False)])
def test_who_publishes_for_an_organisation_is_of_the_office(role: Role, office: bool) -> None:
    person = Person(id=PersonId("p"), name="p", roles={OrganisationId("o"): role})
    assert is_office(person) is office
    assert is_office(SYSTEM)
    assert not is_office(ANONYMOUS)
