"""Each technique on a few rows, plans that are refused, and the way from a proposal to a table that passes."""

from pathlib import Path
from typing import Any

import ibis
import numpy as np
import pyarrow as pa
import pytest

from naru.base.kit.refusals import Refused
from naru.systems.combination.core.columns import Column, Columns, Role
from naru.systems.combination.core.lattice import propose
from naru.systems.combination.core.risk import Thresholds, assess
from naru.systems.combination.core.treat import read_plan, treat
from naru.systems.combination.core.treat.rows import anatomise
from naru.systems.combination.core.treat.techniques import TECHNIQUES

HIERARCHY = (("21", "20s", "*"), ("25", "20s", "*"), ("31", "30s", "*"), ("38", "30s", "*"))
COLUMNS = Columns(
    all=(
        Column(name="age", role=Role.QUASI, party="card", hierarchy=HIERARCHY),
        Column(name="sum", role=Role.INSENSITIVE, party="card"),
        Column(name="ill", role=Role.SENSITIVE, party="clinic"),
        Column(name="_serial_card", role=Role.SERIAL, party="card"),
    )
)
TABLE = pa.table(
    {
        "age": ["21", "25", "31", "38"],
        "sum": [14, 26, 35, 990],
        "ill": ["a", "b", "a", "b"],
        "_serial_card": ["p", "q", "r", "s"],
    }
)
SEED = bytes(32)


def treated(*steps: dict[str, Any], table: pa.Table = TABLE) -> pa.Table:
    plan = read_plan({"steps": list(steps)})
    return treat(ibis.memtable(table), COLUMNS, plan, seed=SEED).table.to_pyarrow()


@pytest.mark.parametrize(
    ("step", "column", "values"),
    [
        ({"do": "round", "columns": ["sum"], "base": 10}, "sum", [10, 30, 40, 990]),
        ({"do": "round_controlled", "columns": ["sum"], "base": 10}, "sum", [10, 30, 40, 990]),
        ({"do": "round_controlled", "columns": ["sum"], "base": 100}, "sum", [0, 0, 100, 1000]),
        ({"do": "round_controlled", "columns": ["sum"], "base": 100, "within": ["ill"]}, "sum", [0, 0, 0, 1000]),
        ({"do": "top_code", "columns": ["sum"], "limit": 30}, "sum", [14, 26, 30, 30]),
        ({"do": "bottom_code", "columns": ["sum"], "limit": 30}, "sum", [30, 30, 35, 990]),
        ({"do": "range", "columns": ["sum"], "width": 20}, "sum", ["0–19", "20–39", "20–39", "980–999"]),
        ({"do": "range", "columns": ["sum"], "width": 20, "start": 10}, "sum", ["10–29", "10–29", "30–49", "990–1009"]),
        ({"do": "mask", "columns": ["age"], "first": 1}, "age", ["2*", "2*", "3*", "3*"]),
        ({"do": "mask", "columns": ["age"], "last": 1}, "age", ["*1", "*5", "*1", "*8"]),
        ({"do": "mask", "columns": ["age"], "first": 1, "last": 1}, "age", ["**", "**", "**", "**"]),
        ({"do": "generalise", "columns": ["age"], "level": 0}, "age", ["21", "25", "31", "38"]),
        ({"do": "generalise", "columns": ["age"], "level": 1}, "age", ["20s", "20s", "30s", "30s"]),
        ({"do": "generalise", "columns": ["age"], "level": 2}, "age", ["*"] * 4),
        ({"do": "drop_values", "columns": ["age"], "values": ["38"]}, "age", ["21", "25", "31"]),
        ({"do": "drop_outliers", "columns": ["sum"], "spreads": 3}, "sum", [14, 26, 35]),
        ({"do": "blank_values", "columns": ["age"], "values": ["38"]}, "age", ["21", "25", "31", "*"]),
        ({"do": "blank_values", "columns": ["sum"], "values": ["990"]}, "sum", [14, 26, 35, None]),
        ({"do": "drop_classes", "k": 1}, "age", ["21", "25", "31", "38"]),
        ({"do": "drop_classes", "k": 2}, "age", []),
        ({"do": "suppress_locally", "k": 2}, "age", ["*"] * 4),
        ({"do": "suppress_locally", "k": 5}, "age", []),
        ({"do": "sample", "share": 1}, "age", ["21", "25", "31", "38"]),
        ({"do": "sample", "share": 0}, "age", []),
    ],
)
def test_technique_does_what_it_says(step: dict[str, Any], column: str, values: list[Any]) -> None:
    assert treated(step).column(column).to_pylist() == values


def test_dropped_column_is_gone_from_table_and_roles() -> None:
    plan = read_plan({"steps": [{"do": "drop_column", "columns": ["sum"]}]})
    done = treat(ibis.memtable(TABLE), COLUMNS, plan, seed=SEED)
    assert "sum" not in done.table.columns
    assert [column.name for column in done.columns.all] == ["age", "ill", "_serial_card"]


def test_rest_of_a_hierarchy_serves_a_second_step() -> None:
    twice = treated(
        {"do": "generalise", "columns": ["age"], "level": 1}, {"do": "generalise", "columns": ["age"], "level": 1}
    )
    assert twice.column("age").to_pylist() == ["*"] * 4


