"""The techniques by name, with the options of each: what a plan may ask for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.systems.combination.core.columns import Columns, Role
from naru.systems.combination.core.risk.coding import encode
from naru.systems.combination.core.risk.outliers import is_far
from naru.systems.combination.core.risk.rules import failing_rows
from naru.systems.combination.core.risk.thresholds import Thresholds
from naru.systems.combination.core.treat import numbers, rows, synthetic, texts
from naru.systems.combination.core.treat.values import as_numbers, group_rows, put

Options = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What a technique works on; ``columns`` says what may be known of each."""

    table: pa.Table
    columns: Columns
    rng: np.random.Generator

    @property
    def quasi(self) -> tuple[str, ...]:
        return self.columns.with_role(Role.QUASI)


@dataclass(frozen=True, slots=True, kw_only=True)
class Technique:
    """``kinds``: option → type; those in ``required`` must be given. ``keeps_rows``: as many rows come out as went in."""

    words: Words
    apply: Callable[[Material, tuple[str, ...], Options], pa.Table]
    kinds: Mapping[str, type]
    required: frozenset[str] = frozenset()
    takes_columns: bool = True
    keeps_rows: bool = True


def each_column(
    change: Callable[[pa.ChunkedArray, Options, Material], pa.Array],
) -> Callable[[Material, tuple[str, ...], Options], pa.Table]:
    """A technique for one column put to use on each of several."""

    def apply(material: Material, names: tuple[str, ...], options: Options) -> pa.Table:
        table = material.table
        for name in names:
            try:
                table = put(table, name, change(table.column(name), options, material))
            except Refused as refusal:
                raise Refused(refusal.code, **{"column": name, **refusal.facts}) from None
        return table

    return apply


def generalise(material: Material, names: tuple[str, ...], options: Options) -> pa.Table:
    table = material.table
    for name in names:
        hierarchy = options.get("hierarchy") or material.columns.named(name).hierarchy
        try:
            table = put(table, name, texts.generalise(table.column(name), hierarchy=hierarchy, level=options["level"]))
        except Refused as refusal:
            raise Refused(refusal.code, **{"column": name, **refusal.facts}) from None
    return table


def round_controlled(material: Material, names: tuple[str, ...], options: Options) -> pa.Table:
    group, _ = group_rows(material.table, options.get("within", []))
    change = each_column(
        lambda column, _options, _: numbers.round_controlled(column, base=options["base"], group_of=group)
    )
    return change(material, names, options)


def drop_values(material: Material, names: tuple[str, ...], options: Options) -> pa.Table:
    hit = np.zeros(material.table.num_rows, dtype=bool)
    for name in names:
        coded = encode(material.table.column(name))
        listed = np.array([str(label) in options["values"] for label in coded.labels], dtype=bool)
        hit |= listed[coded.codes]
    return rows.keep_rows(material.table, ~hit)


def drop_outliers(material: Material, names: tuple[str, ...], options: Options) -> pa.Table:
    hit = np.zeros(material.table.num_rows, dtype=bool)
    for name in names:
        amounts = as_numbers(material.table.column(name))
        known = np.isfinite(amounts)
        hit[known] |= is_far(amounts[known], spreads=options["spreads"])
    return rows.keep_rows(material.table, ~hit)


def drop_classes(material: Material, _: tuple[str, ...], options: Options) -> pa.Table:
    failing = failing_rows(material.table, material.columns, thresholds=Thresholds.from_json(options))
    return rows.keep_rows(material.table, ~failing)


def blank_values(material: Material, names: tuple[str, ...], options: Options) -> pa.Table:
    table = material.table
    for name in names:
        coded = encode(table.column(name))
        listed = np.array([str(label) in options["values"] for label in coded.labels], dtype=bool)
        table = rows.blank_cells(table, name, listed[coded.codes])
    return table


def anatomise(material: Material, names: tuple[str, ...], options: Options) -> pa.Table:
    """In one table: the sensitive values change rows inside groups of ``l`` different ones, which says what the two tables say."""
    table = material.table
    for name in names:
        groups = rows.diverse_groups(encode(table.column(name)).codes, l=options["l"], rng=material.rng)
        marked = rows.permute(table.append_column("", pa.array(groups)), [name], within=[""], rng=material.rng)
        table = marked.drop_columns([""])
    return table


def synthesise(material: Material, _: tuple[str, ...], options: Options) -> pa.Table:
    names = material.columns.without(Role.SERIAL).with_role(*Role)
    many = options.get("rows", material.table.num_rows)
    return synthetic.synthesise(material.table, names, rows=many, below=options["below"], rng=material.rng)


