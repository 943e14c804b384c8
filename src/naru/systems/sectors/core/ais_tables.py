"""A file of AIS sentences as tables for rules: positions, ships, and what could not be decoded."""

from naru.base.kit.words import Words
from naru.systems.sectors.core import ais, readers
from naru.systems.sectors.core.engine import Engine
from naru.systems.sectors.core.profiles import Profile
from naru.systems.sectors.core.reading import Read, Source
from naru.systems.sectors.core.values import EMPTY, FIRST_ROWS, Finding, RuleResult

KINDS = {
    "checksum": Words("문장의 검사합이 맞습니다.", "The sentences' checksums agree."),
    "sentence": Words("줄마다 AIS 문장입니다.", "Each line is an AIS sentence."),
    "parts": Words("여러 문장으로 된 메시지가 모두 이어집니다.", "Messages of several sentences are whole."),
    "payload": Words("메시지를 풀 수 있습니다.", "The messages can be decoded."),
}


def read_ais(engine: Engine, profile: Profile, source: Source) -> Read:
    """Tables ``positions`` and ``ships``, of the profile's columns."""
    messages = ais.read_sentences(ais.lines_of(source.path))
    decoded = ais.decode(messages)
    tables = {"positions": decoded.positions, "ships": decoded.ships}
    relations = {}
    for table in profile.tables:
        columns = tables[table.name]
        names = [name for name in columns if name != "line"]
        rows = zip(columns["line"], *(columns[name] for name in names), strict=True)
        records = [(0, names), *((line, [_cell(value) for value in values]) for line, *values in rows)]
        relations[table.name] = readers.from_rows(engine, table.name, records)
    return Read(relations=relations, rules=tuple(_result(kind, messages.sentences, decoded) for kind in KINDS))


def _result(kind: str, sentences: int, decoded: ais.Decoded) -> RuleResult:
    faults = [each for each in decoded.faults if each.kind == kind]
    return RuleResult(
        rule=f"ais.{kind}",
        words=KINDS[kind],
        checked=max(sentences, len(faults)),
        failed=len(faults),
        reason=None if sentences or faults else EMPTY,
        first=tuple(Finding(line=each.line, where=kind, value=each.text) for each in faults[:FIRST_ROWS]),
    )


def _cell(value: object) -> str:
    return "" if value is None else str(value)
