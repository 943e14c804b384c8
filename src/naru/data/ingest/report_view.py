"""A load's report made ready for its page: words for codes, marked lines, bars for histograms."""

from collections.abc import Sequence
from dataclasses import dataclass

from naru.base.kit.words import Words
from naru.data.catalogue.core.column_words import MEANING_WORDS, TYPE_WORDS
from naru.data.catalogue.core.columns import Column, ColumnType, Meaning
from naru.data.catalogue.core.version_changes import VersionChanges
from naru.data.ingest import reads
from naru.data.ingest.core import reasons
from naru.data.ingest.core.covering import Covering, covering
from naru.data.ingest.core.values import Hints, LoadResult, TableReport
from naru.data.tables.core.values import Grade, PersonalKind, PublicGround

QUARANTINED_SHOWN = 20
NOTES_SHOWN = 40

PLANE = {Meaning.EASTING, Meaning.NORTHING}

PERSONAL_WORDS: dict[PersonalKind, Words] = {
    PersonalKind.RESIDENT_NUMBER: Words("주민등록번호", "Resident registration number"),
    PersonalKind.FOREIGNER_NUMBER: Words("외국인등록번호", "Foreigner registration number"),
    PersonalKind.DRIVER_LICENCE: Words("운전면허번호", "Driver's licence number"),
    PersonalKind.ACCOUNT: Words("계좌번호", "Account number"),
    PersonalKind.NAME: Words("사람 이름", "Person's name"),
    PersonalKind.BIRTH_DATE: Words("생년월일", "Birth date"),
    PersonalKind.ADDRESS: Words("사는 곳", "Home address"),
    PersonalKind.MOBILE_PHONE: Words("휴대전화번호", "Mobile phone number"),
    PersonalKind.CARD: Words("카드번호", "Card number"),
    PersonalKind.PASSPORT: Words("여권번호", "Passport number"),
    PersonalKind.PLATE: Words("차량번호", "Number plate"),
    PersonalKind.EMAIL: Words("이메일 주소", "Email address"),
}

GRADE_WORDS: dict[Grade, Words] = {
    Grade.IDENTITY: Words("그대로 공개할 수 없음", "Never published as it is"),
    Grade.PERSONAL: Words("두 사람이 확인하면 공개", "Published if two agree"),
    Grade.PUBLIC: Words("법에 따라 공개되는 개인정보", "Personal, and public by law"),
}
GROUND_WORDS: dict[PublicGround, Words] = {
    PublicGround.REPRESENTATIVE: Words(
        "업소와 시설 목록의 대표자 이름은 인허가 정보로 공개됩니다",
        "Who answers for a firm or facility is public with its permit",
    ),
    PublicGround.DUTY: Words(
        "직무를 맡은 공무원의 이름은 정보공개법에 따라 공개됩니다",
        "Officials are named with their office by the disclosure act",
    ),
    PublicGround.AUTHORSHIP: Words(
        "작품이나 경기의 이름으로 널리 알려진 이름입니다", "Known to all by a work, a contest or a stage"
    ),
}

