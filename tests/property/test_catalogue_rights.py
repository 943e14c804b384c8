"""Each right and its queryset twin agree on every person and every dataset; so do the index's marks and its counts."""

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from naru.base.kit.clock import SYSTEM_CLOCK
from naru.base.kit.person import ANONYMOUS, Person, PersonId, Role, Scope
from naru.data.catalogue import policy
from naru.data.catalogue.core.rights import passes, readers
from naru.data.catalogue.core.states import Access, State
from naru.data.catalogue.models import Dataset, Grant, Publisher
from naru.data.catalogue.reads.rights import rights_of
from naru.data.catalogue.search import indexer
from naru.data.catalogue.search.counts import counts

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


def persons(organisations: list[str]) -> st.SearchStrategy[Person]:
    """Anyone: with any roles in these organisations, any scopes, an officer or not, or nobody known."""
    known = st.builds(
        lambda roles, scopes, is_officer: Person(
            id=PersonId("someone"),
            name="someone",
            roles={organisations[place]: role for place, role in roles.items()},
            scopes=scopes,
            is_officer=is_officer,
        ),
        ROLES,
        SCOPES,
        st.booleans(),
    )
    return st.just(ANONYMOUS) | known


@given(data=st.data())
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
def test_functions_querysets_and_marks_agree(everything, data):
    person = data.draw(persons(everything))
    rows = list(Dataset.objects.prefetch_related("grants"))
    readable = set(Dataset.objects.filter(policy.readable_by(person)).values_list("id", flat=True))
    editable = set(Dataset.objects.filter(policy.editable_by(person)).values_list("id", flat=True))
    for row in rows:
        rights = rights_of(row)
        assert policy.may_read(person, rights) == (row.id in readable) == bool(readers(rights) & passes(person))
        assert policy.may_edit(person, rights) == (row.id in editable)


@pytest.fixture
def counted(everything):
    """Every dataset with some publisher and themes, in the index."""
    publishers = [Publisher.objects.create(name=name, slug=name) for name in ("가", "나", "다")]
    for place, row in enumerate(Dataset.objects.order_by("id")):
        row.publisher = [None, *publishers][place % 4]
        row.themes = ["finance", "tourism", "safety"][: place % 3]
        row.save()
    indexer.rebuild()
    return everything


@given(data=st.data())
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
def test_the_index_counts_what_is_published_and_may_be_read(counted, data):
    person = data.draw(persons(counted))
    rows = Dataset.objects.filter(policy.readable_by(person), state=State.PUBLISHED).select_related("publisher")
    found = counts(person)
    assert found.datasets == len(rows)
    assert found.publishers == Counter(row.publisher.slug for row in rows if row.publisher)
    assert found.themes == Counter(theme for row in rows for theme in row.themes)
