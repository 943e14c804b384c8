"""What every step of a voucher begins and ends with: an award or a claim under its lock, who may, and word to both firms."""

from naru.base.kit.clock import Clock
from naru.base.kit.guard import require
from naru.base.kit.person import Person, Scope
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.commons.notices.actions import tell
from naru.commons.notices.core.values import ToOrganisation
from naru.systems.vouchers import reads
from naru.systems.vouchers.core import rights
from naru.systems.vouchers.core.states import AwardState
from naru.systems.vouchers.models import Award as AwardRow
from naru.systems.vouchers.models import Claim as ClaimRow
from naru.systems.vouchers.notices import TO_DO


def locked(award_id: str) -> AwardRow:
    row = AwardRow.objects.select_for_update().filter(id=award_id).first()
    if row is None:
        raise Refused("not_found")
    return row


def locked_claim(claim_id: str) -> tuple[AwardRow, ClaimRow]:
    """The award first, whose money it is."""
    award_id = ClaimRow.objects.filter(id=claim_id).values_list("award_id", flat=True).first()
    if award_id is None:
        raise Refused("not_found")
    row = locked(award_id)
    return row, ClaimRow.objects.select_for_update().get(id=claim_id)


def require_officer(by: Person) -> None:
    require(rights.may_run(by), by, scope=Scope.ADMIN)


def require_agreed(row: AwardRow) -> None:
    if row.state != AwardState.AGREED:
        raise Refused("voucher_not_agreed")


def require_other(by: Person, *before: str) -> None:
    if by.id in before:
        raise Refused("four_eyes")


def sources_of(row: AwardRow) -> list[str]:
    return [source.code for source in reads.programme(row.programme_id).rules.sources]


def tell_both(
    row: AwardRow, supplier: str, said: Words, key: str, by: Person, clock: Clock, *, topic: str = TO_DO
) -> None:
    tell(
        ToOrganisation(row.organisation_id),
        ToOrganisation(supplier),
        topic=topic,
        title=Words(f"바우처 {row.number}: {said.ko}", f"Voucher {row.number}: {said.en}"),
        about=Ref(reads.AWARD, row.id),
        key=key,
        by=by.actor,
        clock=clock,
    )
