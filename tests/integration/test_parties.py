"""Parties as they are registered, renamed, corrected and closed, and the doors to them."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from click.testing import CliRunner
from django.test import Client

from naru.base.kit.person import SYSTEM, Person, Role
from naru.base.kit.ref import Ref
from naru.base.kit.ref_views import view_of
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.base.trail import reads as trail
from naru.commons.parties import actions, commands, reads
from naru.commons.parties.core.values import Details, Party, PartyKind
from tests.personas import make_organisation, make_person

BUSINESS, CORPORATE, OTHER = "176-83-70349", "113779-1146220", "1248100998"
SAID = Details(
    name=Words("나루카드", "Naru Card"), since=date(2020, 1, 1), representative="준호", account_number="110-123-456789"
)

pytestmark = pytest.mark.django_db


def register(**more: Any) -> Party:
    return actions.register_party(
        PartyKind.COMPANY, SAID, **{"business_number": BUSINESS, "corporate_number": CORPORATE, "by": SYSTEM} | more
    )


def refusal(act: Callable[[], object]) -> str:
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.code


def test_a_party_is_found_by_its_number_and_registered_once() -> None:
    made = register()
    assert reads.by_business_number("1768370349") == made
    assert reads.by_business_number("") is None
    assert (made.business_written, made.corporate_written) == (BUSINESS, CORPORATE)
    assert refusal(register) == "party_taken"
    [record] = trail.of_subject(made.id)
    assert record.facts["business_number"] == "1768370349"
    assert "110123456789" not in json.dumps(dict(record.facts)), "the trail tells no bank account"


def test_a_name_of_a_day_stays_what_it_was() -> None:
    made = register()
    renamed = Details(name=Words("새나루", "New Naru"), since=date(2024, 5, 1))
    assert actions.describe_party(made.id, renamed, by=SYSTEM).name.ko == "새나루"
    names = [reads.party(made.id, on=day).name.ko for day in (date(2019, 1, 1), date(2024, 4, 30), date(2024, 5, 1))]
    assert names == ["나루카드", "나루카드", "새나루"]
    assert [each.name.ko for each in reads.history(made.id)] == ["새나루", "나루카드"]
    assert [each.id for each in reads.parties(text="나루카드").rows] == [made.id], "found by the name it had, too"


def test_a_number_is_corrected_but_not_to_anothers() -> None:
    made = register()
    actions.register_party(PartyKind.SOLE_TRADER, SAID, business_number=OTHER, by=SYSTEM)

    def correct(number: str, id: str = made.id) -> Party:
        return actions.correct_numbers(id, business_number=number, corporate_number=CORPORATE, by=SYSTEM)

    assert refusal(lambda: correct("176-83-70348")) == "number_check_digit"
    assert refusal(lambda: correct(OTHER)) == "party_taken"
    assert correct(BUSINESS) == made, "its own number is not taken"
    assert refusal(lambda: correct(BUSINESS, "nobody")) == "no_such_party"
    assert trail.of_subject(made.id)[0].facts == {"before": "1768370349", "business_number": "1768370349"}


def test_an_organisation_acts_for_one_party() -> None:
    firm = make_organisation("firm", "나루카드")
    made = register(organisation=firm.id)
    assert reads.party_of(firm.id) == made
    assert reads.party_of("") is None
    assert (
        refusal(lambda: actions.register_party(PartyKind.PERSON, SAID, organisation=firm.id, by=SYSTEM))
        == "party_taken"
    )


def test_a_closed_party_is_closed_from_its_day() -> None:
    closed = actions.close_party(register().id, on=date(2026, 6, 30), by=SYSTEM)
    assert [closed.is_closed(date(2026, 6, day)) for day in (29, 30)] == [False, True]


def test_outsider_is_refused(junho: Person, auditor: Person, anonymous: Person) -> None:
    made = register()
    for by, code in ((junho, "forbidden"), (auditor, "forbidden"), (anonymous, "sign_in_first")):
        assert refusal(lambda by=by: register(by=by)) == code
        assert refusal(lambda by=by: actions.describe_party(made.id, SAID, by=by)) == code
        assert refusal(lambda by=by: actions.close_party(made.id, on=date(2026, 1, 1), by=by)) == code
        assert refusal(lambda by=by: actions.correct_numbers(made.id, business_number=BUSINESS, by=by)) == code


FORM = {
    "kind": "company",
    "business_number": BUSINESS,
    "corporate_number": CORPORATE,
    "name_ko": "나루카드",
    "since": "2020-01-01",
}


def test_an_officer_registers_and_renames_on_pages(visit: Callable[[Person], Client], minji: Person) -> None:
    client = visit(minji)
    wrong = client.post("/parties/new/", FORM | {"business_number": "176-83-70348"})
    assert wrong.status_code == 422
    assert "검증 숫자" in wrong.content.decode()
    made = client.post("/parties/new/", FORM)
    assert made.status_code == 302
    page = client.get(made.url).content.decode()
    assert BUSINESS in page
    assert client.post(made.url, {"name_ko": "새나루", "since": "2024-05-01"}).status_code == 302
    assert "새나루" in client.get("/parties/", {"text": BUSINESS}).content.decode()
    assert client.post(made.url, {"name_ko": "새나루", "since": "2024-05-01", "account_number": "1"}).status_code == 422
    assert client.post("/parties/new/", FORM).status_code == 422
    assert client.get("/parties/nobody/").status_code == 404


def test_whoever_acts_for_a_party_sees_it_and_no_other(visit: Callable[[Person], Client], outsider: Person) -> None:
    firm = make_organisation("firm", "나루카드")
    made = register(organisation=firm.id)
    steward = make_person("담당", "steward@firm.example", belongs=[(firm, Role.STEWARD)])
    page = visit(steward).get(f"/parties/{made.id}/")
    assert (page.status_code, page.context["form"]) == (200, None)
    assert visit(outsider).get(f"/parties/{made.id}/").status_code == 404
    assert visit(steward).get("/parties/").status_code == 403
    assert view_of(Ref("party", made.id), steward) is not None
    assert view_of(Ref("party", made.id), outsider) is None
    assert view_of(Ref("party", "nobody"), SYSTEM) is None


def test_the_api_registers_and_finds(visit: Callable[[Person], Client], minji: Person) -> None:
    client = visit(minji)
    made = client.post("/api/v1/parties", FORM, content_type="application/json")
    assert made.status_code == 201
    assert [each["id"] for each in client.get("/api/v1/parties?text=나루").json()["parties"]] == [made.json()["id"]]
    one = client.get(f"/api/v1/parties/{made.json()['id']}?on=2021-01-01").json()
    assert (one["business_number"], one["name_en"], one["since"]) == ("1768370349", "나루카드", "2020-01-01")
    assert client.post("/api/v1/parties", FORM, content_type="application/json").json()["code"] == "party_taken"


def test_the_list_comes_in_pages() -> None:
    for number in range(5):
        actions.register_party(
            PartyKind.PERSON, Details(name=Words(f"사람 {number}", ""), since=date(2020, 1, 1)), by=SYSTEM
        )
    first = reads.parties(limit=3)
    rest = reads.parties(limit=3, after=first.next)
    assert [each.name.ko[-1] for each in (*first.rows, *rest.rows)] == list("01234")
    assert rest.next is None


def test_the_command_line_registers_lists_corrects_and_closes() -> None:
    def run(*arguments: str) -> Any:
        done = CliRunner().invoke(commands.party, [*arguments, "--json"], catch_exceptions=False)
        return [json.loads(line) for line in done.output.splitlines()]

    numbers = ("--business-number", BUSINESS, "--corporate-number", CORPORATE)
    [made] = run("register", "company", "나루카드", "Naru Card", *numbers, "--since", "2020-01-01")
    assert run("list", "나루") == [made]
    assert run("correct", made["id"], *numbers) == [made]
    assert run("close", made["id"], "2026-06-30")[0]["closed"] == "2026-06-30"