def test_missing_cells_stay_missing_below_the_top() -> None:
    table = TABLE.set_column(0, "age", pa.array(["21", None, "31", "38"]))
    step = {"do": "generalise", "columns": ["age"], "level": 1}
    assert treated(step, table=table).column("age").to_pylist() == ["20s", None, "30s", "30s"]
    assert treated({**step, "level": 2}, table=table).column("age").to_pylist() == ["*"] * 4


MANY = pa.table(
    {
        "age": [str(value) for value in np.random.default_rng(1).choice([21, 25, 31, 38], 2_000)],
        "sum": np.random.default_rng(2).integers(0, 1_000, 2_000),
        "ill": [str(value) for value in np.random.default_rng(3).choice(list("abcd"), 2_000)],
        "_serial_card": [str(place) for place in range(2_000)],
    }
)


def test_rounding_at_random_keeps_the_mean_and_moves_less_than_a_base() -> None:
    before, after = (
        t.column("sum").to_numpy()
        for t in (MANY, treated({"do": "round_randomly", "columns": ["sum"], "base": 100}, table=MANY))
    )
    assert set(after % 100) == {0}
    assert np.abs(after - before).max() < 100
    assert after.mean() == pytest.approx(before.mean(), abs=5)


@pytest.mark.parametrize(("kind", "spread"), [("normal", 50.0), ("laplace", 50.0 * 2**0.5)])
def test_noise_has_the_scale_asked(kind: str, spread: float) -> None:
    after = treated({"do": "noise", "columns": ["sum"], "scale": 50, "kind": kind}, table=MANY).column("sum").to_numpy()
    assert (after - MANY.column("sum").to_numpy()).std() == pytest.approx(spread, rel=0.1)


def test_permutation_keeps_each_groups_values_and_moves_them() -> None:
    after = treated({"do": "permute", "columns": ["ill"], "within": ["age"]}, table=MANY)
    count = lambda table: sorted(table.group_by(["age", "ill"]).aggregate([([], "count_all")]).to_pylist(), key=str)  # noqa: E731
    assert count(after) == count(MANY)
    assert after.column("ill").to_pylist() != MANY.column("ill").to_pylist()


def test_tokens_keep_sameness_alone() -> None:
    after = treated({"do": "tokens", "columns": ["age"], "prefix": "P"}, table=MANY).column("age").to_pylist()
    assert len(set(zip(MANY.column("age").to_pylist(), after, strict=True))) == 4
    assert sorted(set(after)) == ["P1", "P2", "P3", "P4"]


def test_anatomy_shares_a_group_alone_and_each_group_holds_l_values() -> None:
    quasi, values = anatomise(MANY, "ill", l=3, rng=np.random.default_rng(5))
    assert "ill" not in quasi.column_names
    assert values.column_names == ["group", "ill", "count_all"]
    in_group = values.group_by("group").aggregate([("ill", "count_distinct"), ("count_all", "sum")])
    assert min(in_group.column("ill_count_distinct").to_pylist()) >= 3
    assert sum(in_group.column("count_all_sum").to_pylist()) == MANY.num_rows


def test_anatomy_of_one_frequent_value_is_refused() -> None:
    with pytest.raises(Refused) as refusal:
        treated({"do": "anatomise", "columns": ["ill"], "l": 3})
    assert refusal.value.code == "too_few_values"


def test_synthetic_rows_keep_frequencies_and_no_rare_pair() -> None:
    table = MANY.drop_columns(["sum"])
    odd = pa.table({"age": ["21"], "ill": ["only one has it"], "_serial_card": ["x"]})
    plan = read_plan({"steps": [{"do": "synthesise", "below": 5, "rows": 5_000}]})
    columns = Columns(all=tuple(column for column in COLUMNS.all if column.name != "sum"))
    made = treat(ibis.memtable(pa.concat_tables([table, odd])), columns, plan, seed=SEED).table.to_pyarrow()
    assert made.num_rows == 5_000
    assert made.column_names == ["age", "ill"]
    assert "only one has it" not in made.column("ill").to_pylist()
    share = lambda t: t.column("age").to_pylist().count("21") / t.num_rows  # noqa: E731
    assert share(made) == pytest.approx(share(table), abs=0.03)


def test_same_seed_same_table_and_another_seed_another() -> None:
    plan = read_plan(
        {"steps": [{"do": "noise", "columns": ["sum"], "scale": 50}, {"do": "permute", "columns": ["ill"]}]}
    )
    tables = [
        treat(ibis.memtable(MANY), COLUMNS, plan, seed=seed).table.to_pyarrow() for seed in (SEED, SEED, b"other")
    ]
    assert tables[0].equals(tables[1])
    assert not tables[0].equals(tables[2])


