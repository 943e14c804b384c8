"""What stands in the way of publishing and selling a dataset that claims a profile."""

from naru.base.kit.gates import PASS, Asked, Hold, Refuse, Verdict
from naru.base.kit.words import Words
from naru.systems.sectors import reads
from naru.systems.sectors.core.profiles import Sector
from naru.systems.sectors.core.states import Standing
from naru.systems.sectors.reads import ClaimView


def ask_conformance(asked: Asked) -> Verdict:
    """A publication is held until every profile that the dataset claims opens, a sale is refused; medical rows that name
    people are never published."""
    dataset = asked.facts.get("dataset", asked.thing_id)
    claims = reads.claims_of(dataset)
    if any(_names_people(each) for each in claims):
        return Refuse(
            Words(
                "의료 데이터에 사람을 바로 알아볼 값이 있습니다. 가명처리한 새 버전을 올려 주세요.",
                "These medical data name people. Bring a version that is pseudonymised.",
            )
        )
    shut = [each for each in claims if not each.standing.opens]
    if not shut:
        return PASS
    ko = ", ".join(f"{each.profile.title.ko} {each.profile.version}: {each.standing.words.ko}" for each in shut)
    en = ", ".join(f"{each.profile.title.en} {each.profile.version}: {each.standing.words.en}" for each in shut)
    reason = Words(
        f"따르기로 한 프로파일에 아직 맞지 않습니다. {ko}", f"It does not yet keep to what it claims to. {en}"
    )
    return Refuse(reason) if asked.act == SELL else Hold(reason)


SELL = "exchange.list_offer"


def _names_people(claim: ClaimView) -> bool:
    return (
        claim.profile.sector is Sector.MEDICINE
        and claim.standing in (Standing.NOT_CONFORMING, Standing.WAIVED)
        and claim.report is not None
        and any(each.rule.endswith(".pseudonymous") for each in claim.report.failed)
    )
