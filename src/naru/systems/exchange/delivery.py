"""From a contract to access: the one place where the exchange grants and revokes in the catalogue, with the contract as its basis."""

from datetime import datetime, time

from naru.base.kit.clock import CITY_ZONE, Clock
from naru.base.kit.person import SYSTEM, OrganisationId, service
from naru.base.kit.ref import Ref
from naru.data.catalogue import actions as catalogue
from naru.data.catalogue import reads
from naru.data.catalogue.core.entitlement import Holder, TableScope, Terms, TermState, Versions
from naru.data.catalogue.core.values import DatasetId
from naru.systems.exchange.core.offers import Scope, scope_from
from naru.systems.exchange.models import Contract

EXCHANGE = service("exchange", called="데이터 거래소")


def grant(contract: Contract, *, clock: Clock) -> None:
    """The buyer's organisation reads what the contract's scope says until its term ends, by itself; granted already, it stays so."""
    if _is_granted(contract, clock):
        return
    ends = datetime.combine(contract.ends, time.min, tzinfo=CITY_ZONE) if contract.ends else None
    terms = Terms(
        tables=_tables(scope_from(contract.scope)),
        ends=ends,
        basis=basis(contract),
        basis_text=f"계약 {contract.number}",
    )
    holder = Holder.organisation(OrganisationId(contract.buyer))
    catalogue.grant_entitlement(DatasetId(contract.dataset_id), holder, terms=terms, by=EXCHANGE, clock=clock)


def revoke(contract: Contract, *, reason: str, clock: Clock) -> None:
    """Nothing that leans on this contract is open any more; another contract's access is its own."""
    catalogue.end_entitlements(basis(contract), reason=reason, by=EXCHANGE, clock=clock)


def shorten(contract: Contract, *, reason: str, clock: Clock) -> None:
    """What is open ends with the contract's new end, without anybody's doing on that day."""
    if _is_granted(contract, clock):
        revoke(contract, reason=reason, clock=clock)
        if contract.ends is None or contract.ends > clock.today():
            grant(contract, clock=clock)


def basis(contract: Contract) -> Ref:
    return Ref("contract", contract.id)


def _is_granted(contract: Contract, clock: Clock) -> bool:
    known = reads.entitlements_of(Holder.organisation(OrganisationId(contract.buyer)), SYSTEM)
    return any(
        each.terms.basis == basis(contract) and each.state(clock.now()) in {TermState.LIVE, TermState.COMING}
        for each in known
    )


def _tables(scope: Scope) -> dict[str, TableScope] | None:
    """None for a whole dataset: tables and columns that come later are in it too."""
    if scope.is_whole:
        return None
    part = TableScope(
        columns=scope.columns or None,
        rows=scope.rows,
        versions=Versions(later_than=scope.later_than, chosen=scope.chosen),
    )
    return {scope.table_id: part}
