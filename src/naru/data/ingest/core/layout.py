"""Where the table lies among a file's rows: titles and notes above, one or more header rows, a units row, footnotes.

Theory of operation. A row is judged by its cells: a *datum* is a number or a date, a *label* is any other text. The
columns that hold mostly data further down tell the header: it is the run of rows, at the first row that is filled
across, with labels in those columns, and no longer than it takes to give each column a name of its own. Where every column is text, the first row is the header unless one of its cells
comes again below it in the same column.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from naru.data.catalogue.core.columns import ColumnType
from naru.data.ingest.core import column_names, dates, number_headers
from naru.data.ingest.core.missing_values import ALWAYS
from naru.data.ingest.core.writing_styles import reads_as_number
from naru.data.tables.core import lexicon, numbers

Rows = Sequence[Sequence[str]]

HEADER_ROWS_MAX = 6
BODY = 120  # rows looked at below a header
FILLED = 0.5
_REMARK = re.compile(
    r"\s*(?:※|\*|☞|▷|◎|○|●|□|■|주\s*[:：\d)]|자료|출처|단위|작성|기준|비고|참고|\(|\[|<|붙임|첨부|별첨|문의|담당|끝\.|source|note|[-①-⑳]\s|\d{1,2}[.)]\s*\S)",
    re.IGNORECASE,
)
_SOURCE = re.compile(r"\s*(?:※|자\s*료|출\s*처|주\s*[:：\d)]|sources?|notes?)\s*(?:[:：]|\d?\))", re.IGNORECASE)
_FIELD_NAME = re.compile(r"[A-Za-z]\w*", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Where the table lies; row numbers are positions from 0 in what was looked at, ``names`` has one a column."""

    width: int
    header: tuple[int, ...]  # the header's rows, none for a file without one
    first: int  # the first row of data
    names: tuple[str, ...]
    nameless: frozenset[int]  # the columns that the header says nothing about
    units: tuple[str | None, ...]
    stated_unit: str | None = None  # of every number in the table that names no other: "(단위 : 명)"
    notes: tuple[int, ...] = field(default=())  # rows above the data that are neither
    has_data: bool = False  # some columns hold numbers or dates


def find_layout(rows: Rows, *, header_at: int | None = None, header_rows: int | None = None) -> Layout:
    """Find the table in the first rows of a file; a person's word about the header is taken (``header_at`` from 0,
    ``header_rows`` 0 for none). A width of 0 says that there is no table."""
    width = _width(rows)
    start = header_at if header_at is not None else _start(rows, width)
    columns = _data_columns(rows[start + 1 :], width)
    if header_rows is not None:
        header = tuple(range(start, start + header_rows))
    else:
        header = _header(rows, start, width, columns)
    first = header[-1] + 1 if header else start
    header, units_row = _without_units(rows, header)
    if units_row is None and header and first < len(rows) and header_rows is None and _is_units(rows[first]):
        units_row, first = first, first + 1
    notes = tuple(i for i in range(start) if _filled(rows[i]) and i not in header)
    plain = _names(rows, header, width)
    return Layout(
        width=width,
        header=header,
        first=first,
        names=tuple(column_names.distinct(plain)),
        nameless=frozenset(i for i, name in enumerate(plain) if header and not name),
        units=_units(rows, plain, units_row),
        stated_unit=_stated_unit(rows, notes),
        notes=notes,
        has_data=bool(columns),
    )


def footer_rows(rows: Rows, width: int) -> int:
    """How many of a table's last rows are remarks or blank, not data; ``rows`` are its end, of this width."""
    count = 0
    for row in reversed(rows):
        if _filled(row) and not _is_remark(row, width):
            break
        count += 1
    return count


def _is_remark(row: Sequence[str], width: int) -> bool:
    texts = list(dict.fromkeys(cell.strip() for cell in row if cell.strip()))
    if width < 2 or not texts or not all(map(is_label, texts)):
        return False
    if len(texts) > 1:  # "자료 : 통계청" and far to its right "Source : KOSTAT"
        return len(texts) <= 3 < width and all(_SOURCE.match(text) for text in texts)
    return _REMARK.match(texts[0]) is not None or (width > 2 and len(texts[0]) > 20)