OWN_REASONS = {
    "projection_guessed": Words(
        "좌표계가 적혀 있지 않아 값으로 짐작했습니다. 옛 베셀 좌표(EPSG:5174)라면 300 m쯤 어긋나니 보고서에서 좌표계를 골라 주세요",
        "The coordinate system was not stated; it was told from the values. Old Bessel coordinates (EPSG:5174) would be"
        " 300 m off: choose the system in the report",
    ),
    "no_rows": Words("머리글만 있고 행이 없습니다", "There is a header and not a single row"),
    "projection_unknown": Words(
        "평면좌표의 좌표계를 알 수 없어 지도에 놓지 못합니다. 보고서에서 좌표계를 골라 주세요",
        "The system of the plane coordinates is not known, so they stand on no map. Choose it in the report",
    ),
    "totals_among_rows": Words(
        "합계·소계 행이 다른 행과 함께 있습니다. 더할 때에는 빼고 더해 주세요",
        "Rows with totals stand among the others; leave them out when you add up",
    ),
    "numbers_shortened": Words(
        "엑셀이 긴 번호를 2.63E+09처럼 줄여 저장해 뒷자리를 잃었습니다: {what}. 셀 서식을 텍스트로 바꾸고 원본에서 다시 내보내 주세요",
        "A spreadsheet shortened long numbers like 2.63E+09, and their last digits are lost: {what}. Format those cells"
        " as text and export the file again from its source",
    ),
    "sheets_hidden": Words(
        "숨긴 시트는 읽지 않았습니다: {what}. 필요하면 엑셀에서 숨기기를 취소하고 다시 올려 주세요",
        "Hidden sheets were not read: {what}. If they are wanted, unhide them in Excel and upload the file again",
    ),
    "sheets_passed_over": Words(
        "표가 없는 시트(표지나 설명)는 건너뛰었습니다",
        "Sheets without a table (a cover, explanations) were passed over",
    ),
}
KNOWN_REASONS = reasons.QUARANTINED | reasons.GROUNDS | OWN_REASONS


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownColumn:
    """``heights`` and ``titles`` are the bars of its values, none for a column with personal data."""

    column: Column
    source: str
    type: Words
    meaning: Words | None
    heights: Sequence[int]
    titles: Sequence[str]
    hint_drop: bool
    is_key: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownFinding:
    """Personal data in a column: how many values, up to three of them, masked, and what may be done with them."""

    column: str
    kind: Words
    count: int
    examples: str
    grade: Grade
    grade_words: Words
    ground: Words | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownTable:
    """A table's report in words; ``number`` is its place in the load from 0. Wherever its texts come from the file,
    personal values that were found are covered."""

    number: int
    report: TableReport
    result: LoadResult | None
    lines: Sequence["ShownLine"]
    columns: Sequence[ShownColumn]
    quarantined_rows: Sequence["QuarantinedRowView"]
    reasons: Sequence[tuple[Words, str | None, int]]
    findings: Sequence[ShownFinding]
    personal_columns: Sequence[str]
    warnings: Sequence[Words]
    notes: Sequence["ShownLine"]
    hints: Hints
    dropped: Sequence[str]  # columns that a person left out, by their names in the file
    has_places: bool
    epsg: int | None
    confidence_percent: int | None
    encoding_grounds: Words | None
    changes: VersionChanges | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownLine:
    """A line of the file by its 1-based number."""

    number: int
    text: str
    is_header: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class QuarantinedRowView:
    """A row kept aside as its reader sees it: personal values covered, ``raw`` cut at 500 characters."""

    line: int | None
    reason: Words
    column: str | None
    value: str | None
    raw: str


def table(view: reads.LoadView, number: int, language: str) -> ShownTable:
    """The load's table of this number, from 0. Raises IndexError where there is none."""
    report = view.tables[number]
    result = next((result for result in view.results if result.name == report.name), None)
    confidence, hints = report.encoding_confidence, view.settings.of(report.name).hints
    cover = covering(report, view.settings.of(report.name))
    return ShownTable(
        number=number,
        report=report,
        result=result,
        lines=_lines(view, report, cover),
        columns=[_column(view, number, column, source) for column, source in sources(view, number)],
        quarantined_rows=[_row_view(row, cover) for row in reads.quarantined_rows(report, limit=QUARANTINED_SHOWN)],
        reasons=[(reason_words(reason.code), reason.column, reason.count) for reason in report.quarantine_reasons],
        findings=[
            ShownFinding(
                column=finding.column,
                kind=PERSONAL_WORDS[finding.kind],
                count=finding.count,
                examples=", ".join(finding.examples[:3]),
                grade=finding.grade,
                grade_words=GRADE_WORDS[finding.grade],
                ground=GROUND_WORDS[finding.ground] if finding.ground else None,
            )
            for finding in report.personal
        ],
        personal_columns=list(
            dict.fromkeys(finding.column for finding in report.personal if finding.grade is not Grade.PUBLIC)
        ),
        warnings=[reason_words(code) for code in report.warnings],
        notes=[ShownLine(number=note.line, text=cover.header(note.text), is_header=False) for note in report.notes],
        hints=hints,
        dropped=[hint.source for hint in hints.columns if hint.drop],
        has_places=bool(report.geometry) or any(column.meaning in PLANE for column in report.columns),
        epsg=view.settings.epsg,
        confidence_percent=round(100 * confidence) if confidence is not None else None,
        encoding_grounds=reason_words(report.encoding_grounds) if report.encoding_grounds else None,
        changes=result.changes if result else None,
    )


