"""Where a text says what was asked."""

import pytest

from naru.data.catalogue.core.highlight import highlighted
from naru.data.catalogue.core.query_plan import Group, Plan


def plan(*words: str, parts: tuple[str, ...] = (), others: tuple[str, ...] = (), helping: tuple[str, ...] = ()) -> Plan:
    groups = tuple(Group(text=word, parts=parts or (word,), others=others) for word in words)
    return Plan(
        typed=" ".join(words),
        whole="".join(words),
        groups=groups,
        helping=tuple(Group(text=word, parts=(word,), others=("안",)) for word in helping),
    )


def drawn(text: str, asked: Plan, longest: int | None = None) -> str:
    return "".join(f"[{piece.text}]" if piece.is_hit else piece.text for piece in highlighted(text, asked, longest))


@pytest.mark.parametrize(
    ("text", "asked", "shown"),
    [
        ("부산 공영 주차장 현황", plan("공영주차장"), "부산 [공영 주차장] 현황"),
        ("공영---주차장", plan("공영주차장"), "[공영---주차장]"),
        ("공영----주차장", plan("공영주차장"), "공영----주차장"),
        ("공영_주차장", plan("공영주차장"), "[공영_주차장]"),
        ("공영x주차장", plan("공영주차장"), "공영x주차장"),
        ("Parking PARKING", plan("parking"), "[Parking] [PARKING]"),
        ("주차장과 주차", plan("주차", "주차장"), "[주차장]과 [주차]"),
        ("주차 요금표", plan("주차요금", parts=("주차", "요금")), "[주차 요금]표"),
        ("요금과 주차", plan("주차요금", parts=("주차", "요금")), "[요금]과 [주차]"),
        ("parking lot", plan("주차", others=("parking",)), "[parking] lot"),
        ("안의 병원", plan("병원", helping=("의",)), "안의 [병원]"),
        ("요금 병원", plan("병원", helping=("요금",)), "[요금] [병원]"),
        ("시 항 시", plan("항"), "시 [항] 시"),
        ("시 항 구", plan("항", "구"), "시 항 구"),
        ("a.c abc", plan("a.c"), "[a.c] abc"),
        ("아무것도", plan(), "아무것도"),
        ("", plan("가나"), ""),
    ],
)
def test_hits_are_marked_with_spacing_forgiven(text: str, asked: Plan, shown: str) -> None:
    assert drawn(text, asked) == shown


@pytest.mark.parametrize(
    ("text", "longest", "shown"),
    [
        ("가" * 8 + "주차" + "나" * 8, None, "가" * 8 + "[주차]" + "나" * 8),
        ("가" * 8 + "주차" + "나" * 8, 18, "가" * 8 + "[주차]" + "나" * 8),
        ("가" * 8 + "주차" + "나" * 8, 17, "… " + "가" * 7 + "[주차]" + "나" * 8),
        ("가" * 8 + "주차" + "나" * 8, 8, "… 가가[주차]나나나나 …"),
        ("주차" + "나" * 8, 4, "[주차]나나 …"),
        ("가" * 8 + "주차", 4, "… 가가[주차]"),
        ("가" * 8 + "주차", 1, "… [주] …"),
        ("나" * 9, 4, "나나나나 …"),
        ("주차가주차" + "나" * 9, 4, "[주차]가[주] …"),
    ],
)
def test_a_window_begins_a_quarter_of_it_before_the_first_hit(text: str, longest: int | None, shown: str) -> None:
    assert drawn(text, plan("주차"), longest) == shown


def test_no_piece_is_empty() -> None:
    assert all(piece.text for asked in (plan("주차"), plan()) for piece in highlighted("주차주차", asked))


def test_only_so_much_of_a_text_is_looked_at() -> None:
    assert drawn("가" * 1998 + "주차", plan("주차")) == "가" * 1998 + "[주차]"
    assert drawn("가" * 1999 + "주차", plan("주차")) == "가" * 1999 + "주"
