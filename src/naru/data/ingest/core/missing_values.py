"""What stands for a missing value: some marks everywhere, some words only where a number or a date is expected."""

import re

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

WORDS = frozenset(
    {
        *("na", "n.a", "n.a.", "n/a", "null", "nan", "none", "nil", "\\n", "missing", "unknown", "#n/a", "nodata"),
        *(
            "자료없음",
            "데이터없음",
            "정보없음",
            "값없음",
            "자료무",
            "해당없음",
            "해당사항없음",
            "알수없음",
            "확인불가",
            "미확인",
        ),
        *(
            "점검",
            "점검중",
            "장비점검",
            "장비점검중",
            "기기점검",
            "센서점검",
            "교정",
            "교정중",
            "고장",
            "장애",
            "장비고장",
            "기기고장",
        ),
        *(
            "통신장애",
            "통신두절",
            "통신불량",
            "통신오류",
            "네트워크장애",
            "전송오류",
            "수신불량",
            "장비오류",
        ),
        *(
            "결측",
            "결측값",
            "결측치",
            "결측자료",
            "측정불가",
            "측정불능",
            "측정안됨",
            "측정오류",
            "미측정",
            "측정안함",
            "관측불가",
        ),
        *(
            "미관측",
            "미운영",
            "운영중지",
            "운영중단",
            "가동중지",
            "휴관",
            "휴무",
            "휴장",
            "휴업",
            "미실시",
            "미조사",
            "조사불가",
        ),
        *(
            "미입력",
            "미기재",
            "미공개",
            "미제출",
            "미보고",
            "무응답",
            "응답없음",
            "공란",
            "판독불가",
            "산출불가",
            "통계없음",
        ),
    }
)
"""The same without blanks and brackets and in small letters: what sensors, registers and databases write for nothing."""

_MARKS = re.compile(r"([-*.·?#_~ㅡ─－=])\1{0,9}")
_AROUND = re.compile(r"[\s()\[\]<>]+")


LONGEST = 20  # characters; no such word is longer
WHITESPACE = " \t\r\n\v\f\u00a0\u3000\u200b\ufeff\u2007\u2009\u202f\u2060\u200e\u200f"


def is_missing(text: str) -> bool:
    """Does the text stand for nothing where a number or a date is expected?"""
    if text in WHERE_TYPED:
        return True
    return len(text) <= LONGEST and (_MARKS.fullmatch(text) is not None or _AROUND.sub("", text).lower() in WORDS)
