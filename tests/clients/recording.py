"""Passed checks, written down for the conformance page: ``NARU_RECORD_CONFORMANCE`` names the file that is written anew."""

import json
import os
from collections.abc import Callable
from pathlib import Path

from naru.base.kit.clock import SYSTEM_CLOCK, in_city
from naru.base.kit.words import Words
from naru.systems.protocols.core.conformance import Check

Passed = Callable[[str, str, str, Words], None]


def write_down(protocol: str, program: str, version: str, did: Words) -> None:
    """One check that has just passed; an earlier one of the same protocol and program is replaced."""
    path = os.environ.get("NARU_RECORD_CONFORMANCE")
    if not path:
        return
    file = Path(path)
    before = [Check.from_json(each) for each in json.loads(file.read_text())] if file.exists() else []
    day = in_city(SYSTEM_CLOCK.now()).date().isoformat()
    made = Check(protocol=protocol, program=program, version=version, day=day, did=did)
    kept = [each for each in before if (each.protocol, each.program) != (protocol, program)]
    listed = sorted([*kept, made], key=lambda each: (each.protocol, each.program))
    file.write_text(json.dumps([each.to_json() for each in listed], ensure_ascii=False, indent=1) + "\n")
