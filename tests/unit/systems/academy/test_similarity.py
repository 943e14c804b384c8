from random import Random

import pytest

from naru.systems.academy.core.similarity import SHORTEST, alike, fingerprints, tokens

ANSWER = """select 구군, count(*) as 주차장, sum("주차구획수") as 구획 from 공영주차장 where 급지 = '1' group by 구군 having count(*) > 3 order by 구획 desc"""
RENAMED = """SELECT  g, COUNT(*) AS a, SUM(b) AS c -- 내가 씀
FROM t WHERE d = '9' GROUP BY g HAVING COUNT(*) > 7 ORDER BY c DESC"""
OTHER = """with 하루 as (select 일자, avg(수온) as 온 from 해수욕장 group by 일자) select 하루.일자, case when 온 > 25 then '더움' else '아님' end from 하루 left join 날씨 on 날씨.일자 = 하루.일자 where 날씨.비 is null"""


def test_names_spaces_comments_and_capitals_change_nothing() -> None:
    assert tokens(ANSWER) == tokens(RENAMED)
    (pair,) = alike({"민수": ANSWER, "영희": RENAMED, "철수": OTHER}, "", least=0.7)
    assert (pair.first, pair.second, pair.share) == ("민수", "영희", 1.0)


@pytest.mark.parametrize(("least", "count"), [(1.0, 1), (0.0, 3)])
def test_pairs_are_shown_from_the_share_on(least: float, count: int) -> None:
    assert len(alike({"a": ANSWER, "b": RENAMED, "c": OTHER}, "", least=least)) == count


@pytest.mark.parametrize(("fewer", "shown"), [(0, 1), (1, 0)])
def test_answers_too_short_to_tell_are_left_out(fewer: int, shown: int) -> None:
    words = [f"a{sign}" for sign in Random(3).choices("+-*/%<>=&|", k=400)]
    count = next(n for n in range(1, 400) if len(fingerprints(" ".join(words[:n]))) >= SHORTEST)
    text = " ".join(words[: count - fewer])
    assert len(alike({"a": text, "b": text}, "", least=1.0)) == shown


def test_what_the_starter_brought_counts_for_nothing() -> None:
    assert not alike({"a": ANSWER, "b": ANSWER}, ANSWER, least=0.1)


@pytest.mark.parametrize("text", ["", "   ", "-- 주석뿐", "# 주석뿐"])
def test_an_empty_answer_is_like_no_other(text: str) -> None:
    assert fingerprints(text) == frozenset()
    assert not alike({"a": text, "b": text}, "", least=0.0)
