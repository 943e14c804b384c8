"""Two persons agree to publish personal data as it is: one asks, an officer approves."""

from naru.base.kit.person import SYSTEM, Person
from naru.data.catalogue.core.disclosure import DisclosureRequest
from naru.data.ingest import actions
from tests.personas import make_person

REQUEST = DisclosureRequest(
    reason="행사 참가자에게 결과를 알립니다.", basis="consent", basis_text="참가 신청서의 공개 동의"
)


def second_officer() -> Person:
    """도현, an officer of the city who has asked for nothing."""
    return make_person("도현", "dohyeon@busan.example", is_officer=True)


def publish_as_is(load_id: str, officer: Person | None = None) -> None:
    """Ask by the command line, agreed to by ``officer``."""
    actions.ask_publication(load_id, REQUEST, by=SYSTEM)
    actions.end_publication(load_id, is_approved=True, by=officer or second_officer())
