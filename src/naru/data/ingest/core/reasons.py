"""The codes in a report, in the interface's two languages, and what this package refuses."""

from naru.base.kit.refusals import Sentence, declare
from naru.base.kit.words import Words

QUARANTINED = {
    "too_few_cells": Words("칸이 모자랍니다", "The row has too few cells"),
    "too_many_cells": Words("칸이 남습니다", "The row has too many cells"),
    "wrong_type": Words("값이 열의 형식에 맞지 않습니다", "The value does not fit the column's type"),
    "total": Words("다른 행들의 합계입니다", "The row is the sum of others"),
    "not_a_record": Words("JSON 객체가 아닌 줄", "The line is no JSON object"),
    "repeated_header": Words("머리글이 되풀이되었습니다", "The header is repeated"),
    "broken_bytes": Words("글자로 읽을 수 없는 바이트가 있습니다", "Some bytes are no text in this encoding"),
}
GROUNDS = {
    "byte_order_mark": Words("파일 첫머리의 BOM", "The byte order mark at its beginning"),
    "valid_throughout": Words("처음부터 끝까지 이 인코딩으로 읽힘", "Every byte reads in this encoding"),
    "valid_but_for_few": Words("몇 바이트를 빼고 이 인코딩으로 읽힘", "All but a few bytes read in this encoding"),
    "mixed_encodings": Words(
        "두 인코딩이 섞여 있어 부분마다 제 인코딩으로 읽음", "Two encodings by turns: each part read by its own"
    ),
    "ascii_only": Words("영문·숫자만 있어 인코딩이 상관없음", "ASCII only, so any encoding would do"),
    "zero_bytes": Words("번갈아 나오는 0 바이트", "Every other byte is zero"),
    "nothing_else_fits": Words("다른 인코딩으로는 읽히지 않음", "No other encoding fits"),
    "stated_beside": Words("함께 온 .cpg 파일에 적힘", "As the .cpg beside it says"),
    "as_told": Words("담당자가 지정함", "As a person decided"),
}
STEPS = {
    "encoding": Words("인코딩 판정", "Deciding the encoding"),
    "reading": Words("표 읽기", "Reading the table"),
    "typing": Words("형식 판정", "Deciding types"),
    "writing": Words("저장", "Writing"),
    "profiling": Words("값 살펴보기", "Profiling"),
}

declare(
    {
        "sheet_is_empty": Sentence(
            ko="‘{sheet}’ 시트에 값이 없습니다.",
            en="The sheet “{sheet}” holds no values.",
            status=422,
        ),
        "no_table_found": Sentence(
            ko="‘{file}’에서 표를 찾지 못했습니다. 머리글이 있는 줄을 지정해 주세요.",
            en="No table was found in “{file}”. Say which line holds its header.",
            status=422,
        ),
        "file_is_prose": Sentence(
            ko="{file}: 표가 아니라 글(안내문, 프로그램, SQL, 로그, 메일 등)입니다. 표가 담긴 파일을 CSV나 XLSX로 저장해 올려 주세요.",
            en="{file} is no table but text (an explanation, a program, SQL, a log, a letter). Save the table itself as CSV"
            " or XLSX and upload that.",
            status=422,
        ),
        "unknown_encoding": Sentence(
            ko="‘{encoding}’은(는) 알 수 없는 인코딩입니다. UTF-8이나 CP949처럼 적어 주세요.",
            en="“{encoding}” is no encoding known here. Write it like UTF-8 or CP949.",
            status=422,
        ),
    }
)
