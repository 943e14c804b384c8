"""Which part of a dataset an offer sells."""

import pytest

from naru.systems.exchange.core.offers import Scope, scope_from


@pytest.mark.parametrize(
    ("scope", "whole", "gives", "words"),
    [
        (Scope(), True, {1, 2, 3}, "데이터셋 전체와 그 새 버전"),
        (Scope(table_id="t"), True, {1, 2, 3}, "데이터셋 전체와 그 새 버전"),
        (Scope(columns=("a", "b")), False, {1, 2, 3}, "열 2개 · 모든 버전"),
        (Scope(rows=("구:eq:중구",)), False, {1, 2, 3}, "구:eq:중구 · 모든 버전"),
        (Scope(later_than=2), False, {3}, "버전 2 다음부터"),
        (Scope(chosen=(1, 3)), False, {1, 3}, "버전 1, 3만"),
    ],
)
def test_a_scope_says_what_it_gives_and_is_stored_as_it_is(
    scope: Scope, whole: bool, gives: set[int], words: str
) -> None:
    assert scope.is_whole is whole
    assert {number for number in (1, 2, 3) if scope.gives_version(number)} == gives
    assert scope.words.ko == words
    assert scope_from(scope.to_json()) == scope
