"""The ledger's doors: the auditor drills from the totals to an act, an owner sees their own account alone, commands, exports."""

import json
import shutil
import subprocess
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.test import Client
from django.utils import timezone

from naru.base.jobs.schedules import discover
from naru.base.kit.checks import Unsound
from naru.base.kit.person import SYSTEM, Person, Role
from naru.base.kit.ref import Ref
from naru.base.kit.ref_views import view_of
from naru.base.kit.words import Words
from naru.base.trail import reads as trail
from naru.commons.ledger import actions, commands, jobs, reads
from naru.commons.ledger.checks import CHECKS
from naru.commons.ledger.core.accounts import AccountKind
from naru.commons.ledger.models import Account
from tests.ledgers import hold, open_accounts, pay, post
from tests.personas import make_organisation, make_person

pytestmark = pytest.mark.django_db
Visit = Callable[[Person], Client]


@pytest.fixture(autouse=True)
def ledger() -> None:
    open_accounts(buyer=100_000, seller=0)
    actions.enter(pay("ride:1", "buyer", "seller", 30_000, reason="9월 구독"), pay("ride:2", "seller", "fees", 1_500))
    actions.enter(hold("h", "buyer", "seller", 20_000, expires=timezone.now() + timedelta(days=1)))
    actions.enter(post("h:post", "h", 5_000))


def test_the_auditor_drills_from_the_totals_to_the_act(visit: Visit, auditor: Person) -> None:
    client = visit(auditor)
    page = client.get("/ledger/").content.decode()
    assert page.count("136,500") == 2, "all debits, and all credits"
    assert "/ledger/accounts/buyer/" in page
    account = client.get("/ledger/accounts/buyer/").content.decode()
    for said in ("65,000", "-30,000", "9월 구독", "/ledger/transfers/ride:1/"):
        assert said in account
    transfer = client.get("/ledger/transfers/ride:1/").content.decode()
    for said in ("30,000", "order.paid", "/trail/?text=order-1", "/ledger/transfers/ride:2/"):
        assert said in transfer
    assert "order-1" in client.get("/trail/?text=order-1").content.decode()
    assert "/ledger/transfers/h:post/" in client.get("/ledger/transfers/h/").content.decode()


def test_the_list_is_searched_filtered_and_paged(visit: Visit, auditor: Person) -> None:
    for number in range(60):
        actions.open_account(f"many:{number:02}", AccountKind.INCOME, Words(f"수익 {number}", "Income"), by=SYSTEM)
    client = visit(auditor)
    first = client.get("/ledger/?kind=income&text=many")
    assert "many:00" in first.content.decode()
    assert "many:59" not in first.content.decode()
    cursor = first.context["page"].next
    second = client.get("/ledger/", {"kind": "income", "text": "many", "after": cursor}).content.decode()
    assert "many:59" in second
    assert "accounts/buyer" not in second
    assert client.get("/ledger/", {"after": "nonsense"}).status_code == 400


@pytest.mark.parametrize(("day", "balance"), [("2020-01-01", 0), ("2999-01-01", 65_000)])
def test_a_balance_is_shown_for_any_day(visit: Visit, auditor: Person, day: str, balance: int) -> None:
    assert visit(auditor).get(f"/ledger/accounts/buyer/?on={day}").context["balance_on"] == balance


@pytest.mark.parametrize("day", ["nonsense", "2026-02-30", ""])
def test_a_day_that_is_none_shows_no_balance(visit: Visit, auditor: Person, day: str) -> None:
    seen = visit(auditor).get(f"/ledger/accounts/buyer/?on={day}")
    assert (seen.status_code, seen.context["balance_on"]) == (200, None)


def test_an_owner_sees_their_own_account_and_no_other_owners_name(visit: Visit) -> None:
    firm, other = make_organisation("firm", "우리 회사"), make_organisation("other", "남의 회사")
    for owner in (firm, other):
        actions.open_account(f"of:{owner.id}", AccountKind.LIABILITY, owner.name, owner=owner.id, by=SYSTEM)
    actions.enter(pay("fill", "bank", f"of:{firm.id}", 500), pay("over", f"of:{firm.id}", f"of:{other.id}", 100))
    steward = make_person("담당", "steward@firm.example", belongs=[(firm, Role.STEWARD)])
    client = visit(steward)
    page = client.get(f"/ledger/accounts/of:{firm.id}/").content.decode()
    assert "400" in page
    assert "은행" in page, "the platform's own account is named"
    assert "남의 회사" not in page
    assert "/ledger/transfers/" not in page
    assert client.get(f"/ledger/accounts/of:{other.id}/").status_code == 404
    assert client.get("/ledger/accounts/bank/").status_code == 404


@pytest.mark.parametrize("path", ["/ledger/accounts/nobody/", "/ledger/transfers/nothing/"])
def test_what_is_not_there_is_not_found(visit: Visit, auditor: Person, path: str) -> None:
    assert visit(auditor).get(path).status_code == 404


def test_outsider_is_refused(visit: Visit, outsider: Person) -> None:
    client = visit(outsider)
    for path in ("/ledger/", "/ledger/transfers/ride:1/"):
        assert client.get(path).status_code == 403
    for path in ("/ledger/balance/", "/ledger/export/csv/"):
        assert client.post(path).status_code == 403


def test_checking_it_now_says_what_does_not_fit(visit: Visit, auditor: Person) -> None:
    client = visit(auditor)
    assert client.post("/ledger/balance/").context["trial"].is_sound
    Account.objects.filter(code="seller").update(credits_krw=999_999)
    page = client.post("/ledger/balance/").content.decode()
    assert "seller: 대변이 거래 합계로는 35,000원인데 장부에는 999,999원입니다." in page