def is_datum(cell: str) -> bool:
    """Whether the cell reads as a number or a date, or is digits with hyphens and blanks (a telephone number)."""
    return (
        numbers.parse(cell) is not None
        or dates.parse(cell) is not None
        or re.fullmatch(r"\s*\d[\d\s-]*", cell) is not None
        or reads_as_number(cell)
        or dates.has_year_last(cell)
    )


def is_label(cell: str) -> bool:
    """Whether the cell may name something: neither a value nor a mark for a missing one."""
    return cell.strip() not in ALWAYS and not is_datum(cell)


def _filled(row: Sequence[str]) -> int:
    return sum(1 for cell in row if cell.strip())


def _width(rows: Rows) -> int:
    """The commonest number of cells; of rows padded alike (sheets), up to the last column in use."""
    lengths = Counter(len(row) for row in rows if _filled(row))
    if not lengths:
        return 0
    width = max(lengths.items(), key=lambda item: (item[1], item[0]))[0]
    if width == 1 and (among := _width_among_remarks(rows)):
        width = among
    used = [i for row in rows if _filled(row) > 1 or width == 1 for i, cell in enumerate(row[:width]) if cell.strip()]
    return max(used, default=width - 1) + 1 if len(lengths) == 1 else width


def _width_among_remarks(rows: Rows) -> int:
    """The width of the one table that lies among lines of a single cell, 0 where wider rows are strewn among them."""
    runs = [(length, len(list(run))) for length, run in groupby(map(len, filter(_filled, rows)))]
    wide = [(length, count) for length, count in runs if length > 1]
    return wide[0][0] if len(wide) == 1 and wide[0][1] > 1 else 0


def _start(rows: Rows, width: int) -> int:
    """The first row that is filled across, with the label rows that lie directly on it."""
    across = (
        i
        for i, row in enumerate(rows)
        if _reaches(row, width) and not _is_merged_title(rows, i, width) and not _is_pair(rows, i, width)
    )
    start = next(across, next((i for i, row in enumerate(rows) if _filled(row)), 0))
    while start and _is_level(rows[start - 1], width) and not _is_pair(rows, start - 1, width):
        start -= 1
    return start


def _is_pair(rows: Rows, at: int, width: int) -> bool:
    """A name and a value above the table ("조사기관 | 부산광역시"): the first two cells alone, and below them another name.

    An upper header row of that shape ("구분 | 인구") has nothing, or itself again, below its first cell."""
    cells = [cell.strip() for cell in rows[at]]
    fewest = 3 if is_datum("".join(cells[1:2])) else 4  # two names over three columns may be their upper header
    if width < fewest or len(cells) < 2 or not all(cells[:2]) or any(cells[2:]):
        return False
    below = next((row for row in rows[at + 1 :] if _filled(row)), None)
    return below is not None and bool(below[0].strip()) and below[0].strip() != cells[0]


def _reaches(row: Sequence[str], width: int) -> bool:
    return len(row) <= width + 1 and _filled(row) >= max(1, width * FILLED) and (width == 1 or _filled(row) > 1)


def _is_merged_title(rows: Rows, at: int, width: int) -> bool:
    """One text merged over the table: over all of it, or at least over the column that its rows begin with (an upper
    header of one text, "인구" over its parts, leaves that column to its own name)."""
    filled = [i for i, cell in enumerate(rows[at]) if cell.strip()]
    if width < 3 or len(filled) < 2 or len({rows[at][i].strip() for i in filled}) > 1:
        return False
    if filled != list(range(filled[0], filled[-1] + 1)):
        return False
    below = rows[at + 1 :]
    used = (i for i in range(width) if sum(i < len(row) and bool(row[i].strip()) for row in below) > 1)
    return len(filled) == width or next(used, -1) in filled


def _is_level(row: Sequence[str], width: int) -> bool:
    """An upper header row of few cells ("구분", "인구" over five columns), not a title and not a remark."""
    texts = [cell.strip() for cell in row if cell.strip()]
    periods = set(filter(_is_period, texts))  # one alone is more likely the date of the whole table
    return (
        len(set(texts)) > 1
        and len(row) >= width - 1
        and len(periods) != 1
        and all((t in periods or is_label(t)) and ":" not in t and len(t) < 30 for t in texts)
    )


def _is_period(cell: str) -> bool:
    """A year, a quarter or a month, over the parts of its figures."""
    found = dates.parse(cell)
    return found is not None and found.type in (ColumnType.YEAR, ColumnType.QUARTER, ColumnType.MONTH)


