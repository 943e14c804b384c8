"""Values with an order of their own, and names without one."""

import pytest

from naru.data.query.core.ordinal_values import is_ordinal, natural, ordered


@pytest.mark.parametrize(
    "values",
    [
        ("0-9세", "10대", "20대", "60세 이상"),
        ("9세 이하", "10대", "90대"),
        ("5세 미만", "5세", "6세"),
        ("영유아", "성인", "65세 이상"),
        ("05시-06시", "06시-07시", "23시-24시"),
        ("1월", "2월", "10월", "12월"),
        ("1급지", "2급지", "10급지"),
        ("월", "화", "일"),
        ("월요일", "금요일", "일요일"),
        ("하", "중", "상"),
        ("소", "중", "대"),
        ("매우 나쁨", "보통", "좋음"),
        ("봄", "가을", "겨울"),
        ("초등학교", "중학교", "고등학교"),
        ("1분위", "2분위", "5분위"),
        ("30㎡ 미만", "30㎡", "100㎡ 이상"),
        ("제1종", "제2종"),
        ("Jan", "Feb", "Dec"),
    ],
)
def test_steps_are_put_in_their_order(values: tuple[str, ...]) -> None:
    assert ordered(reversed(values)) == list(values)


@pytest.mark.parametrize(
    "values",
    [
        (),
        ("10대",),
        (None, "10대"),
        ("중구", "동구"),
        ("남", "여"),
        ("1동", "2동"),  # names of districts
        ("종로1가", "종로2가"),
        ("10", "100", "1001"),  # names of bus lines
        ("10대", "5명"),
        ("상", "중구"),
        ("10대", "가", "나"),
    ],
)
def test_names_have_none(values: tuple[str | None, ...]) -> None:
    assert not is_ordinal(values)


def test_numbers_in_names_are_numbers() -> None:
    assert sorted(["10호선", "2호선", "호선", "2"], key=natural) == ["2", "2호선", "10호선", "호선"]
