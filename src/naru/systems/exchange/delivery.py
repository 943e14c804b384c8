"""From a contract to access: the one place where the exchange grants and revokes in the catalogue, with the contract as its basis."""

from naru.base.kit.clock import Clock
from naru.base.kit.person import SYSTEM, OrganisationId
from naru.base.kit.refusals import Refused
from naru.data.catalogue import actions as catalogue
from naru.data.catalogue.core.values import DatasetId
from naru.systems.exchange.models import Contract


def grant(contract: Contract, *, clock: Clock) -> None:
    """The buyer's organisation may read what the contract's scope says; granted already, it stays so."""
    catalogue.grant_dataset(
        DatasetId(contract.dataset_id),
        OrganisationId(contract.buyer),
        by=SYSTEM,
        note=f"계약 {contract.number}",
        clock=clock,
    )


def revoke(contract: Contract, *, reason: str, clock: Clock) -> None:
    """Nothing that leans on this contract is open any more; another contract for the same data keeps it open."""
    others = Contract.objects.filter(dataset_id=contract.dataset_id, buyer=contract.buyer, state="active")
    if others.exclude(id=contract.id).exists():
        return
    try:
        catalogue.revoke_grant(DatasetId(contract.dataset_id), OrganisationId(contract.buyer), by=SYSTEM, clock=clock)
    except Refused as refused:
        if refused.code != "not_found":
            raise
