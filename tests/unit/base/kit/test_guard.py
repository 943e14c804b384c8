"""Who passes a door, and what those are told who do not."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from naru.base.kit import guard
from naru.base.kit.person import ANONYMOUS, Person, PersonId, Scope
from naru.base.kit.refusals import Refused


def someone(*, officer: bool = False, auditor: bool = False, scopes: frozenset[Scope] = frozenset(Scope)) -> Person:
    return Person(id=PersonId("p"), name="누구", is_officer=officer, is_auditor=auditor, scopes=scopes)


OUTSIDER, OFFICER, AUDITOR = someone(), someone(officer=True), someone(auditor=True)
READER = someone(scopes=frozenset({Scope.READ}))


def told(check: guard.Check, person: Person) -> str:
    try:
        check(person)
    except Refused as refused:
        return refused.code
    return "passes"


@pytest.mark.parametrize(
    ("check", "anonymous", "outsider", "reader", "officer", "auditor"),
    [
        (guard.require_signed_in, "sign_in_first", "passes", "passes", "passes", "passes"),
        (guard.require_write, "sign_in_first", "passes", "token_scope_missing", "passes", "passes"),
        (guard.require_officer, "sign_in_first", "forbidden", "forbidden", "passes", "forbidden"),
        (guard.require_auditor_or_officer, "sign_in_first", "forbidden", "forbidden", "passes", "passes"),
    ],
)
def test_who_passes(check: guard.Check, anonymous: str, outsider: str, reader: str, officer: str, auditor: str) -> None:
    asked = (ANONYMOUS, OUTSIDER, READER, OFFICER, AUDITOR)
    assert [told(check, person) for person in asked] == [anonymous, outsider, reader, officer, auditor]


@pytest.mark.parametrize(
    ("person", "scope", "code"),
    [
        (ANONYMOUS, Scope.READ, "sign_in_first"),
        (READER, Scope.READ, "forbidden"),
        (READER, Scope.ADMIN, "token_scope_missing"),
        (OUTSIDER, Scope.ADMIN, "forbidden"),
    ],
)
def test_a_right_that_is_not_there_says_what_would_help(person: Person, scope: Scope, code: str) -> None:
    guard.require(True, person, scope=scope)
    with pytest.raises(Refused) as refused:
        guard.require(False, person, scope=scope)
    assert refused.value.code == code
    assert refused.value.facts == ({"scope": scope} if code == "token_scope_missing" else {})


def test_without_a_scope_reading_is_meant() -> None:
    with pytest.raises(Refused) as refused:
        guard.require(False, READER)
    assert refused.value.code == "forbidden"


def answer_of(request, person: Person):  # type: ignore[no-untyped-def]
    request.person = person
    page = guard.officer_only(lambda request, word: HttpResponse(word))
    return page(request, "열림")


@pytest.mark.parametrize("method", ["get", "head"])
def test_a_link_leads_to_signing_in_and_back(method: str) -> None:
    request = getattr(RequestFactory(), method)("/people/?q=a")
    answer = answer_of(request, ANONYMOUS)
    assert answer.status_code == 302
    assert answer["Location"].endswith("?next=/people/%3Fq%3Da")


@pytest.mark.parametrize(
    "request_",
    [
        RequestFactory().post("/people/"),
        RequestFactory().get("/api/v1/people"),
        RequestFactory().get("/people/", headers={"HX-Request": "true"}),
    ],
    ids=["form", "api", "script"],
)
def test_a_form_or_a_script_is_told(request_) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(Refused) as refused:
        answer_of(request_, ANONYMOUS)
    assert refused.value.code == "sign_in_first"


def test_a_page_is_shown_to_those_who_pass_and_to_no_others() -> None:
    assert answer_of(RequestFactory().get("/"), OFFICER).content.decode() == "열림"
    with pytest.raises(Refused) as refused:
        answer_of(RequestFactory().get("/"), OUTSIDER)
    assert refused.value.code == "forbidden"
