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

_NOTHING = (
    "na n.a n.a. n/a null nan none nil \\n missing unknown #n/a nodata"
    " 자료무 미상 장애 고장 교정 점검 결측 결측값 결측치 결측자료 공란 무응답"
)
WORDS = frozenset(_NOTHING.split())
"""The same without blanks and brackets and in small letters: what sensors, registers and databases write for nothing."""

_ACTS = (
    "가동|개관|개방|개장|개통|검사|검토|게시|계산|계측|공개|공사|공시|관측|교정|교체|기입|기재|발표|보고|보수|복구|분류|분석|산정|산출|설치|수리|수신|수집"
    "|시험|시행|신고|실시|연결|완료|운영|운행|응답|이전|입력|작동|작성|작업|전송|점검|접수|정비|제공|제출|조사|준비|진행|집계|처리|초기화|측정|통신|판독|확인|확정"
)
_PARTS = "계측기|관측기|기기|네트워크|데이터|서버|센서|수신|시스템|장비|전송|전원|측정|측정기|통신|회선"
_GOODS = "값|기록|데이터|수치|실적|응답|자료|정보|통계|해당|해당사항"
_STATES = re.compile(
    f"미(?:{_ACTS})"  # 미측정
    f"|(?:{_ACTS})(?:중|불가|불능|안됨|안함|오류|중지|중단|지연|누락|실패)"  # 집계중, 측정불가
    f"|(?:{_PARTS})(?:고장|교체|단절|두절|불량|오류|이상|장애|점검)(?:중)?"  # 통신두절, 센서점검중
    f"|(?:{_GOODS})(?:없음|누락|미비|부재)|알수없음"  # 자료없음
    "|휴(?:강|관|교|무|업|원|장|점|진|항)(?:일|중)?"  # 휴관일
)
"""What was done, or was not, in place of a value: an act and how it stands, a part of the works and what ails it."""

_MARKS = re.compile(r"([-*.·?#_~ㅡ─－=])\1{0,9}")
_AROUND = re.compile(r"[\s()\[\]<>]+")


LONGEST = 20  # characters; no such word is longer
WHITESPACE = " \t\r\n\v\f\u00a0\u3000\u200b\ufeff\u2007\u2009\u202f\u2060\u200e\u200f"


def is_missing(text: str) -> bool:
    """Does the text stand for nothing where a number or a date is expected?"""
    if text in WHERE_TYPED:
        return True
    if len(text) > LONGEST:
        return False
    bare = _AROUND.sub("", text).lower()
    return bare in WORDS or _MARKS.fullmatch(text) is not None or _STATES.fullmatch(bare) is not None
