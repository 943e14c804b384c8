"""Whose name a publisher's is."""

import pytest

from naru.base.kit.person import OrganisationId
from naru.data.catalogue.core.publisher_names import NameUse, is_foreign

MINE, OTHER, THIRD = (OrganisationId(each) for each in ("mine", "other", "third"))


@pytest.mark.parametrize(
    ("assigned", "namesakes", "published_by", "foreign"),
    [
        (None, [], [], False),
        (None, [], [MINE], False),
        (None, [], [MINE, OTHER], True),
        (None, [], [None], True),  # the city
        (None, [MINE], [OTHER, None], False),
        (None, [MINE, OTHER], [], False),
        (None, [OTHER], [MINE], True),
        (MINE, [OTHER], [OTHER], False),  # an officer's word is above a name's likeness
        (THIRD, [MINE], [MINE], True),
    ],
)
def test_a_name_is_foreign_where_others_own_it(
    assigned: OrganisationId | None,
    namesakes: list[OrganisationId],
    published_by: list[OrganisationId | None],
    foreign: bool,
) -> None:
    use = NameUse(assigned=assigned, namesakes=namesakes, published_by=published_by)
    assert is_foreign(use, MINE) is foreign


def test_what_is_the_citys_own_is_foreign_to_no_officer_but_a_name_of_an_organisation_is() -> None:
    assert not is_foreign(NameUse(assigned=None, namesakes=(), published_by=[None]), None)
    assert is_foreign(NameUse(assigned=OTHER, namesakes=(), published_by=()), None)
