import pytest

from naru.base.kit.refusals import Refused
from naru.systems.combination.core.match_rate import RateRules, disclose_rate

RULES = RateRules(step=10, minimum=30, times_max=2)
OF = {"card": 100, "hospital": 60}


@pytest.mark.parametrize(
    ("matched", "noise", "told"),
    [
        (29, 0.0, None),
        (30, 0.0, 30),
        (34, 0.0, 30),
        (35, 0.0, 40),
        (44, 0.0, 40),
        (60, 0.0, 60),
        (58, 20.0, 60),
        (30, -40.0, 0),
    ],
)
def test_a_count_is_rounded_withheld_when_small_and_never_more_than_there_are(
    matched: int, noise: float, told: int | None
) -> None:
    assert disclose_rate(matched, OF, RULES, asked_before=0, noise=noise).matched == told


@pytest.mark.parametrize(("before", "refused"), [(1, False), (2, True)])
def test_a_case_has_so_many_answers(before: int, refused: bool) -> None:
    if refused:
        with pytest.raises(Refused) as raised:
            disclose_rate(50, OF, RULES, asked_before=before)
        assert raised.value.code == "rate_asked_too_often"
    else:
        assert disclose_rate(50, OF, RULES, asked_before=before).matched == 50