def sources(view: reads.LoadView, number: int) -> list[tuple[Column, str]]:
    """Each column of the table with this number, with its name in the file: what a
    person renamed is known by its hint."""
    report = view.tables[number]
    hints = view.settings.of(report.name).hints
    renamed = {hint.name: hint.source for hint in hints.columns if hint.name}
    return [(column, renamed.get(column.name, column.name)) for column in report.columns]


def reason_words(code: str) -> Words:
    """The code's words; what follows a colon in it ("sheets_hidden:원본") is said in them."""
    kind, _, what = code.partition(":")
    words = KNOWN_REASONS.get(kind) or Words(code, code)
    return Words(words.ko.replace("{what}", what), words.en.replace("{what}", what))


def column_type(text: str) -> ColumnType | None:
    """The type of this value; None for the empty choice and for anything else."""
    return ColumnType(text) if text in set(ColumnType) else None


def _column(view: reads.LoadView, number: int, column: Column, source: str) -> ShownColumn:
    hints = view.settings.of(view.tables[number].name).hints
    hint = hints.column(source)
    found = view.tables[number].personal
    is_personal = any(each.column == column.name and each.grade is not Grade.PUBLIC for each in found)
    heights, titles = ([], []) if is_personal else _bars(column)
    return ShownColumn(
        column=column,
        source=source,
        type=TYPE_WORDS[column.type],
        meaning=MEANING_WORDS.get(column.meaning) if column.meaning else None,
        heights=heights,
        titles=titles,
        hint_drop=bool(hint and hint.drop),
        is_key=column.name in hints.key,
    )


def _bars(column: Column) -> tuple[list[int], list[str]]:
    """The histogram's bars, or those of the most frequent values."""
    profile = column.profile
    if profile is None:
        return [], []
    if profile.histogram:
        bins = profile.histogram
        return [bin_.count for bin_ in bins], [
            f"{_short(bin_.low)} – {_short(bin_.high)}: {bin_.count:,}" for bin_ in bins
        ]
    return [count for _, count in profile.top], [f"{value}: {count:,}" for value, count in profile.top]


def _short(value: float | str) -> str:
    return f"{value:,.6g}" if isinstance(value, float | int) else value


def _lines(view: reads.LoadView, report: TableReport, cover: Covering) -> list[ShownLine]:
    """The file's first lines; personal values that were found in the table are covered here too."""
    preview = view.previews.get(report.name, ())
    first = report.header_line or 0
    header = range(first, first + report.header_rows) if report.header_line else range(0)
    return [
        ShownLine(
            number=number,
            text=cover.header(text) if number < header.stop else cover.row(text),
            is_header=number in header,
        )
        for number, text in enumerate(preview, start=1)
    ]


def _row_view(row: reads.QuarantinedRow, cover: Covering) -> QuarantinedRowView:
    return QuarantinedRowView(
        line=row.line,
        reason=reason_words(row.reason),
        column=row.column,
        value=cover.value(row.column, row.value),
        raw=cover.row(row.raw[:500]),
    )
