"""What the API says of a request that does not read: the validator's finding in both of our languages."""

from collections.abc import Mapping
from typing import Any

from naru.base.kit.words import Words

A_WHOLE_NUMBER = Words("정수로 써 주세요.", "Write a whole number.")
A_NUMBER = Words("수로 써 주세요.", "Write a number.")
TRUE_OR_FALSE = Words("true 또는 false로 써 주세요.", "Write true or false.")
A_DATE = Words("날짜를 2021-08-12처럼 써 주세요.", "Write a date like 2021-08-12.")

SAID: dict[str, Words] = {
    "missing": Words("이 값이 없습니다.", "It is missing."),
    **dict.fromkeys(("int_parsing", "int_type", "int_from_float"), A_WHOLE_NUMBER),
    "int_parsing_size": Words("수가 너무 큽니다.", "The number is too large."),
    **dict.fromkeys(("float_parsing", "finite_number"), A_NUMBER),
    **dict.fromkeys(("bool_parsing", "bool_type"), TRUE_OR_FALSE),
    "string_type": Words("글자로 써 주세요.", "Write text."),
    "string_unicode": Words("글자로 읽을 수 없는 것이 들어 있습니다.", "It holds what is no character."),
    "list_type": Words("목록으로 써 주세요.", "Write a list."),
    **dict.fromkeys(("date_parsing", "date_type", "date_from_datetime_parsing", "date_from_datetime_inexact"), A_DATE),
    "greater_than_equal": Words("{ge} 이상이어야 합니다.", "It must be at least {ge}."),
    "less_than_equal": Words("{le} 이하여야 합니다.", "It must be at most {le}."),
    "string_too_long": Words("{max_length}자까지 쓸 수 있습니다.", "It may have up to {max_length} characters."),
    "string_too_short": Words("{min_length}자 이상이어야 합니다.", "It must have at least {min_length} characters."),
    "too_long": Words("{max_length}개까지 쓸 수 있습니다.", "There may be up to {max_length}."),
    "enum": Words("다음 가운데 하나여야 합니다: {expected}", "It must be one of {expected}."),
    "literal_error": Words("다음 가운데 하나여야 합니다: {expected}", "It must be one of {expected}."),
    "string_pattern_mismatch": Words("{pattern} 모양이어야 합니다.", "It must look like {pattern}."),
    "json_invalid": Words("JSON으로 읽을 수 없습니다.", "It is no JSON."),
}


def place_of(finding: Mapping[str, Any]) -> str:
    """Which part of the request: ``limit``, ``description.title``; without the names of our own parameters."""
    parts = [str(part) for part in finding.get("loc", ()) if part not in {"query", "path", "body", "asked", "given"}]
    return ".".join(parts) or "body"


def words_of(finding: Mapping[str, Any]) -> Words:
    """The finding in both languages; in the validator's own English where it is not among those known."""
    told = str(finding.get("msg", "?"))
    facts = {str(name): value for name, value in dict(finding.get("ctx") or {}).items()}
    if "expected" in facts:  # "'csv', 'json' or 'xlsx'": a list that reads in both languages
        facts["expected"] = str(facts["expected"]).replace(" or ", ", ").replace("'", "")
    said = SAID.get(str(finding.get("type", "")), Words(told, told))
    try:
        return Words(said.ko.format_map(facts), said.en.format_map(facts))
    except KeyError:
        return Words(told, told)