def test_the_export_is_streamed_and_in_the_trail(visit: Visit, auditor: Person) -> None:
    answer = visit(auditor).post("/ledger/export/csv/")
    body = b"".join(answer.streaming_content).decode()
    assert body.count("\r\n") == 1 + 5
    assert answer.headers["Content-Disposition"].endswith('.csv"')
    assert trail.of_subject("ledger")[0].facts == {"format": "csv"}
    assert visit(auditor).post("/ledger/export/pdf/").status_code == 404


def test_the_api_answers_as_the_pages_do(visit: Visit, auditor: Person) -> None:
    client = visit(auditor)

    def get(path: str, **query: str) -> Any:
        return client.get(f"/api/v1/ledger/{path}", query).json()

    assert [each["code"] for each in get("accounts", kind="liability")["accounts"]] == ["buyer", "seller"]
    account = get("accounts/buyer")
    assert (account["balance_krw"], account["held_krw"], account["available_krw"]) == (65_000, 0, 65_000)
    lines = get("accounts/buyer/statement", limit="2")
    assert [line["change_krw"] for line in lines["lines"]] == [-5_000, 0]
    older = get("accounts/buyer/statement", after=lines["next"])
    assert [line["change_krw"] for line in older["lines"]] == [-30_000, 100_000]
    assert get("accounts/buyer/balance", at="2020-01-01T00:00:00+09:00")["balance_krw"] == 0
    assert get("accounts/buyer/balance", at="2020-01-01T00:00:00")["code"] == "instant_without_zone"
    assert [one["won"] for one in get("transfers", id="ride:1")] == [30_000]
    assert len(get("transfers", subject="order-1")) == 5
    assert get("transfers") == []
    assert get("trial-balance") is None
    actions.balance_books()
    assert get("trial-balance")["sound"] is True


def run(*arguments: str | Path, code: int = 0) -> list[dict[str, Any]]:
    done = CliRunner().invoke(commands.ledger, [*map(str, arguments), "--json"], catch_exceptions=False)
    assert done.exit_code == code, done.output
    return [json.loads(line) for line in done.output.splitlines()]


def test_the_command_line_opens_enters_ends_holds_and_closes() -> None:
    [made] = run("open", "prize:pool", "liability", "상금", "Prizes", "--floor", "-100")
    assert (made["code"], made["floor"], made["balance"]) == ("prize:pool", -100, 0)
    run("transfer", "hand:1", "prize:pool", "seller", "100", "--reason", "상금")
    actions.enter(hold("hand:hold", "buyer", "seller", 10), hold("hand:other", "buyer", "seller", 20))
    assert run("post", "hand:2", "hand:hold", "--won", "4", "--reason", "일부")[0]["won"] == 4
    assert run("void", "hand:3", "hand:other", "--reason", "취소")[0]["kind"] == "void"
    run("transfer", "hand:4", "seller", "prize:pool", "100", "--reason", "되돌림")
    assert run("floor", "prize:pool")[0]["floor"] is None
    assert run("close", "prize:pool")[0]["closed"] is True
    lines = [(line["id"], line["change"], line["balance"]) for line in run("statement", "prize:pool")]
    assert lines == [("hand:4", 100, 0), ("hand:1", -100, -100)]
    assert {each["code"] for each in run("accounts")} == {"bank", "buyer", "fees", "prize:pool", "seller"}
    assert run("balance")[-1]["sound"] is True
    assert reads.last_trial() is None
    assert run("balance", "--seal")[-1]["sound"] is True
    assert reads.last_trial() is not None


def test_the_command_line_says_what_does_not_balance() -> None:
    Account.objects.filter(code="seller").update(credits_krw=999_999)
    *findings, verdict = run("balance", code=5)
    assert [each["code"] for each in findings] == ["unbalanced", "credits"]
    assert verdict["sound"] is False


@pytest.mark.parametrize("broken", [False, True])
def test_beancount_agrees_with_the_exported_ledger(tmp_path: Path, broken: bool) -> None:
    """An outside client that may be on the machine: it is GPL, so nothing of ours depends on it."""
    program = shutil.which("bean-check")
    if program is None:
        pytest.skip("bean-check is not on this machine (pip install beancount, in an environment of its own)")
    file = tmp_path / "ledger.beancount"
    run("export", file)
    if broken:
        file.write_text(file.read_text().replace("Liabilities:Buyer  5000 KRW", "Liabilities:Buyer  5001 KRW"))
    done = subprocess.run([program, file], capture_output=True, text=True, check=False)
    assert (done.returncode != 0) is broken, done.stderr


def test_the_nights_work_is_scheduled_and_says_what_it_found() -> None:
    discover()
    assert jobs.balance_books.func() == {"sound": True, "transfers": 5, "findings": 0}
    assert jobs.expire_holds.func() == 0


def test_the_doctor_looks_at_the_sums_and_at_the_last_night() -> None:
    totals, last = CHECKS
    assert (totals.look(), last.look()) == ("4 · 5", "-")
    Account.objects.filter(code="seller").update(credits_krw=999_999)
    actions.balance_books()
    for check, said in ((totals, "≠"), (last, "999,999")):
        with pytest.raises(Unsound, match=said):
            check.look()


def test_others_name_an_account_and_a_transfer_by_a_ref(auditor: Person, outsider: Person) -> None:
    named = {
        Ref("account", "buyer"): "buyer",
        Ref("transfer", "ride:1"): "이체 30,000원",
        Ref("ledger", "1"): "장부",
    }
    for ref, title in named.items():
        view = view_of(ref, auditor)
        assert view is not None
        assert view.title.ko == title
        assert view_of(ref, outsider) is None
    assert view_of(Ref("account", "nobody"), auditor) is None
    assert view_of(Ref("transfer", "nothing"), auditor) is None
