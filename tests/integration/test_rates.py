"""Figures as they are entered and used: a late one changes no decision, and lists those it would have changed."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.db import DatabaseError, transaction
from django.test import Client

from naru.base.kit.checks import Unsound
from naru.base.kit.clock import FrozenClock
from naru.base.kit.person import SYSTEM, Person
from naru.base.kit.ref import Ref
from naru.base.kit.ref_views import view_of
from naru.base.kit.refusals import Refused
from naru.base.trail import reads as trail
from naru.commons.rates import actions, commands, reads
from naru.commons.rates.checks import CHECKS
from naru.commons.rates.core import names
from naru.commons.rates.models import Rate
from samples.rates import RATES, bring_rates

VAT, SALES = "vat.standard", "vat.invoice_electronic_sales"
START = datetime(2024, 1, 1, tzinfo=UTC)
ORDER = Ref("order", "7")

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock() -> FrozenClock:
    return FrozenClock(START)


def enter(name: str, value: str, since: str, clock: FrozenClock) -> list[reads.LateUse]:
    return actions.enter_rate(name, value, since=date.fromisoformat(since), source="법 1", by=SYSTEM, clock=clock)


def late(clock: FrozenClock) -> list[tuple[str, object, object]]:
    return [(each.ref.id, each.rate.value, each.rate_now.value) for each in reads.late_uses(clock=clock)]


def test_a_figure_is_that_of_the_day_as_it_is_known(clock: FrozenClock) -> None:
    enter(SALES, "100000000", "2023-07-01", clock)
    clock.advance(timedelta(days=1))
    enter(SALES, "80000000", "2024-07-01", clock)
    assert [reads.rate(SALES, date(2024, 7, day), clock=clock).integer for day in (1, 2)] == [80_000_000, 80_000_000]
    assert reads.rate(SALES, date(2024, 6, 30), clock=clock).integer == 100_000_000
    assert reads.rate(SALES, date(2024, 7, 1), clock=FrozenClock(START)).integer == 100_000_000


def test_a_figure_that_is_not_there_is_refused_with_its_name_and_day(clock: FrozenClock) -> None:
    enter(VAT, "0.1", "2020-01-01", clock)
    with pytest.raises(Refused) as refused:
        reads.rate(VAT, date(2019, 12, 31), clock=clock)
    assert refused.value.code == "rate_missing"
    assert "부가가치세율" in refused.value.words.ko
    assert "2019-12-31" in refused.value.words.en
    with pytest.raises(Refused, match=r"vat\.typo"):
        reads.rate("vat.typo", date(2026, 1, 1), clock=clock)


def test_a_late_figure_changes_no_decision_and_lists_it_until_it_is_decided_anew(clock: FrozenClock) -> None:
    enter(VAT, "0.1", "2020-01-01", clock)
    used = actions.use_rates(ORDER, VAT, on=date(2024, 5, 1), clock=clock)[VAT]
    assert used.decimal == Decimal("0.1")

    clock.advance(timedelta(days=30))
    [found] = enter(VAT, "0.12", "2024-04-01", clock)
    assert (found.ref, found.on, found.rate, found.rate_now.decimal) == (ORDER, date(2024, 5, 1), used, Decimal("0.12"))
    assert [use.rate for use in reads.uses_of(ORDER)] == [used], "the decision keeps its row"

    assert actions.use_rates(ORDER, VAT, on=date(2024, 5, 1), clock=clock)[VAT].decimal == Decimal("0.12")
    assert late(clock) == []
    assert [use.rate.decimal for use in reads.uses_of(ORDER)] == [Decimal("0.12")]


@pytest.mark.parametrize(
    ("value", "since", "touched"),
    [
        ("0.2", "2024-05-01", True),
        ("0.2", "2024-05-02", False),
        ("0.2", "2020-01-01", True),
        ("0.2", "2019-12-31", False),
        ("0.10", "2024-04-01", False),
    ],
    ids=["begins that day", "begins after it", "corrects the row", "is older than it", "is the same"],
)
def test_only_decisions_that_would_differ_are_listed(clock: FrozenClock, value: str, since: str, touched: bool) -> None:
    enter(VAT, "0.1", "2020-01-01", clock)
    actions.use_rates(ORDER, VAT, on=date(2024, 5, 1), clock=clock)
    clock.advance(timedelta(seconds=1))
    enter(VAT, value, since, clock)
    assert bool(late(clock)) is touched


def test_a_decision_may_use_several_days_and_names(clock: FrozenClock) -> None:
    enter(VAT, "0.1", "2020-01-01", clock)
    enter(SALES, "5", "2020-01-01", clock)
    actions.use_rates(ORDER, VAT, SALES, on=date(2024, 5, 1), clock=clock)
    actions.use_rates(ORDER, VAT, on=date(2024, 6, 1), clock=clock)
    assert [(use.rate.name, use.on.month) for use in reads.uses_of(ORDER)] == [(SALES, 5), (VAT, 5), (VAT, 6)]
    clock.advance(timedelta(days=1))
    enter(VAT, "0.2", "2024-06-01", clock)
    assert late(clock) == [("7", Decimal("0.1"), Decimal("0.2"))]


@pytest.mark.parametrize(
    ("name", "value", "source", "code"),
    [
        ("vat.typo", "1", "법", "rate_undeclared"),
        (VAT, "10%", "법", "rate_value_refused"),
        (VAT, "0.1", " ", "rate_source_missing"),
        (VAT, "0.1", "법" * 301, "rate_source_missing"),
        (VAT, "0.10", "법", "rate_known"),
    ],
)
def test_what_cannot_be_entered_is_refused(clock: FrozenClock, name: str, value: str, source: str, code: str) -> None:
    enter(VAT, "0.1", "2020-01-01", clock)
    with pytest.raises(Refused) as refused:
        actions.enter_rate(name, value, since=date(2020, 1, 1), source=source, by=SYSTEM, clock=clock)
    assert refused.value.code == code
    assert Rate.objects.count() == 1


def test_a_row_never_changes(clock: FrozenClock) -> None:
    enter(VAT, "0.1", "2020-01-01", clock)
    with pytest.raises(DatabaseError), transaction.atomic():
        Rate.objects.update(value="0.2")
    with pytest.raises(DatabaseError), transaction.atomic():
        Rate.objects.all().delete()


def test_who_entered_what_is_in_the_trail(minji: Person, clock: FrozenClock) -> None:
    actions.enter_rate(VAT, "0.1", since=date(2020, 1, 1), source="부가가치세법 30", by=minji, clock=clock)
    [record] = trail.of_subject(VAT)
    assert (record.by.name, record.facts["value"], record.facts["late"]) == (minji.name, "0.1", 0)
    assert reads.history(VAT)[0].by_name == minji.name


def test_outsider_is_refused(junho: Person, auditor: Person, anonymous: Person) -> None:
    for by, code in ((junho, "forbidden"), (auditor, "forbidden"), (anonymous, "sign_in_first")):
        with pytest.raises(Refused) as refused:
            actions.enter_rate(VAT, "0.1", since=date(2020, 1, 1), source="법", by=by)
        assert refused.value.code == code


# --- doors ---


@pytest.fixture
def needed(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if one system alone had said that it needs a rate, the tax."""
    monkeypatch.setattr(names, "_NEEDED", {})
    names.need("exchange", VAT)


