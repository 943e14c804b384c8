"""What the doctor looks at: no boat has sunk."""

from naru.base.kit.checks import Check, Unsound
from naru.base.kit.words import Words
from naru_throwaway.models import Boat


def _boats() -> str:
    if sunk := Boat.objects.filter(is_afloat=False).count():
        raise Unsound(str(sunk))
    return str(Boat.objects.count())


CHECKS = (
    Check(
        code="boats",
        name=Words("배", "Boats"),
        look=_boats,
        advice=Words("배를 건지세요.", "Raise the boats."),
        rests_on=frozenset({"migrations"}),
    ),
)