def _data_columns(rows: Rows, width: int) -> set[int]:
    """The columns that hold data in most of their cells, judged by the rows below the header's likely end."""
    body = rows[min(HEADER_ROWS_MAX, len(rows) // 2) :][:BODY]
    columns = set()
    for i in range(width):
        cells = [row[i] for row in body if i < len(row) and row[i].strip() not in ALWAYS]
        if cells and sum(map(is_datum, cells)) >= 0.6 * len(cells):
            columns.add(i)
    return columns


def _header(rows: Rows, start: int, width: int, columns: set[int]) -> tuple[int, ...]:
    if start >= len(rows):
        return ()
    if not columns:
        return _header_of_texts(rows, start, width)
    header: list[int] = []
    for i in range(start, min(start + HEADER_ROWS_MAX, len(rows))):
        share = _labelled(rows, i, columns)
        if share <= FILLED and not (i == start and (share == FILLED or _is_numbered(rows, i, columns))):
            break
        is_whole = header and _says_all(rows, header, width)
        if is_whole and not _goes_on(rows, start, i, columns) and not _stands_above_gap(rows, i):
            break
        header.append(i)
    if len(header) > 1 and _comes_again(rows[: header[-1] + 1], start, whole=True):
        header = header[:1]
    return tuple(header)


def _is_numbered(rows: Rows, at: int, columns: set[int]) -> bool:
    """Does this row name the data columns by numbers, alone or together with the labels below it?"""
    below = rows[at + 1 :][:BODY]
    if number_headers.names_columns(rows[at], below, columns):
        return True
    is_upper = number_headers.stands_over(rows[at], columns)
    return is_upper and bool(below) and _labelled(rows, at + 1, columns) > FILLED


def _header_of_texts(rows: Rows, start: int, width: int) -> tuple[int, ...]:
    """Among nothing but texts: further header rows by their merged cells alone."""
    header = [start]
    while header[-1] + 1 < min(len(rows), start + HEADER_ROWS_MAX) and _parts(rows, header[-1] + 1, width):
        header.append(header[-1] + 1)
    is_named = len(header) > 1 or not _comes_again(rows, start) or _is_of_headings(rows[start])
    return tuple(header) if is_named else ()


def _is_of_headings(row: Sequence[str]) -> bool:
    """Words that head columns ("구분", "내용") stand in at least half of its cells: it is the header though one of them comes
    again among the values."""
    texts = [cell.strip() for cell in row if cell.strip()]
    return sum(1 for text in texts if lexicon.HEADING.search(text)) >= FILLED * len(texts) > 0


def _parts(rows: Rows, at: int, width: int) -> bool:
    """Does this row name the parts of those cells above that span several columns, and leave the others as they are?"""
    above, below = ([*[cell.strip() for cell in rows[i]], *[""] * width][:width] for i in (at - 1, at))
    spans = [not above[i] or above.count(above[i]) > 1 or (i + 1 < width and not above[i + 1]) for i in range(width)]
    agree = all(bool(below[i]) if spans[i] else below[i] in ("", above[i]) for i in range(width))
    return agree and any(spans) and not all(spans)


def _says_all(rows: Rows, header: Sequence[int], width: int) -> bool:
    """Has every column that holds anything a name of its own already? Then words below are data ("미정", "무료")."""
    below = rows[header[-1] + 1 :]
    used = [i for i in range(width) if any(i < len(row) and row[i].strip() for row in below)]
    plain = _names(rows, tuple(header), width)
    said = [plain[i] for i in used]
    return all(said) and len(set(said)) == len(said)


def _goes_on(rows: Rows, start: int, at: int, columns: set[int]) -> bool:
    """Does this row go on with a header that says all? It does where no label column has a text of its own (KOSIS writes
    "행정구역별" again under itself, and "총인구 (명)" under each year), and where it gives field names."""
    labels = [i for i, cell in enumerate(rows[at]) if i not in columns and cell.strip()]
    own = [i for i in labels if i >= len(rows[at - 1]) or rows[at][i].strip() != rows[at - 1][i].strip()]
    is_spanned = not own and any(i not in columns for i, cell in enumerate(rows[start]) if cell.strip())
    return is_spanned or _is_second_name(rows, start, at)


def _stands_above_gap(rows: Rows, at: int) -> bool:
    """Is this the last row before an empty one, with the data below that? Then it belongs to the rows on top of it."""
    return at + 2 < len(rows) and not _filled(rows[at + 1]) and at + 1 < HEADER_ROWS_MAX


def _is_second_name(rows: Rows, start: int, at: int) -> bool:
    """Field names of a program ("sido_nm") under names for people."""
    texts = [cell.strip() for cell in rows[at] if cell.strip()]
    above = "".join(rows[start])
    return len(texts) > 1 and not above.isascii() and all(_FIELD_NAME.fullmatch(text) for text in texts)


def _labelled(rows: Rows, at: int, columns: set[int]) -> float:
    """The share of this row's cells over data columns that name rather than hold data."""
    cells = {i: rows[at][i] for i in sorted(columns) if i < len(rows[at]) and rows[at][i].strip()}
    periods = {
        i: moment for i, cell in cells.items() if (moment := dates.parse(cell)) and not _holds_moments(rows, at, i)
    }
    counted = [moment for moment in periods.values() if moment.numeric]
    values = list(
        dict.fromkeys(str(moment.value) for moment in counted)
    )  # a merged year stands over each of its columns
    in_order = len(values) > 1 and (values == sorted(set(values)) or values == sorted(set(values), reverse=True))
    names_ = sum(
        1
        for i, cell in cells.items()
        if is_label(cell) or (i in periods and (in_order or not periods[i].numeric)) or _is_group(rows, at, i)
    )
    return names_ / len(cells) if cells else 0.0


def _holds_moments(rows: Rows, at: int, column: int) -> bool:
    below = [row[column] for row in rows[at + 1 : at + 30] if column < len(row) and row[column].strip()]
    return sum(1 for cell in below if dates.parse(cell)) >= FILLED * len(below)


def _is_group(rows: Rows, at: int, column: int) -> bool:
    """A number with a counter ("10대", "1인", "2층") over numbers that have none names the column: a group of ages, homes,
    floors; so does "20-24"."""
    below = [row[column] for row in rows[at + 1 : at + 30] if column < len(row)]
    number = numbers.parse(rows[at][column])
    if number is None or number.unit is None:
        return number_headers.is_range(rows[at][column], below)
    found = [value for cell in below if (value := numbers.parse(cell)) is not None]
    return bool(found) and sum(value.unit == number.unit for value in found) < FILLED * len(found)


def _comes_again(rows: Rows, start: int, *, whole: bool = False) -> bool:
    """Does a cell of this row stand again in its column, in a row that does not repeat it all?"""
    head = [cell.strip() for cell in rows[start]]
    for row in rows[start + 1 :]:
        cells = [cell.strip() for cell in row]
        if cells == head:
            if whole:
                return True
            continue
        if not whole and any(a and a == b for a, b in zip(head, cells, strict=False)):
            return True
    return False


def _is_units(row: Sequence[str]) -> bool:
    texts = [cell for cell in row if cell.strip()]
    units = [cell for cell in texts if column_names.bare_unit(cell)]
    return bool(units) and len(units) >= max(1, len(texts) - 1) and (len(units) > 1 or len(texts) == 1)


def _without_units(rows: Rows, header: tuple[int, ...]) -> tuple[tuple[int, ...], int | None]:
    if len(header) > 1 and _is_units(rows[header[-1]]):
        return header[:-1], header[-1]
    return header, None


def _names(rows: Rows, header: tuple[int, ...], width: int) -> list[str]:
    levels = [[*rows[i], *[""] * width][:width] for i in header]
    for upper, lower in pairwise(levels):
        for i in range(1, width):
            if not upper[i].strip() and lower[i].strip():
                upper[i] = upper[i - 1]
    return [column_names.joined([level[i] for level in levels]) for i in range(width)]


def _units(rows: Rows, plain: list[str], units_row: int | None) -> tuple[str | None, ...]:
    units = [column_names.unit_in_name(name) for name in plain]
    if units_row is not None:
        below = [*rows[units_row], *[""] * len(plain)]
        units = [unit or column_names.bare_unit(cell) for unit, cell in zip(units, below, strict=False)]
    return tuple(units)


def _stated_unit(rows: Rows, notes: tuple[int, ...]) -> str | None:
    stated = {unit for i in notes for cell in rows[i] if (unit := column_names.stated_unit(cell))}
    return stated.pop() if len(stated) == 1 else None
