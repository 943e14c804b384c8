"""Personal data found in a file: what still waits for a decision, and what a decision leaves in the source's settings.

*Theory of operation.* A finding is settled by what was decided, never by how the file was corrected. What is masked or
dropped is found no longer; what two persons accepted stays accepted for its column and kind; numbers of identity are
never accepted. A correction (another header line, another name) under which a number of identity that was found in these
very bytes is found no longer, though no decision covered it, settles nothing: ``unaccounted`` says so.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from naru.data.ingest.core.source_settings import SourceSettings, TableSettings
from naru.data.ingest.core.states import Decision
from naru.data.ingest.core.values import ColumnHint, TableReport
from naru.data.tables.core.values import Grade, PersonalFinding, PersonalKind


def unsettled(reports: Sequence[TableReport], settings: SourceSettings) -> list[tuple[TableReport, PersonalFinding]]:
    """The findings that keep the load from being published."""
    return [
        (report, finding)
        for report in reports
        for finding in report.personal
        if _waits(finding, settings.of(report.name))
    ]


def _waits(finding: PersonalFinding, table_settings: TableSettings) -> bool:
    match finding.grade:
        case Grade.IDENTITY:
            return True
        case Grade.PERSONAL:
            return finding.key not in table_settings.accepted
        case Grade.PUBLIC:
            return False


def unaccounted(
    earlier: Iterable[TableReport], reports: Sequence[TableReport], settings: SourceSettings
) -> frozenset[PersonalKind]:
    """Kinds of identity numbers that other readings of the same bytes found, and that are neither found now nor covered
    by a decision that still holds."""
    known = _identity_kinds(earlier)
    return known - _identity_kinds(reports) - _covered_kinds(reports, settings)


def _identity_kinds(reports: Iterable[TableReport]) -> frozenset[PersonalKind]:
    return frozenset(
        finding.kind for report in reports for finding in report.personal if finding.grade is Grade.IDENTITY
    )


def _covered_kinds(reports: Sequence[TableReport], settings: SourceSettings) -> frozenset[PersonalKind]:
    return frozenset(
        PersonalKind(kind)
        for report in reports
        for column, _, kind in (key.rpartition(":") for key in settings.of(report.name).settled)
        if _holds(settings.of(report.name), report, column)
    )


def _holds(table_settings: TableSettings, report: TableReport, source: str) -> bool:
    """Whether the column is still left out, or there and masked."""
    if table_settings.drops(source):
        return True
    names = {table_settings.source_of(column.name) for column in report.columns}
    return source in names and source in table_settings.mask


def decided(
    settings: SourceSettings,
    reports: Sequence[TableReport],
    decision: Decision,
    columns: Mapping[str, Sequence[str]],
) -> SourceSettings:
    """What the source remembers of a decision: findings accepted, columns masked or dropped from now on.

    ``columns`` by table are those to mask or drop.
    """
    for report in reports:
        if not report.personal:
            continue
        key = "" if len(reports) == 1 else report.name
        named = tuple(columns.get(report.name, ()))
        settings = settings.with_table(key, _table_decided(settings.of(key), report, decision, named))
    return settings


def _table_decided(
    table_settings: TableSettings, report: TableReport, decision: Decision, named: Sequence[str]
) -> TableSettings:
    sources = tuple(table_settings.source_of(name) for name in named)
    covered = [
        f"{table_settings.source_of(finding.column)}:{finding.kind.value}"
        for finding in report.personal
        if finding.column in named
    ]
    settled = tuple(dict.fromkeys((*table_settings.settled, *covered)))
    match decision:
        case Decision.PUBLISH:
            seen = [finding.key for finding in report.personal if finding.grade is Grade.PERSONAL]
            return replace(table_settings, accepted=tuple(dict.fromkeys((*table_settings.accepted, *seen))))
        case Decision.MASK:
            mask = tuple(dict.fromkeys((*table_settings.mask, *sources)))
            return replace(table_settings, mask=mask, settled=settled)
        case Decision.DROP:
            kept = [hint for hint in table_settings.hints.columns if hint.source not in sources]
            dropped = [ColumnHint(source=source, drop=True) for source in sources]
            hints = replace(table_settings.hints, columns=(*kept, *dropped))
            return replace(table_settings, hints=hints, settled=settled)
        case Decision.REJECT:
            return table_settings