TECHNIQUES: Mapping[str, Technique] = {
    "drop_column": Technique(
        words=Words("열 삭제", "Column dropped"),
        apply=lambda material, names, _: material.table.drop_columns(list(names)),
        kinds={},
    ),
    "drop_values": Technique(
        words=Words("값이 있는 행 삭제", "Rows of certain values dropped"),
        apply=drop_values,
        kinds={"values": list},
        required=frozenset({"values"}),
        keeps_rows=False,
    ),
    "drop_outliers": Technique(
        words=Words("특이치 행 삭제", "Rows that stand out dropped"),
        apply=drop_outliers,
        kinds={"spreads": float},
        required=frozenset({"spreads"}),
        keeps_rows=False,
    ),
    "drop_classes": Technique(
        words=Words("기준에 못 미치는 동질집합 삭제", "Classes below the thresholds dropped"),
        apply=drop_classes,
        kinds={"k": int, "l": int, "entropy_l": float, "t": float, "recursive_c": float, "recursive_l": int},
        required=frozenset({"k"}),
        takes_columns=False,
        keeps_rows=False,
    ),
    "blank_values": Technique(
        words=Words("일부 칸 삭제", "Certain cells blanked"),
        apply=blank_values,
        kinds={"values": list},
        required=frozenset({"values"}),
    ),
    "suppress_locally": Technique(
        words=Words("국소 삭제", "Local suppression"),
        apply=lambda material, names, options: rows.suppress_locally(
            material.table, names or material.quasi, k=options["k"]
        ),
        kinds={"k": int},
        required=frozenset({"k"}),
        takes_columns=False,
        keeps_rows=False,
    ),
    "mask": Technique(
        words=Words("마스킹", "Masked"),
        apply=each_column(
            lambda column, options, _: texts.mask(column, first=options.get("first", 0), last=options.get("last", 0))
        ),
        kinds={"first": int, "last": int},
    ),
    "round": Technique(
        words=Words("일반 라운딩", "Rounded"),
        apply=each_column(lambda column, options, _: numbers.round_plainly(column, base=options["base"])),
        kinds={"base": float},
        required=frozenset({"base"}),
    ),
    "round_randomly": Technique(
        words=Words("랜덤 라운딩", "Rounded at random"),
        apply=each_column(
            lambda column, options, material: numbers.round_randomly(column, base=options["base"], rng=material.rng)
        ),
        kinds={"base": float},
        required=frozenset({"base"}),
    ),
    "round_controlled": Technique(
        words=Words("제어 라운딩", "Rounded, sums controlled"),
        apply=round_controlled,
        kinds={"base": float, "within": list},
        required=frozenset({"base"}),
    ),
    "top_code": Technique(
        words=Words("상단 코딩", "Top coded"),
        apply=each_column(lambda column, options, _: numbers.code_top(column, limit=options["limit"])),
        kinds={"limit": float},
        required=frozenset({"limit"}),
    ),
    "bottom_code": Technique(
        words=Words("하단 코딩", "Bottom coded"),
        apply=each_column(lambda column, options, _: numbers.code_bottom(column, limit=options["limit"])),
        kinds={"limit": float},
        required=frozenset({"limit"}),
    ),
    "range": Technique(
        words=Words("범위 방법", "Turned into ranges"),
        apply=each_column(
            lambda column, options, _: numbers.to_ranges(column, width=options["width"], start=options.get("start", 0))
        ),
        kinds={"width": float, "start": float},
        required=frozenset({"width"}),
    ),
    "generalise": Technique(
        words=Words("일반화", "Generalised"),
        apply=generalise,
        kinds={"level": int, "hierarchy": list},
        required=frozenset({"level"}),
    ),
    "noise": Technique(
        words=Words("잡음 추가", "Noise added"),
        apply=each_column(
            lambda column, options, material: numbers.add_noise(
                column, scale=options["scale"], kind=options.get("kind", "normal"), rng=material.rng
            )
        ),
        kinds={"scale": float, "kind": str},
        required=frozenset({"scale"}),
    ),
    "permute": Technique(
        words=Words("순열(치환)", "Permuted"),
        apply=lambda material, names, options: rows.permute(
            material.table, names, within=options.get("within", []), rng=material.rng
        ),
        kinds={"within": list},
    ),
    "tokens": Technique(
        words=Words("토큰화", "Tokens"),
        apply=each_column(
            lambda column, options, material: texts.tokens(column, prefix=options.get("prefix", "T"), rng=material.rng)
        ),
        kinds={"prefix": str},
    ),
    "sample": Technique(
        words=Words("표본 추출", "Sampled"),
        apply=lambda material, _, options: rows.draw_sample(material.table, share=options["share"], rng=material.rng),
        kinds={"share": float},
        required=frozenset({"share"}),
        takes_columns=False,
        keeps_rows=False,
    ),
    "anatomise": Technique(
        words=Words("해부화", "Anatomised"),
        apply=anatomise,
        kinds={"l": int},
        required=frozenset({"l"}),
    ),
    "synthesise": Technique(
        words=Words("재현 데이터", "Synthetic rows"),
        apply=synthesise,
        kinds={"rows": int, "below": int},
        required=frozenset({"below"}),
        takes_columns=False,
        keeps_rows=False,
    ),
}
