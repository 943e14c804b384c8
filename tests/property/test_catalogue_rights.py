"""Each right and its queryset twin agree on every person and every dataset; so do the index's marks."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from naru.catalogue import policy
from naru.catalogue.core.rights import passes, readers
from naru.catalogue.core.states import Access, State
from naru.catalogue.models import Dataset, Grant
from naru.catalogue.reads.rights import rights_of
from naru.kit.clock import SYSTEM_CLOCK
from naru.people.core.person import ANONYMOUS, Person, PersonId, Role, Scope

ROLES = st.dictionaries(st.integers(0, 2), st.sampled_from(Role), max_size=3)
SCOPES = st.frozensets(st.sampled_from(Scope))


@pytest.fixture
def everything(organisations):
    """A dataset of every state, access, steward and grant."""
    ids = [organisations.city.id, organisations.seller.id, organisations.buyer.id]
    now = SYSTEM_CLOCK.now()
    for state in State:
        for access in Access:
            for steward in (None, *ids):
                for granted in ((), ids[:1], ids[1:]):
                    row = Dataset.objects.create(
                        title=f"{state} {access}",
                        state=state,
                        access=access,
                        organisation_id=steward,
                        created=now,
                        changed=now,
                    )
                    Grant.objects.bulk_create(
                        [Grant(dataset=row, organisation_id=each, by_id="x", by_name="x", at=now) for each in granted]
                    )
    return ids


@given(roles=ROLES, scopes=SCOPES, is_officer=st.booleans(), is_anonymous=st.booleans())
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
def test_functions_querysets_and_marks_agree(everything, roles, scopes, is_officer, is_anonymous):
    person = (
        ANONYMOUS
        if is_anonymous
        else Person(
            id=PersonId("someone"),
            name="someone",
            roles={everything[place]: role for place, role in roles.items()},
            scopes=scopes,
            is_officer=is_officer,
        )
    )
    rows = list(Dataset.objects.prefetch_related("grants"))
    readable = set(Dataset.objects.filter(policy.readable_by(person)).values_list("id", flat=True))
    editable = set(Dataset.objects.filter(policy.editable_by(person)).values_list("id", flat=True))
    for row in rows:
        rights = rights_of(row)
        assert policy.may_read(person, rights) == (row.id in readable) == bool(readers(rights) & passes(person))
        assert policy.may_edit(person, rights) == (row.id in editable)
