"""What stands for a missing value: some marks everywhere, some words only where a number or a date is expected."""

ALWAYS = frozenset({"", "-", "--", "–", "—", "―", "…", "⋯", "...", "‥", "N/A", "n/a", "#N/A"})
"""Missing in every column: nobody names a thing like this."""

WHERE_TYPED = ALWAYS | {
    *(
        "NA",
        "na",
        "NULL",
        "null",
        "Null",
        "NaN",
        "nan",
        "None",
        "none",
        "NIL",
        "nil",
        "x",
        "X",
        "*",
        "**",
        ".",
        "..",
        "·",
    ),
    *(
        "없음",
        "해당없음",
        "해당 없음",
        "미상",
        "미정",
        "미제공",
        "미집계",
        "자료없음",
        "자료 없음",
        "비공개",
        "알수없음",
    ),
    *("#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#NULL!", "?", "0000-00-00"),
}
"""Missing in a column of numbers, dates or the like; in a text column "없음" and "NA" (Namibia) are values."""

WHITESPACE = " \t\r\n\v\f\u00a0\u3000\u200b\ufeff"
