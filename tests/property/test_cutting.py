"""The fast reader cuts text as the reference reader does."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from naru.data.ingest.core import delimited
from naru.data.ingest.core.delimited import Cut, Shape, cut_text
from naru.data.ingest.core.dialect import Dialect

CELLS = st.text(st.sampled_from("ab가, \"'\n\r;0\\"), max_size=6)
ROWS = st.lists(st.lists(CELLS, min_size=1, max_size=4), min_size=1, max_size=25)
ENDS = st.sampled_from(["\n", "\r\n", "\r"])


def _written(rows: list[list[str]], end: str) -> str:
    return end.join(",".join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row) for row in rows) + end


def _cut(text: str, small: int) -> Cut:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "t.csv"
        path.write_bytes(text.encode())
        before, delimited.SMALL = delimited.SMALL, small
        try:
            found = cut_text(path, Shape(dialect=Dialect(), width=3, first_line=1), Path(folder))
            found.locate = (lambda where: lambda wanted: {n: where[n] for n in wanted})(
                found.locate(found.raw.column("n").to_pylist())
            )
            return found
        finally:
            delimited.SMALL = before


def _same(text: str) -> None:
    fast, reference = _cut(text, -1), _cut(text, 1 << 20)
    assert fast.raw.drop_columns("n").to_pylist() == reference.raw.drop_columns("n").to_pylist()
    assert [(r.line, r.fields) for r in fast.ragged] == [(r.line, r.fields) for r in reference.ragged]
    numbers = [table.raw.column("n").to_pylist() for table in (fast, reference)]
    assert list(fast.locate(numbers[0]).values()) == list(reference.locate(numbers[1]).values())


@settings(max_examples=150)
@given(ROWS, ENDS)
def test_well_quoted_text_is_cut_alike(rows: list[list[str]], end: str) -> None:
    _same(_written(rows, end))


@settings(max_examples=150)
@given(st.text(st.sampled_from('ab가,,"\n\n\r 0'), min_size=1, max_size=80))
def test_any_text_is_cut_alike(text: str) -> None:
    _same(text)
