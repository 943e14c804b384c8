"""The people of the tests: 민지, an officer of the city; 준호, whose firm sells; 서연, whose firm buys; 외부인, outside.

Each fixture is a ``kit.person.Person``; ``visit(person)`` is a browser signed in as that person, and
``bearer(person)`` the header of a token of theirs.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

import pytest
from django.test import Client
from django.test.client import ClientHandler

from naru.base.kit.person import ANONYMOUS, SYSTEM, OrganisationId, Person, Role, Scope
from naru.base.people import actions, reads
from naru.base.people.core.values import Organisation

PASSWORD = "나루터에서-만나요-2026"


def make_person(
    name: str,
    email: str,
    *,
    belongs: Iterable[tuple[Organisation, Role]] = (),
    is_officer: bool = False,
    is_auditor: bool = False,
) -> Person:
    account = actions.create_user(email=email, name=name, by=SYSTEM, is_officer=is_officer, is_auditor=is_auditor)
    for organisation, role in belongs:
        actions.add_member(organisation_id=organisation.id, person_id=account.id, role=role, by=SYSTEM)
    return reads.person(account.id)


def make_organisation(slug: str, name_ko: str, name_en: str = "") -> Organisation:
    return actions.create_organisation(slug=slug, name_ko=name_ko, name_en=name_en, by=SYSTEM)


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisations:
    city: Organisation
    seller: Organisation
    buyer: Organisation


@pytest.fixture
def organisations(db: None) -> Organisations:
    return Organisations(
        city=make_organisation("busan", "부산광역시", "Busan Metropolitan City"),
        seller=make_organisation("haeundae-data", "해운대데이터", "Haeundae Data"),
        buyer=make_organisation("suyeong-lab", "수영연구소", "Suyeong Lab"),
    )


@pytest.fixture
def minji(organisations: Organisations) -> Person:
    """민지, a data officer of the city and steward of its organisation."""
    return make_person("민지", "minji@busan.example", belongs=[(organisations.city, Role.STEWARD)], is_officer=True)


@pytest.fixture
def junho(organisations: Organisations) -> Person:
    """준호, steward of a firm that sells."""
    return make_person("준호", "junho@seller.example", belongs=[(organisations.seller, Role.STEWARD)])


@pytest.fixture
def seoyeon(organisations: Organisations) -> Person:
    """서연, member of a firm that buys."""
    return make_person("서연", "seoyeon@buyer.example", belongs=[(organisations.buyer, Role.MEMBER)])


@pytest.fixture
def outsider(db: None) -> Person:
    """외부인, signed in and belonging nowhere."""
    return make_person("외부인", "outsider@elsewhere.example")


@pytest.fixture
def auditor(db: None) -> Person:
    """감사, who sees that money, rights and figures are what they claim."""
    return make_person("감사", "auditor@council.example", is_auditor=True)


@pytest.fixture
def anonymous() -> Person:
    return ANONYMOUS


@pytest.fixture
def visit() -> Callable[[Person], Client]:
    """``visit(minji).get("/me/")``: a browser signed in as the person."""
    return browser_of


def any_browser(**options: Any) -> Client:
    """A browser nobody signed in to. As in a server, all go through middleware that was loaded once: it reads every asset."""
    client = Client(**options)
    if not client.handler.enforce_csrf_checks:
        client.handler = _site()
    return client


@cache
def _site() -> ClientHandler:
    handler = ClientHandler(enforce_csrf_checks=False)
    handler.load_middleware()
    return handler


def browser_of(person: Person, **options: bool) -> Client:
    from naru.base.people.models import User

    client = any_browser(**options)
    if not person.is_anonymous:
        client.force_login(User.objects.get(id=person.id))
    return client


@pytest.fixture
def bearer() -> Callable[..., dict[str, str]]:
    """``client.get(address, headers=bearer(junho, Scope.READ))``: a token of the person with those scopes (all)."""
    return bearer_of


def bearer_of(person: Person, *scopes: Scope) -> dict[str, str]:
    issued = actions.issue_token(person_id=person.id, name="test", scopes=scopes or tuple(Scope), days=1, by=person)
    return {"Authorization": f"Bearer {issued.secret}"}


__all__ = [
    "PASSWORD",
    "OrganisationId",
    "Organisations",
    "anonymous",
    "any_browser",
    "auditor",
    "bearer",
    "junho",
    "make_organisation",
    "make_person",
    "minji",
    "organisations",
    "outsider",
    "seoyeon",
    "visit",
]
