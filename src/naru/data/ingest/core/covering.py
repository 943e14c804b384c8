"""A file's own lines as people see them: what in them is personal is covered, also after it was dropped or masked.

Numbers are covered wherever they stand in a line. A name, a birth date or a home is known by its column alone: so in a
table with such columns a line is taken apart into its cells, and where it does not have as many cells as the table has
columns, every cell is covered.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field

from naru.data.ingest.core.source_settings import TableSettings
from naru.data.ingest.core.values import TableReport
from naru.data.tables.core.masking import mask
from naru.data.tables.core.personal import covered, kinds_in
from naru.data.tables.core.values import PERSON_KINDS, Grade, PersonalKind

BAR = " │ "  # between a sheet's cells in a preview


@dataclass(frozen=True, slots=True, kw_only=True)
class Covering:
    """``kinds`` are covered wherever they stand, ``columns`` (by name) whole; ``places`` are those columns' in a row."""

    kinds: frozenset[PersonalKind]
    columns: Mapping[str, frozenset[PersonalKind]] = field(default_factory=dict)
    places: Mapping[int, str] = field(default_factory=dict)
    width: int = 0
    delimiter: str | None = None
    by_cell: bool = False

    def header(self, line: str) -> str:
        """A line of the header, or above it; a first row that was taken for one is covered like any other."""
        return self.row(line) if kinds_in(line) & self.kinds else covered(line, self.kinds)

    def row(self, line: str) -> str:
        """A line of the table."""
        if not self.by_cell:
            return covered(line, self.kinds)
        separator = self._separator(line)
        cells = _cells(line, separator)
        if len(cells) != self.width:
            return separator.join(mask(cell) or "" for cell in cells)
        return separator.join(self.value(self.places.get(place), cell) or "" for place, cell in enumerate(cells))

    def value(self, column: str | None, value: str | None) -> str | None:
        """One cell of the column."""
        if value is None or column is None or column not in self.columns:
            return covered(value, self.kinds) if value else value
        return mask(value, self.columns[column])

    def _separator(self, line: str) -> str:
        if self.delimiter:
            return self.delimiter
        return BAR if BAR in line else "\t"


def covering(report: TableReport, table_settings: TableSettings) -> Covering:
    """What is to be covered in the lines of a table that was read so, under these settings."""
    found = [finding for finding in report.personal if finding.grade is not Grade.PUBLIC]
    masked = [column.name for column in report.columns if table_settings.masks(column.name)]
    kinds_of = {
        name: frozenset(finding.kind for finding in found if finding.column == name)
        for name in (*masked, *(finding.column for finding in found))
    }
    is_decided = bool(table_settings.mask or table_settings.settled) or any(
        hint.drop for hint in table_settings.hints.columns
    )
    persons = {kind.value for kind in PERSON_KINDS}
    settled = [(column, kind in persons) for column, _, kind in (key.rpartition(":") for key in table_settings.settled)]
    is_left_out = any(is_person and table_settings.drops(column) for column, is_person in settled)
    return Covering(
        kinds=frozenset(PersonalKind) if is_decided else frozenset(finding.kind for finding in found),
        columns=kinds_of,
        places={place: column.name for place, column in enumerate(report.columns) if column.name in kinds_of},
        width=0 if is_left_out else len(report.columns),
        delimiter=report.delimiter,
        by_cell=any(is_person for _, is_person in settled) or any(finding.kind in PERSON_KINDS for finding in found),
    )


def _cells(line: str, separator: str) -> list[str]:
    if len(separator) != 1:
        return line.split(separator)
    try:
        return next(csv.reader([line], delimiter=separator), [])
    except csv.Error:
        return [line]
