"""Every profile that ships can be used: its rules run on ten rows, its code lists are there or named as to be installed."""

import pytest

from naru.systems.sectors import figures, library
from naru.systems.sectors.core.profiles import Sector, profile_of
from naru.systems.sectors.core.trial import try_rules

TO_INSTALL = frozenset({"hs"})


@pytest.mark.parametrize("name", sorted(library.shipped()))
def test_a_shipped_profile_can_be_used(name: str) -> None:
    profile = profile_of(library.shipped()[name])
    try_rules(profile)
    assert profile.name == name
    assert set(profile.code_lists) - set(library.shipped_lists()) <= TO_INSTALL
    assert profile.title.ko != profile.title.en


def test_every_sector_has_its_profiles_and_indicators() -> None:
    profiles = [profile_of(raw) for raw in library.shipped().values()]
    for sector in Sector:
        assert sum(each.sector is sector for each in profiles) >= 3, sector
        own = [each for each in figures.indicators() if each.sector is sector]
        assert len(own) >= 6, sector
        assert len({each.name for each in own}) == len(own)
        assert all(each.profile in library.shipped() for each in own)
