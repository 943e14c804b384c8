"""A dataset row's rights as a value."""

from naru.catalogue.core.rights import Rights
from naru.catalogue.core.states import Access, State
from naru.catalogue.models import Dataset
from naru.people.core.person import OrganisationId


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
