"""Whom the agency tells: the members of a panel that was drawn."""

from naru.base.kit.clock import Clock
from naru.base.kit.person import Person
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.base.people.reads import person_by_email
from naru.commons.notices.actions import tell
from naru.commons.notices.core.values import ToPerson
from naru.systems.combination.desk import Answer
from naru.systems.combination.notices import REVIEW


def tell_panel(case_id: str, answer: Answer, by: Person, clock: Clock) -> None:
    """Members who have an account here, by their addresses; others are asked as the agency asks them."""
    members = answer["members"]
    assert isinstance(members, list), "a draw answers its members"
    known = [ToPerson(person.id) for each in members if (person := _known(str(each))) is not None]
    if known:
        tell(
            *known,
            topic=REVIEW,
            title=Words("결합 결과의 반출 심사를 부탁드립니다", "Please review the release of a combination"),
            about=Ref("combination_case", case_id),
            key=str(answer["seed"]),
            by=by.actor,
            clock=clock,
        )


def _known(address: str) -> Person | None:
    try:
        return person_by_email(address)
    except Refused:
        return None
