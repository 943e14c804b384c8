"""XML in one pass: held against its schema and taken apart into rows at once. No entity, no DTD, no tree."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat

from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.systems.sectors.core.profiles import Extract
from naru.systems.sectors.core.values import FIRST_ROWS, Finding, RuleResult
from naru.systems.sectors.core.xml_schema import ANY, Schema

DEEPEST = 120
LONGEST_TEXT = 1 << 20
CHUNK = 1 << 16

FindSchema = Callable[[str], Schema | Words]  # by namespace; words: why there is none


@dataclass(slots=True)
class _Frame:
    name: str
    line: int
    type: str = ANY
    states: frozenset[int] = frozenset()
    is_held: bool = False  # against the schema
    had_children: bool = False
    text: list[str] = field(default_factory=list)
    length: int = 0
    leaves: dict[str, str] | None = None  # path below → text, where rows are made of it


@dataclass(slots=True, kw_only=True)
class XmlReading:
    """``rows`` by table: the line, then the extract's columns in order."""

    root: str = ""
    namespace: str = ""
    reason: Words | None = None
    findings: list[Finding] = field(default_factory=list)
    faults: int = 0
    elements: int = 0
    rows: dict[str, list[tuple[int, list[str]]]] = field(default_factory=dict)

    def result(self) -> RuleResult:
        return RuleResult(
            rule="schema",
            words=Words("표준의 구조(XSD)에 맞습니다.", "Keeps to the structure of the standard (XSD)."),
            checked=self.elements,
            failed=self.faults,
            reason=self.reason,
            first=tuple(self.findings[:FIRST_ROWS]),
        )


def read_xml(path: Path, extracts: Sequence[Extract], find_schema: FindSchema) -> XmlReading:
    """Raises ``Refused``: ``sectors_file_unreadable``, ``sectors_document_hostile``."""
    reader = _XmlReader(extracts, find_schema)
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.characters
    parser.StartDoctypeDeclHandler = reader.doctype
    reader.parser = parser
    try:
        with path.open("rb") as file:
            while chunk := file.read(CHUNK):
                parser.Parse(chunk, False)
            parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise Refused("sectors_file_unreadable", line=error.lineno, said=expat.ErrorString(error.code)) from None
    return reader.reading


