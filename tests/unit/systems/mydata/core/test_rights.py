"""Who decides on a citizen's data: she herself or her proxy, and no officer and no token."""

from datetime import UTC, datetime, timedelta

import pytest

from naru.base.kit.person import ANONYMOUS, OrganisationId, Person, PersonId, Role, Scope
from naru.systems.mydata.core import rights

NOW = datetime(2026, 3, 1, tzinfo=UTC)
TICK = timedelta(microseconds=1)
FIRM = OrganisationId("firm")
WRITES, READS = frozenset({Scope.READ, Scope.WRITE}), frozenset({Scope.READ})


def a_person(
    id_: str = "p", *, role: Role | None = None, officer: bool = False, auditor: bool = False, **values: object
) -> Person:
    roles = {FIRM: role} if role else {}
    return Person(id=PersonId(id_), name=id_, roles=roles, is_officer=officer, is_auditor=auditor, **values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("person", "proxy_until", "may"),
    [
        (a_person("citizen"), None, True),
        (a_person("citizen", token_id="t"), None, False),
        (a_person("proxy"), NOW + TICK, True),
        (a_person("proxy"), NOW, False),
        (a_person("proxy"), None, False),
        (a_person("officer", officer=True), None, False),
        (ANONYMOUS, NOW + TICK, False),
    ],
)
def test_who_decides_for_a_citizen(person: Person, proxy_until: datetime | None, may: bool) -> None:
    assert rights.may_decide(person, "citizen", proxy_until, NOW) is may


@pytest.mark.parametrize(
    ("person", "runs", "audits", "offers"),
    [
        (ANONYMOUS, False, False, False),
        (a_person(role=Role.MEMBER), False, False, False),
        (a_person(role=Role.STEWARD), False, False, True),
        (a_person(role=Role.STEWARD, scopes=READS), False, False, False),
        (a_person(auditor=True), False, True, False),
        (a_person(officer=True), True, True, False),
        (a_person(officer=True, scopes=WRITES), False, True, False),
    ],
)
def test_who_runs_audits_and_offers(person: Person, runs: bool, audits: bool, offers: bool) -> None:
    assert rights.may_run(person) is runs
    assert rights.may_audit(person) is audits
    assert rights.may_offer_for(person, FIRM) is offers
