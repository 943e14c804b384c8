"""Measures held against limits."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from naru.base.kit.canonical import JSON
from naru.systems.combination.core.risk.thresholds import Thresholds

ROUNDING = 1e-9  # sums of shares in another order differ by less


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """``value`` breaks ``limit``; ``about`` is a column or a party, or nothing."""

    code: str
    value: float
    limit: float
    about: str = ""

    def to_json(self) -> dict[str, JSON]:
        return {"code": self.code, "value": self.value, "limit": self.limit, "about": self.about}


def broken_limits(measures: Mapping[str, Any], thresholds: Thresholds) -> Iterator[Failure]:
    """Each rule that has a limit and a measure; an empty table breaks none."""
    if not measures["rows"]:
        return
    yield from too_low("k_below", measures["k"], thresholds.k)
    yield from too_high("prosecutor_above", measures["prosecutor"], thresholds.prosecutor_max)
    yield from too_high("marketer_above", measures["marketer"], thresholds.marketer_max)
    yield from too_high("unique_above", measures["unique"], thresholds.unique_max)
    if "journalist" in measures:
        yield from too_high("journalist_above", measures["journalist"]["highest"], thresholds.journalist_max)
        yield from too_high("presence_above", measures["journalist"]["present"], thresholds.presence_max)
    if thresholds.difference_below is not None:
        for release in measures["differences"]:
            yield from too_high("differences_above", release["small"], 0, about=release["release"])
    if "rare" in measures:
        yield from too_high("rare_above", measures["rare"]["rows"] / measures["rows"], thresholds.rare_max)
    for name, here in measures["sensitive"].items():
        yield from broken_for_column(name, here, thresholds)
    for party, here in measures["linkage"].items():
        yield from too_high(
            "linkage_above", here["singled_out"] / max(here["rows"], 1), thresholds.linkage_max, about=party
        )


def broken_for_column(name: str, here: Mapping[str, Any], thresholds: Thresholds) -> Iterator[Failure]:
    yield from too_low("distinct_l_below", here["distinct_l"], thresholds.l, about=name)
    yield from too_low("entropy_l_below", here["entropy_l"], thresholds.entropy_l, about=name)
    yield from too_high("t_above", here["t"], thresholds.t, about=name)
    if "recursive_failing_rows" in here:
        yield from too_high("recursive_l_broken", here["recursive_failing_rows"], 0, about=name)
    if "outliers" in here:
        yield from too_high("outliers_above", here["outliers"]["far"], thresholds.outliers_max, about=name)


def too_low(code: str, value: float, limit: float | None, *, about: str = "") -> Iterator[Failure]:
    if limit is not None and value < limit - ROUNDING:
        yield Failure(code=code, value=value, limit=limit, about=about)


def too_high(code: str, value: float, limit: float | None, *, about: str = "") -> Iterator[Failure]:
    if limit is not None and value > limit + ROUNDING:
        yield Failure(code=code, value=value, limit=limit, about=about)
