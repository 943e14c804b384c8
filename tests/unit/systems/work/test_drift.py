"""Alarms on gold and on shares of labels."""

import pytest

from naru.systems.work.core.drift import LABELS_LEAST, counts, gold_drift, label_distance


@pytest.mark.parametrize(
    ("right", "at"),
    [
        ("", None),
        ("1" * 50, None),
        ("00", 2),  # ln 5 twice is over 3
        ("0", None),
        ("01111110", None),  # what was good in between takes it away
        ("1" * 40 + "00", 42),  # a fall that a share of 95 % would hide
        ("010", None),  # 1.61 - 0.24 + 1.61 is just under 3
        ("0100", 4),
    ],
)
def test_gold_is_watched_in_its_order(right: str, at: int | None) -> None:
    assert gold_drift([each == "1" for each in right]).at == at


def test_the_bound_has_two_sides() -> None:
    wrong_right_wrong = [False, True, False]
    total = gold_drift(wrong_right_wrong).sum
    assert gold_drift(wrong_right_wrong, bound=total - 0.001).at == 3
    assert gold_drift(wrong_right_wrong, bound=total).at is None


def test_labels_beside_everyones() -> None:
    few = counts("a" * (LABELS_LEAST - 1))
    enough = counts("a" * LABELS_LEAST)
    others = counts("a" * 50 + "b" * 50)
    assert label_distance(few, others) is None
    assert label_distance(enough, counts("b" * (LABELS_LEAST - 1))) is None
    assert label_distance(enough, others) == pytest.approx(0.5)
    assert label_distance(others, others) == 0
    assert label_distance(enough, counts("b" * LABELS_LEAST)) == 1
