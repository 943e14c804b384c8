"""A dataset row's rights as a value."""

from naru.base.kit.person import OrganisationId
from naru.data.catalogue.core.rights import Rights
from naru.data.catalogue.core.states import Access, State
from naru.data.catalogue.models import Dataset


def rights_of(row: Dataset) -> Rights:
    """Asks for the grants only where they matter (or uses those prefetched)."""
    access = Access(row.access)
    granted = (grant.organisation_id for grant in row.grants.all()) if access is Access.GRANTED else ()
    return Rights(
        state=State(row.state),
        access=access,
        organisation=OrganisationId(row.organisation_id) if row.organisation_id else None,
        granted=frozenset(OrganisationId(organisation) for organisation in granted),
    )
