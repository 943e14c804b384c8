"""Korean particles that depend on the sound before them never follow a fact, whose sound nobody knows beforehand."""

import re
from pathlib import Path

import pytest

import naru

SOURCES = Path(naru.__file__).parent
PARTICLE = re.compile(r"\{[\w.]+\}[’'”]?(?:을|를|은|는|이|가|과|와|으로|로)(?=[\s.,:])")


@pytest.mark.parametrize("sentence", ["버전 {n}과 견주어", "‘{name}’을 더했습니다.", "{host}가 답하지 않습니다"])
def test_such_a_particle_is_seen(sentence: str) -> None:
    assert PARTICLE.search(sentence)


@pytest.mark.parametrize("suffix", ["py", "html"])
def test_no_sentence_has_one(suffix: str) -> None:
    found = [
        f"{path.relative_to(SOURCES)}: {seen[0]}"
        for path in sorted(SOURCES.rglob(f"*.{suffix}"))
        for seen in PARTICLE.finditer(path.read_text())
        if "sample_city" not in path.parts
    ]
    assert found == []
