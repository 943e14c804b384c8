"""Recorded checks are read as they were written."""

from naru.base.kit.words import Words
from naru.systems.protocols.core.conformance import Check

CHECK = Check(protocol="dcat", program="p", version="1", day="2026-11-03", did=Words("읽음", "Read"))


def test_a_check_is_read_as_it_was_written() -> None:
    said = CHECK.to_json()
    assert said == {
        "protocol": "dcat",
        "program": "p",
        "version": "1",
        "day": "2026-11-03",
        "did": {"ko": "읽음", "en": "Read"},
    }
    assert Check.from_json(said) == CHECK
