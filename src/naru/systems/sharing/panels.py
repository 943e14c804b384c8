"""Parts of other packages' pages: how a table is opened in one's own tools, and which columns of its copies are marked."""

from django.http import HttpRequest
from django.template.loader import render_to_string

from naru.base.kit.clock import SYSTEM_CLOCK
from naru.base.kit.guard import person_of
from naru.base.kit.person import OrganisationId
from naru.base.people import reads as people
from naru.data.catalogue import policy
from naru.data.catalogue.core.values import Dataset, Table
from naru.systems.sharing import actions, entitlements, reads
from naru.systems.sharing.core.code_samples import code_samples
from naru.systems.sharing.core.values import TokenState


def open_in_tools(request: HttpRequest, dataset: Dataset, table: Table | None) -> str:
    """The way to tokens and ready code, for people of an organisation that is entitled to the table."""
    person, now = person_of(request), SYSTEM_CLOCK.now()
    if table is None or person.is_anonymous:
        return ""
    holders = [
        (entitlements.organisation_holder(organisation.id), organisation.name)
        for organisation, _ in people.organisations_of(person)
    ]
    entitled = [each for each in holders if entitlements.table_right(each[0], table.id, now) is not None]
    if not entitled:
        return ""
    return render_to_string("sharing/_open_in_tools.html", {"entitled": entitled}, request)


def ways_to_open(request: HttpRequest, organisation: OrganisationId, table_id: str) -> str:
    """Ready code for each tool, with the way to the profile file that it needs; "" where nothing of the table may be read."""
    holder = entitlements.organisation_holder(organisation)
    shared = next((each for each in actions.name_tables(holder) if each.table_id == table_id), None)
    if shared is None:
        return ""
    now = SYSTEM_CLOCK.now()
    context = {
        "holder": holder,
        "shared": shared,
        "samples": [(f"{shared.id}-{sample.id}", sample) for sample in code_samples(shared.address)],
        "has_token": any(token.state(now) is TokenState.LIVE for token in reads.tokens_of(holder)),
    }
    return render_to_string("sharing/_ways_to_open.html", context, request)


def marking(request: HttpRequest, dataset: Dataset, table: Table | None) -> str:
    """The way to the choice of marked columns, for those who may edit the dataset."""
    if table is None or not policy.may_edit(person_of(request), dataset.rights):
        return ""
    context = {"table": table, "marked": reads.marked_columns(table.id)}
    return render_to_string("sharing/_marking.html", context, request)
