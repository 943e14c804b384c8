"""The sample city's sectors: what conforms is published and counted, what does not is held, each for its own reason."""

import pytest

from naru.base.kit.person import SYSTEM
from naru.data.catalogue.core.states import State
from naru.systems.sectors import figures, reads
from naru.systems.sectors.core.profiles import Sector
from naru.systems.sectors.core.states import Standing
from samples.sectors import SAMPLES, bring

pytestmark = pytest.mark.django_db
REASONS = {  # the rule that each refused sample breaks
    "finance": "spending.trade.pattern",
    "medicine": "visits.kcd.kcd_shape",
    "logistics": "moves.container.check_iso6346",
    "tourism": "visitors.definition.required",
}


def test_each_sector_has_three_that_conform_one_that_is_held_and_six_figures() -> None:
    assert bring(as_json=True, again=False)
    assert bring(as_json=True, again=False)
    for sector in Sector:
        members = reads.members(sector, SYSTEM)
        out = [each for each in members if each.dataset.state is State.PUBLISHED]
        (held,) = [each for each in members if each.dataset.state is not State.PUBLISHED]
        assert len(out) >= 3, sector
        assert {each.claim.standing for each in out} <= {Standing.CONFORMING, Standing.NOTICES}
        assert held.claim.standing is Standing.NOT_CONFORMING
        assert held.claim.report is not None
        assert REASONS[sector.value] in {each.rule for each in held.claim.report.failed}
        found = figures.of_sector(sector)
        assert len(found) >= 6
        missing = [each.indicator.name for each in found if each.value is None]
        assert not missing, missing
        assert all(each.cells for each in found if each.indicator.by)
    assert reads.count_conforming() == sum(each.conforms for each in SAMPLES)