@pytest.mark.parametrize(
    ("stored", "code"),
    [
        ({}, "plan_unreadable"),
        ({"steps": "x"}, "plan_unreadable"),
        ({"steps": [{"columns": ["age"]}]}, "plan_unreadable"),
        ({"steps": [{"do": "mask", "columns": "age"}]}, "plan_unreadable"),
        ({"steps": [{"do": "vanish", "columns": ["age"]}]}, "technique_unknown"),
        ({"steps": [{"do": "mask"}]}, "plan_without_columns"),
        ({"steps": [{"do": "mask", "columns": ["age"], "middle": 1}]}, "option_unknown"),
        ({"steps": [{"do": "round", "columns": ["sum"]}]}, "option_missing"),
        ({"steps": [{"do": "round", "columns": ["sum"], "base": 0}]}, "option_unreadable"),
        ({"steps": [{"do": "round", "columns": ["sum"], "base": True}]}, "option_unreadable"),
        ({"steps": [{"do": "sample", "share": 1.1}]}, "option_unreadable"),
        ({"steps": [{"do": "noise", "columns": ["sum"], "scale": 1, "kind": 3}]}, "option_unreadable"),
    ],
)
def test_a_plan_that_cannot_be_read_is_refused(stored: Any, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        read_plan(stored)
    assert refusal.value.code == code
    assert "?" not in refusal.value.words.ko


@pytest.mark.parametrize(
    ("step", "code"),
    [
        ({"do": "round", "columns": ["age"], "base": 10}, "column_not_numeric"),
        ({"do": "generalise", "columns": ["age"], "level": 3}, "level_unknown"),
        ({"do": "generalise", "columns": ["sum"], "level": 1}, "level_unknown"),
        ({"do": "generalise", "columns": ["age"], "level": 1, "hierarchy": [["21", "x"]]}, "value_outside_hierarchy"),
        ({"do": "mask", "columns": ["nowhere"]}, "column_unknown"),
        ({"do": "mask", "columns": ["_serial_card"]}, "serial_untouchable"),
    ],
)
def test_a_column_that_cannot_be_treated_so_is_refused(step: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused) as refusal:
        treated(step)
    assert refusal.value.code == code
    assert "?" not in refusal.value.words.ko


def test_effect_tells_risk_on_both_sides_and_what_is_left_of_a_column() -> None:
    plan = read_plan(
        {
            "steps": [
                {"do": "generalise", "columns": ["age"], "level": 1},
                {"do": "drop_values", "columns": ["ill"], "values": ["a"]},
            ]
        }
    )
    lifted, dropped = treat(ibis.memtable(TABLE), COLUMNS, plan, seed=SEED).effects
    assert lifted["risk"]["before"] == {"k": 1, "marketer": 1.0, "unique": 1.0}
    assert lifted["risk"]["after"] == {"k": 2, "marketer": 0.5, "unique": 0.0}
    assert lifted["kept"] == {"age": pytest.approx(0.5)}
    assert dropped["rows"] == {"before": 4, "after": 2}
    assert dropped["shift"]["ill"] == pytest.approx(0.5)


def test_every_technique_is_tried_here() -> None:
    tried = Path(__file__).read_text(encoding="utf-8")
    assert [name for name in TECHNIQUES if f'"do": "{name}"' not in tried] == []


def test_a_proposal_carried_out_passes_what_it_was_proposed_for() -> None:
    limits = Thresholds(k=5, l=2, t=0.6, suppression_max=0.05, linkage_max=0.0)
    table = ibis.memtable(MANY.append_column("city", pa.array(["서울", "부산", None, "대구"] * 500)))
    columns = Columns(
        all=(
            *COLUMNS.all[:1],
            Column(name="sum", role=Role.QUASI, party="card"),
            Column(name="city", role=Role.QUASI, party="clinic"),
            *COLUMNS.all[2:],
        )
    )
    sources = {"card": ibis.memtable(MANY)}
    assert not assess(table, columns, thresholds=limits, sources=sources).passes
    proposal = propose(table, columns, thresholds=limits, sources=sources)
    done = treat(table, columns, read_plan(proposal.plan.to_json()), seed=SEED)
    after = assess(done.table, done.columns, thresholds=limits, sources=sources)
    assert after.broken == ()
    assert after.measures["rows"] >= 0.95 * MANY.num_rows


def test_a_column_by_which_an_applicant_finds_its_own_persons_is_generalised_too() -> None:
    """``sum`` is no quasi-identifier, but the firm that sent it knows it."""
    limits = Thresholds(k=5, suppression_max=0.05, linkage_max=0.0)
    table, sources = ibis.memtable(MANY), {"card": ibis.memtable(MANY)}

    def left(plan: Any) -> tuple[str, ...]:
        done = treat(table, COLUMNS, plan, seed=SEED)
        return assess(done.table, done.columns, thresholds=limits, sources=sources).failures

    assert left(propose(table, COLUMNS, thresholds=limits).plan) == ("linkage_above",)
    plan = propose(table, COLUMNS, thresholds=limits, sources=sources).plan
    assert left(plan) == ()
    assert "sum" in {name for step in plan.steps for name in step.columns}


def test_what_nothing_can_meet_is_refused() -> None:
    with pytest.raises(Refused) as refusal:
        propose(ibis.memtable(TABLE), COLUMNS, thresholds=Thresholds(k=5))
    assert refusal.value.code == "no_solution"
