"""Values that have an order of their own: ages, hours, months, grades, sizes, opinions, intervals.

Sorted as texts 10대 comes before 5세 and 상 after 하; a chart of such values keeps the order they have.
"""

import re
from collections.abc import Iterable, Sequence

_UNTIL = r"\s*[-~–∼]\s*"
_NUMBER = r"\d+(?:\.\d+)?"
_BOUND = r"(?:\s*(?:이상|이하|미만|초과|이전|이후))?"
_STEP = re.compile(
    rf"(?:제\s*)?(?P<low>{_NUMBER})(?:{_UNTIL}{_NUMBER})?\s*"
    rf"(?P<unit>[가-힣a-zA-Z㎡%℃]{{0,6}})(?:{_UNTIL}{_NUMBER}\s*(?P=unit))?(?P<bound>{_BOUND})"
)
_BELOW = frozenset({"미만", "이하", "이전"})
_NOT_STEPS = frozenset({"동", "가", "리", "번길", "로", "구", "호점"})  # 1동, 2가: names with a number in them

LADDERS: tuple[tuple[str, ...], ...] = (
    ("월", "화", "수", "목", "금", "토", "일"),
    ("월요일", "화요일", "수요일", "목요일", "금요일", "토요일", "일요일"),
    ("봄", "여름", "가을", "겨울"),
    ("새벽", "아침", "오전", "낮", "점심", "오후", "저녁", "밤", "심야"),
    ("오전", "오후"),
    ("하", "중하", "중", "중상", "상"),
    ("소", "중", "대"),
    ("소형", "중형", "대형"),
    ("매우 나쁨", "나쁨", "보통", "좋음", "매우 좋음"),
    ("매우불만족", "불만족", "보통", "만족", "매우만족"),
    ("매우 불만족", "불만족", "보통", "만족", "매우 만족"),
    ("전혀 아니다", "아니다", "보통이다", "그렇다", "매우 그렇다"),
    ("관심", "주의", "경계", "심각"),
    ("영아", "유아", "영유아", "아동", "어린이", "청소년", "청년", "성인", "중년", "장년", "중장년", "노인", "노년", "어르신", "65세 이상"),
    ("초등학교", "중학교", "고등학교", "대학교", "대학원"),
    ("유치원", "초등학교", "중학교", "고등학교", "대학교"),
    ("초졸", "중졸", "고졸", "대졸", "대학원졸"),
    ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"),
    ("mon", "tue", "wed", "thu", "fri", "sat", "sun"),
    ("low", "medium", "high"),
    ("small", "medium", "large"),
)  # fmt: skip
_PLACES = tuple({word: place for place, word in enumerate(ladder)} for ladder in LADDERS)


def ordered(values: Iterable[str | None]) -> list[str] | None:
    """The different values in the order they have of their own; None where they have none."""
    present = list(dict.fromkeys(value for value in values if value is not None))
    if len(present) < 2:
        return None
    for places in _PLACES:
        if all(_plain(value) in places for value in present):
            return sorted(present, key=lambda value: places[_plain(value)])
    return _by_steps(present)


def is_ordinal(values: Iterable[str | None]) -> bool:
    """Whether the values have an order of their own."""
    return ordered(values) is not None


def _by_steps(values: Sequence[str]) -> list[str] | None:
    """Numbers in one unit, one value at most without a number (영유아 beside 10대)."""
    steps = {value: _STEP.fullmatch(value.strip()) for value in values}
    found = [step for step in steps.values() if step]
    if len(found) < max(2, len(values) - 1) or any(step["unit"] in _NOT_STEPS for step in found):
        return None
    units = {re.sub("세$|대$", "", step["unit"]) for step in found}
    if len(units) > 1 or not any(step["unit"] or step["bound"] for step in found):
        return None
    return sorted(values, key=lambda value: _rung(steps[value]))


def _rung(step: re.Match[str] | None) -> tuple[bool, float, bool]:
    if step is None:
        return (True, 0.0, False)
    return (False, float(step["low"]), step["bound"].strip() not in _BELOW)


def _plain(value: str) -> str:
    return value.strip().casefold()


def natural(value: str) -> tuple[tuple[bool, float, str], ...]:
    """A key by which 2호선 comes before 10호선."""
    parts = re.split(r"(\d+)", value)
    return tuple((not part.isdigit(), float(part) if part.isdigit() else 0.0, part) for part in parts if part)