def test_the_doctor_misses_what_a_system_needs_and_names_late_decisions(needed: None, clock: FrozenClock) -> None:
    missing, touched = CHECKS
    assert missing.look() == "-"
    enter("commerce.withdrawal_days", "7", "2020-01-01", clock)
    with pytest.raises(Unsound, match=r"vat\.standard"):
        missing.look()
    enter(VAT, "0.1", "2020-01-01", clock)
    assert (missing.look(), touched.look()) == ("1", "0")
    actions.use_rates(ORDER, VAT, on=date(2024, 5, 1), clock=clock)
    clock.advance(timedelta(days=1))
    enter(VAT, "0.2", "2020-01-01", clock)
    with pytest.raises(Unsound, match="order 7"):
        touched.look()


def test_an_officer_enters_a_figure_on_its_page(visit: Callable[[Person], Client], minji: Person, needed: None) -> None:
    client = visit(minji)
    assert "exchange" in client.get(f"/rates/{VAT}/").content.decode()
    assert VAT in client.get("/rates/").context["missing"]
    form = {"value": "10%", "since": "2020-01-01", "source": "부가가치세법 30"}
    refused = client.post(f"/rates/{VAT}/", form)
    assert refused.status_code == 422
    assert "10%" in refused.content.decode()
    assert client.post(f"/rates/{VAT}/", form | {"value": "0.10"}).status_code == 302
    page = client.get("/rates/").content.decode()
    assert "부가가치세법 30" in page
    assert client.get("/rates/", {"on": "2019-12-31"}).context["missing"] == [VAT]
    assert client.get("/rates/", {"on": "nonsense"}).status_code == 200
    assert client.get("/rates/vat.typo/").status_code == 404


