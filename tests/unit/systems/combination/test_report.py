"""The reviewers' page: what it shows, what it hides, and that it asks nothing of anyone."""

import base64
import hashlib
import re
from html import unescape
from html.parser import HTMLParser
from typing import Any

import ibis
import pyarrow as pa
import pytest

from naru.systems.combination.core.columns import Column, Columns, Role
from naru.systems.combination.core.lattice import propose
from naru.systems.combination.core.report import report
from naru.systems.combination.core.report.figures import percent, shown, shown_together
from naru.systems.combination.core.report.labels import FAILURES
from naru.systems.combination.core.report.pictures import scale
from naru.systems.combination.core.risk import Thresholds, assess, verdict
from naru.systems.combination.core.treat import read_plan, treat

COLUMNS = Columns(
    all=(
        Column(
            name="구",
            role=Role.QUASI,
            party="card",
            hierarchy=(("강남", "남", "*"), ("서초", "남", "*"), ("은평", "북", "*")),
        ),
        Column(name="병", role=Role.SENSITIVE, party="clinic"),
        Column(name="_serial_card", role=Role.SERIAL, party="card"),
    )
)
TABLE = pa.table(
    {
        "구": ["강남"] * 40 + ["서초"] * 3 + ["은평"] * 30,
        "병": ["감기", "두통비밀"] * 36 + ["감기"],
        "_serial_card": [str(row) for row in range(73)],
    }
)
RATE = {
    "parties": [{"party": "card", "rows": 1_003, "accepted": 901, "rejected": {"not_mobile": 98, "missing": 4}}],
    "matched": 870,
    "rounded_to": 10,
}


def page(*, suppression_max: float = 0.1, name: str = "사례 <1>", broken: bool = False) -> str:
    limits = Thresholds(
        k=5, l=2, suppression_max=suppression_max, rare_columns=1, rare_below=5, shown_from=5, population=1_000
    )
    table = ibis.memtable(TABLE)
    sources = {"card": table}
    known: dict[str, Any] = {"earlier": {"1차": ibis.memtable(TABLE.slice(2))}, "population": table}
    before = assess(table, COLUMNS, thresholds=limits, sources=sources, **known)
    proposal = propose(table, COLUMNS, thresholds=limits)
    done = treat(table, COLUMNS, read_plan(proposal.plan.to_json()), seed=bytes(32))
    after = before if broken else assess(done.table, done.columns, thresholds=limits, sources=sources, **known)
    case = {"case": name, "purpose": "연구", "parties": ["card", "clinic"], "key_version": "1", "created": "2026-11-01"}
    return report(
        case=case,
        match_rate=RATE,
        before=before.to_json(),
        after=after.to_json(),
        frontier=proposal.frontier,
        effects=done.effects,
    )


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in ("meta", "input", "br"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_page_is_whole_and_has_no_script_nor_address() -> None:
    tags = Tags()
    tags.feed(page())
    assert tags.open == []
    names = {tag for tag, _ in tags.seen}
    assert names.isdisjoint({"script", "img", "link", "iframe", "form", "a", "object"})
    given = {name for _, attributes in tags.seen for name in attributes}
    assert given.isdisjoint({"style", "src", "href", "onclick", "onload"})


def test_policy_lets_in_the_style_sheet_and_nothing_else() -> None:
    html = page()
    style = re.search(r"<style>(.*)</style>", html, re.DOTALL)
    assert style
    digest = base64.b64encode(hashlib.sha256(style.group(1).encode()).digest()).decode()
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)
    assert policy
    assert unescape(policy.group(1)).startswith(f"default-src 'none'; style-src 'sha256-{digest}'")


def test_no_cell_of_any_row_stands_in_the_page() -> None:
    html = page()
    assert "두통비밀" not in html
    assert "서초" not in html


def test_names_are_escaped() -> None:
    assert "사례 &lt;1&gt;" in page()
    assert "<1>" not in page()


def test_small_numbers_are_hidden_and_their_neighbours_rounded() -> None:
    html = page()
    assert "5 미만" in html
    assert "under 5" in html
    assert "약 900" in html  # 901 with a key beside 4 without
    assert "901" not in html


def test_population_and_earlier_releases_have_their_place() -> None:
    html = page()
    assert "Against the whole population" in html
    assert "1차" in html


def test_verdict_says_which_limits_are_broken() -> None:
    assert "모든 기준을 지킵니다" in page()
    assert FAILURES["k_below"].ko in page(broken=True)


def test_every_limit_has_words() -> None:
    import inspect

    codes = set(re.findall(r'"([a-z_]+_(?:below|above|broken))"', inspect.getsource(verdict)))
    assert codes == set(FAILURES)


def test_both_languages_say_everything() -> None:
    html = page()
    assert html.count('class="ko"') == html.count('class="en"')


@pytest.mark.parametrize(("count", "told"), [(0, "0"), (1, "5 미만"), (4, "5 미만"), (5, "5"), (1234, "1,234")])
def test_a_count_is_shown_from_its_limit_on(count: int, told: str) -> None:
    assert shown(count, shown_from=5).ko == told


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ([0, 5, 1234], ["0", "5", "1,234"]),
        ([4, 5, 1234], ["5 미만", "약 10", "약 1,230"]),
        ([0, 4, 0], ["0", "5 미만", "0"]),
    ],
)
def test_parts_of_a_sum_do_not_give_a_hidden_one_away(counts: list[int], told: list[str]) -> None:
    assert [words.ko for words in shown_together(counts, shown_from=5)] == told


@pytest.mark.parametrize(
    ("share", "told"), [(0, "0 %"), (0.00001, "< 0.01 %"), (0.0099, "0.99 %"), (0.1, "10.0 %"), (1, "100.0 %")]
)
def test_percent(share: float, told: str) -> None:
    assert percent(share) == told


@pytest.mark.parametrize("amounts", [[], [0.0], [0.53], [0.0116, 0.0008], [1.0], [7e-6]])
def test_scale_passes_the_greatest_in_a_few_round_steps(amounts: list[Any]) -> None:
    steps = scale(amounts)
    assert steps[0] == 0
    assert steps[-1] > max(amounts, default=0)
    assert 4 <= len(steps) <= 10