class _XmlReader:
    def __init__(self, extracts: Sequence[Extract], find_schema: FindSchema) -> None:
        self.reading = XmlReading(rows={each.table: [] for each in extracts})
        self.extracts = [(each, each.each.split("/")) for each in extracts]
        self.find_schema = find_schema
        self.schema: Schema | None = None
        self.stack: list[_Frame] = []
        self.parser: expat.XMLParserType

    def doctype(self, *_: object) -> None:
        raise Refused("sectors_document_hostile", line=self.parser.CurrentLineNumber)

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        namespace, _, local = tag.rpartition("}")
        line = self.parser.CurrentLineNumber
        if len(self.stack) >= DEEPEST:
            raise Refused("sectors_document_hostile", line=line)
        frame = _Frame(local, line)
        if not self.stack:
            self._begin(namespace, local, frame)
        else:
            self._hold_child(self.stack[-1], frame)
        self.reading.elements += 1
        self.stack.append(frame)
        if self._collects():
            frame.leaves = {}
        self._hold_attributes(frame, attributes)

    def _begin(self, namespace: str, local: str, frame: _Frame) -> None:
        self.reading.root, self.reading.namespace = local, namespace
        found = self.find_schema(namespace)
        if isinstance(found, Words):
            self.reading.reason = found
            return
        self.schema = found
        if local in found.roots:
            self._expect(frame, found.roots[local])
        else:
            self._fault(frame.line, Words(f"모르는 문서입니다: {local}", f"no such document: {local}"), "")

    def _hold_child(self, parent: _Frame, frame: _Frame) -> None:
        parent.had_children = True
        if not parent.is_held or self.schema is None:
            return
        known = self.schema.complex.get(parent.type)
        if known is None or known.automaton is None:
            if parent.type != ANY:
                self._fault(frame.line, Words("자식이 올 수 없습니다.", "no element may stand here"), frame.name)
            return
        step = known.automaton.step(parent.states, frame.name)
        if step is None:
            wanted = ", ".join(known.automaton.expected(parent.states)[:6]) or "-"
            words = Words(f"여기에 올 수 없습니다. 올 수 있는 것: {wanted}", f"may not stand here; expected {wanted}")
            self._fault(frame.line, words, frame.name, wanted)
            parent.is_held = False  # one fault an element: what follows would only repeat it
            return
        parent.states, type = step
        self._expect(frame, type)

    def _expect(self, frame: _Frame, type: str) -> None:
        frame.type, frame.is_held = type, type != ANY
        known = self.schema.complex.get(type) if self.schema else None
        if known is not None and known.automaton is not None:
            frame.states = known.automaton.start()

    def _hold_attributes(self, frame: _Frame, attributes: Mapping[str, str]) -> None:
        if frame.leaves is not None or any(each.leaves is not None for each in self.stack):
            for name, value in attributes.items():
                self._leaf(f"@{name}", value)
        if not frame.is_held or self.schema is None:
            return
        known = self.schema.complex.get(frame.type)
        wanted = known.attributes if known else {}
        for name, (type, is_required) in wanted.items():
            if name in attributes:
                if (fault := self.schema.text_fault(type, attributes[name])) is not None:
                    self._fault(frame.line, fault, f"{frame.name}/@{name}", value=attributes[name])
            elif is_required:
                self._fault(frame.line, Words(f"속성이 없습니다: {name}", f"lacks the attribute {name}"), frame.name)
        for name in attributes:
            if "}" not in name and name not in wanted:
                self._fault(frame.line, Words(f"모르는 속성입니다: {name}", f"no such attribute: {name}"), frame.name)

    def characters(self, text: str) -> None:
        frame = self.stack[-1]
        frame.length += len(text)
        if frame.length > LONGEST_TEXT:
            raise Refused("sectors_document_hostile", line=self.parser.CurrentLineNumber)
        frame.text.append(text)

    def end(self, _: str) -> None:
        frame = self.stack[-1]
        text = "".join(frame.text)
        if frame.is_held and self.schema is not None:
            self._hold_end(frame, text)
        if not frame.had_children and text.strip():
            self._leaf("", text.strip())
        self._close_rows(frame)
        self.stack.pop()

    def _hold_end(self, frame: _Frame, text: str) -> None:
        assert self.schema is not None
        known = self.schema.complex.get(frame.type)
        if known is not None and known.automaton is not None:
            if known.automaton.end not in frame.states:
                wanted = ", ".join(known.automaton.expected(frame.states)[:6])
                self._fault(frame.line, Words(f"빠진 것: {wanted}", f"lacks {wanted}"), frame.name, wanted)
            if text.strip():
                self._fault(frame.line, Words("글자가 올 수 없습니다.", "no text may stand here"), frame.name)
            return
        type = known.content if known is not None else frame.type
        if not frame.had_children and (fault := self.schema.text_fault(type, text)) is not None:
            self._fault(frame.line, fault, self._path(), value=text)

    def _fault(self, line: int, words: Words, where: str, expected: str = "", *, value: str = "") -> None:
        self.reading.faults += 1
        if len(self.reading.findings) < FIRST_ROWS:
            finding = Finding(
                line=line,
                where=where or self._path(),
                value=value[:200],
                expected=expected,
                message=f"{words.ko} · {words.en}",
            )
            self.reading.findings.append(finding)

    def _path(self) -> str:
        return "/".join(each.name for each in self.stack)

    # --- rows ---

    def _collects(self) -> bool:
        """Whether rows are made of the newest element, or columns of rows below it."""
        path = [each.name for each in self.stack]
        return any(_matches(path, wanted) or _matches(path, wanted[: len(wanted) - 1]) for _, wanted in self.extracts)

    def _leaf(self, last: str, text: str) -> None:
        parts: list[str] = [last] if last else []
        for frame in reversed(self.stack):
            if frame.leaves is not None:
                frame.leaves.setdefault("/".join(parts) or ".", text)
            parts.insert(0, frame.name)

    def _close_rows(self, frame: _Frame) -> None:
        if frame.leaves is None:
            return
        path = [each.name for each in self.stack]
        for extract, wanted in self.extracts:
            if _matches(path, wanted):
                above = self.stack[-2].leaves or {} if len(self.stack) > 1 else {}
                cells = [
                    above.get(column[3:], "") if column.startswith("../") else frame.leaves.get(column, "")
                    for column in extract.columns.values()
                ]
                self.reading.rows[extract.table].append((frame.line, cells))


def _matches(path: Sequence[str], wanted: Sequence[str]) -> bool:
    return len(path) == len(wanted) and all(want in ("*", have) for have, want in zip(path, wanted, strict=True))
