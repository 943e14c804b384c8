"""The eleven sites together: their scenes by id, in the order in which the city names them."""

from samples.scenes.parks import PARKS
from samples.scenes.trade_areas import TRADE_AREAS
from samples.scenes.values import Scene

SECONDS, SEED = 40.0, 20260509


def scenes(*, seconds: float = SECONDS, seed: int = SEED) -> tuple[Scene, ...]:
    """One clip of each site."""
    return tuple(make(seconds=seconds, seed=seed) for make in (*TRADE_AREAS.values(), *PARKS.values()))


def scene(site_id: str, *, seconds: float = SECONDS, seed: int = SEED) -> Scene:
    """Raises ``KeyError`` for a site that is none of the eleven."""
    return {**TRADE_AREAS, **PARKS}[site_id](seconds=seconds, seed=seed)
