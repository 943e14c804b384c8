"""Who may do what with notices: one's own are one's own."""

from naru.base.kit.person import OrganisationId, Person, Scope


def may_keep_webhooks(person: Person, organisation: OrganisationId) -> bool:
    """The organisation's owners and stewards; a webhook takes what it is told out of the house."""
    return person.stewards(organisation) and Scope.ADMIN in person.scopes
