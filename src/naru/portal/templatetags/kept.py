"""``{% datasets_of organisation.id %}``: an organisation's page shows its data, of which the package of people knows nothing."""

from typing import Any

from django import template
from django.template.context import Context

from naru.base.kit.person import OrganisationId
from naru.data.catalogue import reads

register = template.Library()


@register.inclusion_tag("parts/kept.html", takes_context=True)
def datasets_of(context: Context, organisation_id: OrganisationId) -> dict[str, Any]:
    """The newest published datasets that it looks after or that are granted to it, as far as the visitor may read them."""
    person = context["person"]
    return {"kept": reads.kept_by(organisation_id, person), "granted": reads.granted_to(organisation_id, person)}
