"""The fast reader cuts text as the reference reader does, in every dialect that it serves."""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from naru.data.ingest.core import delimited
from naru.data.ingest.core.delimited import Cut, Shape, cut_text
from naru.data.ingest.core.dialect import DELIMITERS, QUOTES, Dialect, lines_of, records
from naru.data.ingest.core.mixed_encodings import BROKEN

ENDS = st.sampled_from(["\n", "\r\n", "\r"])
DIALECTS = st.builds(
    Dialect, st.sampled_from([*DELIMITERS, "@", "가"]), st.sampled_from(QUOTES), st.sampled_from([None, "\\"])
)
SHAPES = st.builds(
    Shape,
    dialect=DIALECTS,
    width=st.integers(1, 4),
    first_line=st.just(1),
    header=st.sampled_from([(), ("a", "b", "가"), ("a",)]),
    broken=st.booleans(),
)
PLAIN = Shape(dialect=Dialect(), width=3, first_line=1)


def _letters(dialect: Dialect) -> st.SearchStrategy[str]:
    return st.sampled_from(
        [*"ab가,\"'\n\r;0\\ ※", "\ufeff", BROKEN, dialect.delimiter, dialect.delimiter, dialect.quote]
    )


@st.composite
def written(draw: st.DrawFn) -> tuple[Shape, str]:
    """A shape, and rows written in its dialect with every cell quoted."""
    shape = draw(SHAPES)
    dialect, end = shape.dialect, draw(ENDS)
    cells = st.text(_letters(dialect), max_size=6)
    rows = draw(st.lists(st.lists(cells, min_size=1, max_size=4), min_size=1, max_size=25))
    text = end.join(dialect.delimiter.join(_quoted(cell, dialect) for cell in row) for row in rows) + end
    return _placed(draw, shape, text), text


@st.composite
def scribbled(draw: st.DrawFn) -> tuple[Shape, str]:
    """A shape, and any text of the letters that mean something in its dialect."""
    shape = draw(SHAPES)
    text = draw(st.text(_letters(shape.dialect), min_size=1, max_size=80))
    return _placed(draw, shape, text), text


def _placed(draw: st.DrawFn, shape: Shape, text: str) -> Shape:
    """The data begins with one of the first rows; a header has a cell for each column."""
    rows = [record.line for record in records(lines_of(text.removeprefix("\ufeff")), shape.dialect)]
    header = shape.header if len(shape.header) == shape.width else ()
    return replace(shape, first_line=draw(st.sampled_from(rows[:4] or [1])), header=header)


def _quoted(cell: str, dialect: Dialect) -> str:
    if dialect.escape:
        cell = cell.replace(dialect.escape, dialect.escape * 2)
    return f"{dialect.quote}{cell.replace(dialect.quote, dialect.quote * 2)}{dialect.quote}"


def _cut(text: str, shape: Shape, **limits: int) -> tuple[Any, ...]:
    with TemporaryDirectory() as folder, patch.multiple(delimited, **limits):
        path = Path(folder) / "t.csv"
        path.write_bytes(text.encode())
        cut = cut_text(path, shape, Path(folder))
        table = _table(cut)
        numbers = table.column("n").to_pylist()
        wanted = sorted([*numbers, *cut.below, *(n for n, _ in cut.left_out)])
        where = cut.locate(wanted)
        return (
            table.drop_columns("n").to_pylist(),
            cut.rows,
            [where[n] for n in numbers],
            [(where[n], reason) for n, reason in sorted(cut.left_out)],
            [where[n] for n in cut.below],
            [(record.line, record.fields) for record in cut.ragged],
        )


def _table(cut: Cut) -> pa.Table:
    return pq.read_table(cut.raw) if isinstance(cut.raw, Path) else cut.raw


def _same(shape: Shape, text: str) -> None:
    reference = _cut(text, shape, SMALL=1 << 20)
    assert _cut(text, shape, SMALL=-1) == reference
    assert _cut(text, shape, SMALL=-1, IN_MEMORY=-1, TAIL_ROWS=30) == reference


@settings(max_examples=200)
@given(written())
def test_well_quoted_text_is_cut_alike(case: tuple[Shape, str]) -> None:
    _same(*case)


@settings(max_examples=200)
@given(scribbled())
@example((PLAIN, "a,b,c\n" * 3))
def test_any_text_is_cut_alike(case: tuple[Shape, str]) -> None:
    _same(*case)


@settings(max_examples=200)
@given(st.text(st.sampled_from('ab가,,"\n\n\r 0'), min_size=1, max_size=80))
def test_any_text_of_commas_is_cut_alike(text: str) -> None:
    _same(PLAIN, text)


@pytest.mark.parametrize("filler", ["x", '"', "가", "\n"])
def test_text_of_several_blocks_is_cut_alike(filler: str) -> None:
    rows = [f"{i},{filler * (i % 7) if filler != chr(34) else chr(34) + 'q' + chr(34)},c" for i in range(300)]
    with patch.object(delimited, "BLOCK", 256):
        _same(PLAIN, "\n".join(rows) + "\n")
