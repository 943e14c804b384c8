"""Passwords that anyone guesses first, beyond Django's list of common ones: those with a year or marks at their end, walks over
the keyboard, repetitions, and words of this place. Nothing here was collected from people."""

import re
from collections.abc import Collection
from functools import cache

ROWS = (
    "1234567890",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔ",
    "ㅁㄴㅇㄹㅎㅗㅓㅏㅣ",
    "ㅋㅌㅊㅍㅠㅜㅡ",
    "가나다라마바사아자차카타파하",
)
COMMON = (
    *("password", "passwd", "admin", "administrator", "welcome", "letmein", "changeme", "secret", "qwerty", "iloveyou"),
    *("naru", "busan", "korea", "seoul", "data", "master", "manager", "test", "guest", "user", "login", "hello"),
    *(
        "비밀번호",
        "패스워드",
        "관리자",
        "나루",
        "나루터",
        "부산",
        "부산광역시",
        "대한민국",
        "사랑해",
        "안녕하세요",
        "테스트",
        "데이터",
    ),
    *("qlalfqjsgh", "tkfkdgo", "dkssudgktpdy", "qntks", "eogksalsrnr"),  # Korean words on an English keyboard
)
LEET = str.maketrans("@4301!5$7", "aaeoiisst")
WALK = 4  # keys in a row that make a walk
FEW = 4  # different signs of a whole password


def is_guessed_first(password: str, own: Collection[str] = ()) -> bool:
    """Whether nothing is left of it but what everyone tries; ``own`` are words of the person and their organisation."""
    text = password.lower()
    if len(set(text)) <= FEW:
        return True
    words = sorted({*COMMON, *(word.lower() for word in own if len(word) >= 3)}, key=len, reverse=True)
    return any(_is_spent(seen, text, words) for seen in (text, text.translate(LEET)))


def _is_spent(seen: str, text: str, words: Collection[str]) -> bool:
    """Whether words, walks and repetitions, and digits and marks beside them, are all of it but for two letters; ``seen`` is the
    text letter by letter as it may be meant."""
    for part in (*words, *_walks()):
        seen = seen.replace(part, " " * len(part))
    seen = re.sub(r"([^ ])\1{2,}", lambda found: " " * len(found[0]), seen)
    left = (letter for letter, shown in zip(text, seen, strict=True) if shown != " ")
    return len(re.sub(r"[\W\d_]+", "", "".join(left))) <= 2


@cache
def _walks() -> tuple[str, ...]:
    """The longest first."""
    found = {
        line[start : start + length]
        for row in ROWS
        for line in (row, row[::-1])
        for length in range(WALK, len(line) + 1)
        for start in range(len(line) - length + 1)
    }
    return tuple(sorted(found, key=len, reverse=True))
