"""Each right and its queryset twin agree on every person and every dataset; so do the index's marks and its counts."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from naru.base.kit.person import ANONYMOUS, Person, PersonId, Role, Scope, service
from naru.data.catalogue import policy
from naru.data.catalogue.core.rights import index_readers
from naru.data.catalogue.core.states import Access, State
from naru.data.catalogue.models import Dataset, Entitlement, Publisher
from naru.data.catalogue.reads import blocks as blocks_module
from naru.data.catalogue.reads import entitlements as entitlement_reads
from naru.data.catalogue.reads import rights as rights_module
from naru.data.catalogue.reads.blocks import block_on, refusal
from naru.data.catalogue.reads.entitlements import Scopes
from naru.data.catalogue.reads.rights import BY_ENTITLEMENT, rights_of
from naru.data.catalogue.search import indexer
from naru.data.catalogue.search.counts import counts

ROLES = st.dictionaries(st.integers(0, 2), st.sampled_from(Role), max_size=3)
SCOPES = st.frozensets(st.sampled_from(Scope))


NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)
TERMS = {  # what an entitlement is at NOW
    "live": {"starts": NOW},
    "live until": {"starts": NOW - DAY, "ends": NOW + timedelta(microseconds=1)},
    "coming": {"starts": NOW + timedelta(microseconds=1)},
    "ended": {"starts": NOW - DAY, "ends": NOW},
    "revoked": {"starts": NOW - DAY, "revoked_at": NOW},
    "to be revoked": {"starts": NOW - DAY, "revoked_at": NOW + timedelta(microseconds=1)},
}


class AtNow:
    """The clock of the index's readers stands still."""

    def now(self):
        return NOW


@pytest.fixture(autouse=True)
def _still(monkeypatch):
    for module in (policy, rights_module, entitlement_reads, blocks_module):
        monkeypatch.setattr(module, "SYSTEM_CLOCK", AtNow())


def _holders(ids):
    """Nobody, the first organisation, the others, the person, a service."""
    return [
        [],
        [("organisation", ids[0])],
        [("organisation", each) for each in ids[1:]],
        [("person", "someone")],
        [("service", "exchange")],
    ]


@pytest.fixture
def everything(organisations):
    """A dataset of every state, access and steward, with an entitlement of every holder in every part of its term."""
    ids = [organisations.city.id, organisations.seller.id, organisations.buyer.id]
    for state in State:
        for access in Access:
            for steward in (None, *ids):
                for holders, term in product(_holders(ids), TERMS.values()) if access in BY_ENTITLEMENT else [([], {})]:
                    row = Dataset.objects.create(
                        title=f"{state} {access}",
                        state=state,
                        access=access,
                        organisation_id=steward,
                        created=NOW,
                        changed=NOW,
                    )
                    Entitlement.objects.bulk_create(
                        [
                            Entitlement(
                                dataset=row, holder_kind=kind, holder_id=id_, by_id="x", by_name="x", at=NOW, **term
                            )
                            for kind, id_ in holders
                        ]
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
    return st.just(ANONYMOUS) | st.just(service("exchange")) | known


@given(data=st.data())
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
def test_functions_querysets_and_marks_agree(everything, data):
    person = data.draw(persons(everything))
    rows = list(Dataset.objects.prefetch_related("entitlements"))
    readable = set(Dataset.objects.filter(policy.readable_by(person)).values_list("id", flat=True))
    marks, scopes = policy.passes(person), Scopes.of(person)
    editable = set(Dataset.objects.filter(policy.editable_by(person)).values_list("id", flat=True))
    for row in rows:
        rights = rights_of(row)
        assert policy.may_read(person, rights) == (row.id in readable) == scopes.reads(row)
        if row.access != Access.SEALED:
            assert policy.may_read(person, rights) == bool(index_readers(rights, row.id) & marks)
        assert policy.may_edit(person, rights) == (row.id in editable)
        is_secret = row.access == Access.SEALED or row.state in {State.DRAFT, State.IN_REVIEW}
        assert (block_on(row, person) is None) == (row.id in readable or is_secret)
        assert (refusal(row, person).code == "not_found") == (row.id in readable or is_secret)


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
    rows = [row for row in rows if row.access != Access.SEALED]
    found = counts(person)
    assert found.datasets == len(rows)
    assert found.publishers == Counter(row.publisher.slug for row in rows if row.publisher)
    assert found.themes == Counter(theme for row in rows for theme in row.themes)
