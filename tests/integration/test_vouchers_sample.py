"""The sample programme of 40 applications: its figures, its books, and what an auditor finds in it."""

import json
from collections import Counter

import pytest
from click.testing import CliRunner

from naru.base.kit.person import SYSTEM
from naru.commons.ledger import reads as ledger
from naru.systems.vouchers import audit, commands, reads
from naru.systems.vouchers.models import Claim
from samples.vouchers import bring_vouchers

pytestmark = pytest.mark.django_db


def test_the_sample_programme_is_whole_balanced_and_has_what_an_auditor_looks_for(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert bring_vouchers(as_json=True, again=False)
    assert bring_vouchers(as_json=True, again=False)
    (found,) = reads.programmes()
    figures = reads.figures(found)
    assert (figures.applied, figures.eligible, figures.awarded, figures.agreed, figures.delivered) == (
        40,
        37,
        12,
        10,
        6,
    )
    assert figures.free_krw >= 0
    assert min(figures.paid_krw, figures.held_krw, figures.left_krw) > 0
    trial = ledger.trial_balance()
    assert trial.is_sound, trial.findings
    kinds = Counter(each.kind for each in audit.signals_of(found.id, by=SYSTEM))
    assert {"alike", "document", "origin", "early", "related"} <= set(kinds), kinds
    assert (kinds["document"], kinds["origin"], kinds["early"]) == (1, 1, 1)
    said = json.loads(CliRunner().invoke(commands.vouchers, ["list", "--json"]).stdout)
    assert said["awarded"] == 12
    lines = "".join(audit.settlement(found.id, by=SYSTEM)).splitlines()
    assert len(lines) == 13
    assert Claim.objects.count() == 8
