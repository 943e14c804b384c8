"""What is refused is told by its code: the sentences may change, and speak another language tomorrow."""

import pytest

from naru.base.kit.refusals import Refused


def refuses(code: str) -> "pytest.RaisesExc[Refused]":
    """``with refuses("not_found") as refused:``, whose facts are ``refused.value.facts``."""
    return pytest.RaisesExc(Refused, check=lambda refused: refused.code == code)
