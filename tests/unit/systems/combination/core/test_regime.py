"""A regime's numbers are read as they are written, and nothing is filled in."""

import json
from dataclasses import asdict
from importlib.resources import files
from typing import Any

import pytest

from naru.systems.combination.core.match_rate import RateRules
from naru.systems.combination.core.regime import read_regime
from naru.systems.combination.core.review import ReviewRules


def stored(name: str) -> dict[str, Any]:
    text = files("naru.systems.combination.regimes").joinpath(f"{name}.json").read_text(encoding="utf-8")
    values: dict[str, Any] = json.loads(text)
    return values


@pytest.mark.parametrize("name", ["pipa", "credit"])
def test_every_number_of_the_data_is_the_regimes(name: str) -> None:
    written, regime = stored(name), read_regime(stored(name))
    assert regime.rate == RateRules(**written["rate"])
    assert regime.review == ReviewRules(**written["review"])
    rest = {key: value for key, value in asdict(regime).items() if key not in {"rate", "review"}}
    assert rest == {key: value for key, value in written.items() if key not in {"rate", "review"}}


@pytest.mark.parametrize(
    "missing", ["name", "source", "rate", "review", "release_bytes_max", "record_years", "thresholds"]
)
def test_a_number_that_is_not_there_is_no_default(missing: str) -> None:
    written = stored("pipa")
    del written[missing]
    with pytest.raises(KeyError, match=missing):
        read_regime(written)
