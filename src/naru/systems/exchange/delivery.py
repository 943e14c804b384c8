"""From a contract to access: the one place where the exchange grants and ends entitlements, with the contract as their basis."""

from naru.base.kit.clock import Clock
from naru.base.kit.person import OrganisationId, service
from naru.base.kit.ref import Ref
from naru.data.catalogue import actions as catalogue
from naru.data.catalogue.core.entitlement import Holder, Terms
from naru.data.catalogue.core.values import DatasetId
from naru.systems.exchange.models import Contract

EXCHANGE = service("exchange")


def grant(contract: Contract, *, clock: Clock) -> None:
    """The buyer's organisation may read the dataset."""
    terms = Terms(basis=_basis(contract), basis_text=f"계약 {contract.number}")
    holder = Holder.organisation(OrganisationId(contract.buyer))
    catalogue.grant_entitlement(DatasetId(contract.dataset_id), holder, terms=terms, by=EXCHANGE, clock=clock)


def revoke(contract: Contract, *, reason: str, clock: Clock) -> None:
    """Nothing that leans on this contract is open any more; another contract for the same data keeps it open."""
    catalogue.end_entitlements(_basis(contract), reason=reason, by=EXCHANGE, clock=clock)


def _basis(contract: Contract) -> Ref:
    return Ref("contract", contract.id)
