"""What reading gave is nothing until it is said."""

from pathlib import Path

from naru.systems.sectors.core.reading import Read, Source


def test_reading_gives_nothing_of_its_own() -> None:
    assert (dict(Read().relations), Read().rules, dict(Read().editions)) == ({}, (), {})
    assert Source(path=Path("a"), name="a", scratch=Path()).definitions is None
