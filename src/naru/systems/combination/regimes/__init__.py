"""Numbers of law and policy, one file a regime; which one a case follows is a parameter of the case."""

import json
from importlib.resources import files

from naru.systems.combination.core.regime import Regime, read_regime

REGIMES = ("pipa", "credit")


def regime(name: str) -> Regime:
    """The regime's numbers as this release has them."""
    assert name in REGIMES, "a regime has a file here"
    return read_regime(json.loads(files(__name__).joinpath(f"{name}.json").read_text(encoding="utf-8")))
