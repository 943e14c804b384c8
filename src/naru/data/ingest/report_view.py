"""A load's report made ready for its page: words for codes, marked lines, bars for histograms."""

from collections.abc import Sequence
from dataclasses import dataclass

from naru.base.kit.words import Words
from naru.data.catalogue.core.column_words import MEANING_WORDS, TYPE_WORDS
from naru.data.catalogue.core.columns import Column, ColumnType, Meaning
from naru.data.catalogue.core.version_changes import VersionChanges
from naru.data.ingest import reads
from naru.data.ingest.core import reasons, sanity
from naru.data.ingest.core.covering import Covering, covering
from naru.data.ingest.core.values import Hints, LoadResult, TableReport
from naru.data.tables.core.values import Grade, PersonalKind, PublicGround

QUARANTINED_SHOWN = 20

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
        "합계·소계 행이 다른 행과 함께 있습니다. 차트는 빼고 그리며, SQL로 더할 때에는 빼고 더해 주세요",
        "Rows with totals stand among the others; charts leave them out, and so should you when you add up in SQL",
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
    "comma_decimals": Words(
        "쉼표를 소수점으로, 점을 천 단위로 쓴 수로 읽었습니다: {what}. 반대라면 원본의 숫자 형식을 바꾸어 다시 올려 주세요",
        "Read as numbers with commas before decimals and points between thousands: {what}. If that is wrong, change the"
        " number format at the source and upload again",
    ),
    "dates_day_first": Words(
        "13/01/2024처럼 일/월/연 순서로 쓴 날짜로 읽었습니다: {what}",
        "Read as dates written day first, like 13/01/2024: {what}",
    ),
    "dates_month_first": Words(
        "01/13/2024처럼 월/일/연 순서로 쓴 날짜로 읽었습니다: {what}",
        "Read as dates written month first, like 01/13/2024: {what}",
    ),
    "date_order_unknown": Words(
        "02/03/2024의 어느 쪽이 월인지 알 수 없어 글자로 두었습니다: {what}. 원본에서 2024-03-02처럼 바꾸어 다시 올려 주세요",
        "Left as text, for nothing tells the month from the day in dates like 02/03/2024: {what}. Write them like"
        " 2024-03-02 at the source and upload again",
    ),
    "words_for_nothing": Words(
        "값 대신 적힌 말을 빈값으로 두었습니다: {what}", "Words in place of values were left empty: {what}"
    ),
    "nearly_numbers": Words(
        "수로 보이지만 잘못 적힌 듯한 값이 있어 글자로 두었습니다: {what}. 고쳐서 다시 올리면 수로 읽습니다",
        "Left as text, for some values look mistyped among numbers: {what}. Correct them and upload again",
    ),
    "fixed_width": Words(
        "칸의 자리(고정폭)로 열을 나누었습니다. 열이 바르게 나뉘었는지 확인해 주세요",
        "Columns were told by their fixed places in the line; check that they are cut right",
    ),
    "dates_put_together": Words(
        "따옴표 없이 쉼표가 든 날짜를 한 칸으로 이었습니다",
        "Dates with a comma that nothing quotes were put together in one cell",
    ),
    "header_too_short": Words(
        "모든 행이 머리글보다 길어 어느 칸이 어느 열인지 알 수 없으므로 행을 빼 두었습니다. 쉼표가 든 값을 따옴표로 묶거나"
        " 머리글을 채워 다시 올려 주세요",
        "Rows are longer than the header, so that nobody can tell which cell belongs to which column, and were kept aside."
        " Quote values that hold the delimiter, or complete the header, and upload again",
    ),
    "encodings_mixed": Words(
        "파일 일부가 다른 인코딩({what})이라 그 부분은 그 인코딩으로 읽었습니다. 원본에서 한 인코딩으로 다시 내보내면 확실합니다",
        "Part of the file is in another encoding ({what}) and was read by that. To be sure, export it again in one",
    ),
    "encoded_twice": Words(
        "잘못 풀려 다시 저장된 글자(‘ì¤‘êµ¬’ 같은 것)를 본래 글자로 되돌렸습니다. 원본과 견주어 확인해 주세요",
        "Text that had been decoded wrongly and saved again (like “ì¤‘êµ¬”) was put right; compare it with its source",
    ),
    "digits_kept_as_text": Words(
        "자릿수가 많은 수를 한 자리도 잃지 않도록 글자로 읽었습니다: {what}",
        "Numbers with more digits than a number here holds were read as text, so that none is lost: {what}",
    ),
    "coordinates_exchanged": Words(
        "좌표의 앞뒤가 바뀌어 있어(위도가 먼저) 바로잡아 읽었습니다. 원본도 고쳐 주세요",
        "The coordinates stood the other way round (latitude first) and were exchanged. Correct the source, too",
    ),
    "shapes_not_read": Words(
        "읽을 수 없는 도형 {what}개는 비워 두었습니다. 원래 프로그램에서 다시 저장해 올려 주세요",
        "Shapes that could not be read ({what}) were left empty. Save the file again from its own program",
    ),
    "rows_hidden": Words(
        "숨긴 행 {what}개도 함께 읽었습니다. 공개하지 않을 행이면 원본에서 지우고 다시 올려 주세요",
        "Hidden rows ({what}) were read as well. If they are not to be public, delete them and upload the file again",
    ),
    "columns_hidden": Words(
        "숨긴 열({what})도 함께 읽었습니다. 공개하지 않을 열이면 보고서에서 빼 주세요",
        "Hidden columns ({what}) were read as well. If they are not to be public, leave them out in the report",
    ),
    "formulas_uncalculated": Words(
        "계산된 적 없는 수식 {what}칸은 비워 두었습니다. 엑셀에서 열어 저장한 뒤 다시 올려 주세요",
        "Formulas that were never calculated ({what} cells) were left empty. Open the file in Excel, save it and upload it"
        " again",
    ),
    "cells_far_away": Words(
        "표에서 아주 멀리 떨어진 칸은 읽지 않았습니다: {what}. 잘못 적힌 값이면 지워 주세요",
        "Cells very far from the table were not read: {what}. Delete them if they are slips",
    ),
    "sheets_passed_over": Words(
        "표가 없는 시트(표지나 설명)는 건너뛰었습니다",
        "Sheets without a table (a cover, explanations) were passed over",
    ),
}
DOUBT_WORDS = {
    "places_outside": Words(
        "{what} 곳이 나라 밖에 놓입니다. 좌표계나 좌표 열을 확인해 주세요",
        "{what} places lie outside the country. Check the coordinate system and the columns of coordinates",
    ),
    "places_exchanged": Words(
        "{what} 곳은 위도와 경도가 서로 바뀐 것으로 보입니다. 원본을 고쳐 다시 올려 주세요",
        "{what} places seem to have latitude and longitude exchanged. Correct the source and upload it again",
    ),
    "places_at_zero": Words(
        "{what} 곳은 좌표가 0, 0입니다. 모르는 자리라면 비워 주세요",
        "{what} places stand at 0, 0. Leave unknown places empty",
    ),
    "many_aside": Words(
        "다섯 줄에 한 줄 넘게 따로 두었습니다({what}). 머리글, 구분자, 열의 형식을 확인해 주세요",
        "More than a fifth of the lines were kept aside ({what}). Check the header, the delimiter and the columns' types",
    ),
    "no_hangul": Words(
        "한글 이름의 자료에 한글이 하나도 없고 글자가 깨져 보입니다. 인코딩을 골라 다시 읽어 주세요",
        "Under its Korean name there is no Hangul at all, and the letters look broken. Choose the encoding and read it again",
    ),
    "header_invented": Words(
        "머리글을 찾지 못해 열 이름을 지어 붙였습니다: {what}. 머리글이 있는 줄을 지정하거나 이름을 적어 주세요",
        "No header was found, so the columns' names are made up: {what}. Say which line is the header, or name them",
    ),
    "columns_empty": Words(
        "값이 하나도 없는 열이 있습니다: {what}",
        "Columns without a single value: {what}",
    ),
    "unit_contradicted": Words(
        "단위와 값이 어울리지 않는 열이 있습니다: {what}. 단위나 값을 확인해 주세요",
        "Columns whose values do not suit their unit: {what}. Check the unit or the values",
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
    doubts: Sequence["ShownDoubt"]
    notes: Sequence["ShownLine"]
    hints: Hints
    totals: Sequence[str]  # the words of rows that are sums of others
    dropped: Sequence[str]  # columns that a person left out, by their names in the file
    has_places: bool
    epsg: int | None
    confidence_percent: int | None
    encoding_grounds: Words | None
    changes: VersionChanges | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownDoubt:
    """Something odd about a table in words; ``is_grave`` holds the load until a person has looked."""

    words: Words
    is_grave: bool


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
        doubts=[ShownDoubt(words=doubt_words(doubt), is_grave=doubt.is_grave) for doubt in sanity.doubts(report)],
        notes=[ShownLine(number=note.line, text=cover.header(note.text), is_header=False) for note in report.notes],
        hints=hints,
        totals=list(dict.fromkeys(word for column in report.columns for word in column.totals)),
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


def doubt_words(doubt: sanity.Doubt) -> Words:
    """The doubt's sentence."""
    words = DOUBT_WORDS[doubt.code]
    return Words(words.ko.replace("{what}", doubt.what), words.en.replace("{what}", doubt.what))


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
