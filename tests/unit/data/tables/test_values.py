"""What is found out about a table comes back from JSON as it went."""

import json
from dataclasses import asdict

import pytest

from naru.data.tables.core.values import PersonalFinding, PersonalKind


@pytest.mark.parametrize("kind", PersonalKind)
def test_a_finding_comes_back_from_json(kind: PersonalKind) -> None:
    finding = PersonalFinding(column="비고", alias="bigo", kind=kind, count=2, examples=("010-****",))
    back = PersonalFinding.from_json(json.loads(json.dumps(asdict(finding))))
    assert back == finding
    assert (type(back.kind), type(back.examples)) == (PersonalKind, tuple)
