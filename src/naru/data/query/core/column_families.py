"""Columns whose names are the steps of a scale: 1월 … 12월, 05시-06시 …, 2021 … 2025, 10대 … 60세 이상.

Such a table is read across: its columns lie along a chart's x as the values of a column would.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from naru.base.kit.words import Words
from naru.data.catalogue.core.columns import Column, ColumnType

ACROSS = "*"  # stands for a column in a chart's address
FEWEST = 4

_UNTIL = r"\s*[-~–]\s*"
_YEAR = r"(?:19|20)\d\d"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """A scale's name, and how a column of it is called."""

    words: Words
    step: re.Pattern[str]
    is_time: bool = True


SCALES = (
    Scale(words=Words("월", "month"), step=re.compile(rf"(?:{_YEAR}\s*년?\s*)?\d{{1,2}}월|{_YEAR}[.-]\d{{1,2}}")),
    Scale(words=Words("분기", "quarter"), step=re.compile(rf"(?:{_YEAR}\s*년?\s*)?[1-4]\s*(?:/4)?\s*분기")),
    Scale(words=Words("연도", "year"), step=re.compile(rf"{_YEAR}\s*(?:년도?)?(?:\s*(?:이전|이후))?")),
    Scale(words=Words("요일", "weekday"), step=re.compile(r"[월화수목금토일](?:요일)?")),
    Scale(words=Words("시간대", "hour"), step=re.compile(rf"\d{{1,2}}시(?:{_UNTIL}\d{{1,2}}시?)?")),
    Scale(
        words=Words("연령대", "age"),
        step=re.compile(rf"\d{{1,3}}(?:{_UNTIL}\d{{1,3}})?\s*(?:세|대)(?:\s*(?:이상|이하|미만|초과))?"),
        is_time=False,
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """The columns in the table's order; all in one unit."""

    scale: Scale
    columns: tuple[Column, ...]

    @property
    def name(self) -> str:
        """From where to where the scale goes, in the columns' own words."""
        return f"{self.columns[0].plain_name} – {self.columns[-1].plain_name}"

    @property
    def as_column(self) -> Column:
        """What an editor offers among the columns that may lie along x."""
        return Column(name=self.name, alias=ACROSS, type=ColumnType.TEXT, distinct=len(self.columns))


def family(columns: Sequence[Column]) -> Family | None:
    """The table's family of numbers, if at least four columns make one."""
    numbers = [column for column in columns if column.type in {ColumnType.INTEGER, ColumnType.DECIMAL}]
    for scale in SCALES:
        found = [column for column in numbers if scale.step.fullmatch(column.plain_name)]
        if len(found) >= FEWEST and len({column.unit for column in found}) == 1:
            return Family(scale=scale, columns=tuple(found))
    return None