def test_an_auditor_reads_and_has_no_form(visit: Callable[[Person], Client], auditor: Person, outsider: Person) -> None:
    page = visit(auditor).get(f"/rates/{VAT}/")
    assert (page.status_code, page.context["form"]) == (200, None)
    assert visit(outsider).get(f"/rates/{VAT}/").status_code == 403
    assert view_of(Ref("rate", VAT), auditor) is not None
    assert view_of(Ref("rate", VAT), outsider) is None
    assert view_of(Ref("rate", "vat.gone"), auditor) is None


def test_the_api_answers_figures_as_texts(visit: Callable[[Person], Client], minji: Person) -> None:
    client = visit(minji)
    figure = {"name": VAT, "value": "0.10", "since": "2020-01-01", "source": "부가가치세법 30"}
    made = client.post("/api/v1/rates", figure, content_type="application/json")
    assert (made.status_code, made.json()) == (201, [])
    standing = {each["name"]: each for each in client.get("/api/v1/rates?on=2024-01-01").json()}
    assert standing[VAT]["rate"]["value"] == "0.10"
    assert standing[SALES]["rate"] is None
    assert [each["since"] for each in client.get(f"/api/v1/rates/{VAT}").json()] == ["2020-01-01"]


def run(*arguments: str | Path, refuses: str = "") -> list[dict[str, Any]]:
    done = CliRunner().invoke(commands.rate, [*map(str, arguments), "--json"])
    if refuses:
        assert isinstance(done.exception, Refused)
        assert done.exception.code == refuses
        return []
    assert done.exception is None, done.output
    return [json.loads(line) for line in done.output.splitlines()]


def test_the_command_line_enters_lists_and_imports(tmp_path: Path) -> None:
    assert run("enter", VAT, "0.1", "--since", "2020-01-01", "--source", "부가가치세법 30") == []
    actions.use_rates(ORDER, VAT, on=date(2024, 5, 1))
    [touched] = run("enter", VAT, "0.2", "--since", "2024-01-01", "--source", "개정")
    assert (touched["id"], touched["value"], touched["value_now"]) == ("7", "0.1", "0.2")
    assert run("late") == [touched]
    assert [each["value"] for each in run("show", VAT)] == ["0.2", "0.1"]
    assert {each["name"]: each["value"] for each in run("list", "--on", "2021-01-01")}[VAT] == "0.1"

    file = tmp_path / "rates.csv"
    rows = ["name,value,since,source,note", f"{VAT},0.1,2020-01-01,법 30,", f"{SALES},100,2023-07-01,시행령 68,비고"]
    file.write_text("\ufeff" + "\r\n".join(rows), encoding="utf-8")
    assert run("import", file) == [{"entered": 1, "known": 1}]
    file.write_text("\n".join([*rows, f"{SALES},90,2025-13-01,시행령 68,"]), encoding="utf-8")
    run("import", file, refuses="rates_unreadable")
    file.write_text(
        "\n".join([rows[0], f"{SALES},90,2025-01-01,시행령 68,", "vat.typo,1,2025-01-01,법,"]), encoding="utf-8"
    )
    run("import", file, refuses="rate_undeclared")
    assert [each["value"] for each in run("show", SALES)] == ["100"], "all of a file, or none"


def test_the_sample_citys_figures_come_in_once(capsys: pytest.CaptureFixture[str]) -> None:
    for entered in (len(RATES), 0):
        assert bring_rates(as_json=True, again=False)
        assert json.loads(capsys.readouterr().out) == {"rates": len(RATES), "entered": entered}
    standing = {each.name.name for each in reads.standings(date(2026, 11, 29)) if each.rate}
    assert {each.name for each in names.SHARED} <= standing, "every shared name has a figure"
