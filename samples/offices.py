"""Every office of the sample city: reading it registers all its samples."""

from samples import (  # noqa: F401 - each declares its samples
    administration,
    environment,
    finance,
    logistics,
    medicine,
    tourism,
    transport,
)
from samples.sample import SAMPLES, Sample


def all_samples() -> list[Sample]:
    """Every sample, an earlier edition always before the one that revises it."""
    return list(SAMPLES)
