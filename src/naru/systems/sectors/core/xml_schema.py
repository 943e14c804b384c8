"""XSD for streams: a schema compiled into automata, against which elements are held as they come. No tree is built.

Holds what message standards use: sequences, choices, occurrences, simple content with attributes, restrictions, ``any``. A schema
that uses more (groups, extension of content, unions, key references) is refused by name: it is not checked, never half checked.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from xml.etree import ElementTree

from naru.base.kit.words import Words

XS = "{http://www.w3.org/2001/XMLSchema}"
ANY = "*"
MOST_COPIES = 200  # of a particle that may occur so often
_BASE64 = re.compile(r"^[A-Za-z0-9+/=\s]*$")


class SchemaError(ValueError):
    """A schema that says more than this reader holds; what, and where."""


@dataclass(slots=True, kw_only=True)
class Edge:
    name: str  # ``ANY`` takes whatever comes
    type: str
    to: int


@dataclass(slots=True, kw_only=True)
class Automaton:
    """Which child may come next. State 0 is the beginning, ``end`` the only one in which an element may close."""

    edges: dict[int, list[Edge]] = field(default_factory=dict)
    empty: dict[int, list[int]] = field(default_factory=dict)
    count: int = 1
    end: int = 0

    def state(self) -> int:
        self.count += 1
        return self.count - 1

    def closure(self, states: frozenset[int]) -> frozenset[int]:
        found, waiting = set(states), list(states)
        while waiting:
            for each in self.empty.get(waiting.pop(), ()):
                if each not in found:
                    found.add(each)
                    waiting.append(each)
        return frozenset(found)

    def start(self) -> frozenset[int]:
        return self.closure(frozenset({0}))

    def step(self, states: frozenset[int], name: str) -> tuple[frozenset[int], str] | None:
        """The states after a child of this name, and its type; None where it may not stand here."""
        found, type = set(), ""
        for state in states:
            for edge in self.edges.get(state, ()):
                if edge.name in (name, ANY):
                    found.add(edge.to)
                    type = edge.type
        return (self.closure(frozenset(found)), type) if found else None

    def expected(self, states: frozenset[int]) -> list[str]:
        return sorted({edge.name for state in states for edge in self.edges.get(state, ())})


@dataclass(frozen=True, slots=True, kw_only=True)
class SimpleType:
    base: str
    patterns: tuple[re.Pattern[str], ...] = ()
    values: frozenset[str] = frozenset()
    facets: Mapping[str, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplexType:
    automaton: Automaton | None  # None: simple content
    content: str = ""  # the type of its text, where it is simple
    attributes: Mapping[str, tuple[str, bool]] = field(default_factory=dict)  # name → type, required


@dataclass(frozen=True, slots=True, kw_only=True)
class Schema:
    namespace: str
    roots: Mapping[str, str]
    simple: Mapping[str, SimpleType]
    complex: Mapping[str, ComplexType]

    def text_fault(self, type: str, text: str) -> Words | None:
        """What is wrong with a text of a simple type."""
        known = self.simple.get(type)
        if known is None:
            return _built_in_fault(type, text)
        if (fault := self.text_fault(known.base, text)) is not None:
            return fault
        return _facet_fault(known, text)


def read_schema(path: Path) -> Schema:
    """Raises ``SchemaError``, ``OSError``."""
    try:
        root = ElementTree.parse(path).getroot()  # noqa: S314 - installed by the city, and Python's expat expands nothing large
    except ElementTree.ParseError as error:
        raise SchemaError(f"{path.name}: {error}") from None
    simple: dict[str, SimpleType] = {}
    complex: dict[str, ComplexType] = {}
    reader = _Reader(simple, complex, path.name)
    for child in root:
        if child.tag == f"{XS}simpleType":
            simple[child.attrib["name"]] = reader.simple_type(child)
        elif child.tag == f"{XS}complexType":
            complex[child.attrib["name"]] = reader.complex_type(child)
        elif child.tag not in (f"{XS}element", f"{XS}annotation"):
            raise SchemaError(f"{path.name}: {child.tag.removeprefix(XS)}")
    roots = {each.attrib["name"]: _local(each.attrib["type"]) for each in root.findall(f"{XS}element")}
    return Schema(namespace=root.attrib.get("targetNamespace", ""), roots=roots, simple=simple, complex=complex)


@dataclass(slots=True)
class _Reader:
    simple: dict[str, SimpleType]
    complex: dict[str, ComplexType]
    file: str

    def simple_type(self, node: ElementTree.Element) -> SimpleType:
        restriction = node.find(f"{XS}restriction")
        if restriction is None:
            raise SchemaError(f"{self.file}: {node.attrib.get('name')}: not a restriction")
        patterns, values, facets = [], set(), {}
        for facet in restriction:
            kind, value = facet.tag.removeprefix(XS), facet.attrib.get("value", "")
            if kind == "pattern":
                patterns.append(re.compile(f"(?:{value})"))
            elif kind == "enumeration":
                values.add(value)
            elif kind in _FACETS:
                facets[kind] = Decimal(value)
            elif kind not in ("annotation", "whiteSpace"):
                raise SchemaError(f"{self.file}: {kind}")
        return SimpleType(
            base=_local(restriction.attrib["base"]),
            patterns=tuple(patterns),
            values=frozenset(values),
            facets=facets,
        )

    def complex_type(self, node: ElementTree.Element) -> ComplexType:
        if (simple := node.find(f"{XS}simpleContent")) is not None:
            extension = simple.find(f"{XS}extension")
            if extension is None:
                raise SchemaError(f"{self.file}: {node.attrib.get('name')}: simpleContent")
            return ComplexType(
                automaton=None, content=_local(extension.attrib["base"]), attributes=_attributes(extension)
            )
        automaton = Automaton()
        particles = [each for each in node if each.tag in (f"{XS}sequence", f"{XS}choice")]
        if strange := [each for each in node if each.tag not in _COMPLEX_PARTS]:
            raise SchemaError(f"{self.file}: {strange[0].tag.removeprefix(XS)}")
        automaton.end = self._particle(automaton, particles[0], 0) if particles else 0
        return ComplexType(automaton=automaton, attributes=_attributes(node))

    def _particle(self, automaton: Automaton, node: ElementTree.Element, start: int) -> int:
        low = int(node.attrib.get("minOccurs", "1"))
        most = node.attrib.get("maxOccurs", "1")
        here = start
        for _ in range(low):
            here = self._once(automaton, node, here)
        if most == "unbounded":
            loop = automaton.state()
            automaton.empty.setdefault(here, []).append(loop)
            back = self._once(automaton, node, loop)
            automaton.empty.setdefault(back, []).append(loop)
            return loop
        end = automaton.state()
        automaton.empty.setdefault(here, []).append(end)
        for _ in range(min(int(most) - low, MOST_COPIES)):
            here = self._once(automaton, node, here)
            automaton.empty.setdefault(here, []).append(end)
        return end

    def _once(self, automaton: Automaton, node: ElementTree.Element, start: int) -> int:
        match node.tag.removeprefix(XS):
            case "sequence":
                here = start
                for child in node:
                    if child.tag != f"{XS}annotation":
                        here = self._particle(automaton, child, here)
                return here
            case "choice":
                end = automaton.state()
                for child in node:
                    if child.tag != f"{XS}annotation":
                        done = self._particle(automaton, child, start)
                        automaton.empty.setdefault(done, []).append(end)
                return end
            case "element":
                end = automaton.state()
                edge = Edge(name=node.attrib["name"], type=self._type_of(node), to=end)
                automaton.edges.setdefault(start, []).append(edge)
                return end
            case "any":
                end = automaton.state()
                automaton.edges.setdefault(start, []).append(Edge(name=ANY, type=ANY, to=end))
                return end
            case other:
                raise SchemaError(f"{self.file}: {other}")

    def _type_of(self, node: ElementTree.Element) -> str:
        """A type without a name gets one."""
        if "type" in node.attrib:
            return _local(node.attrib["type"])
        name = f"{node.attrib['name']}#{len(self.simple) + len(self.complex)}"
        if (inner := node.find(f"{XS}simpleType")) is not None:
            self.simple[name] = self.simple_type(inner)
        elif (inner := node.find(f"{XS}complexType")) is not None:
            self.complex[name] = self.complex_type(inner)
        return name


_FACETS = frozenset(
    {"minLength", "maxLength", "length", "totalDigits", "fractionDigits", "minInclusive", "maxInclusive"}
)
_COMPLEX_PARTS = {f"{XS}{each}" for each in ("sequence", "choice", "attribute", "annotation")}


def _attributes(node: ElementTree.Element) -> dict[str, tuple[str, bool]]:
    return {
        each.attrib["name"]: (_local(each.attrib["type"]), each.attrib.get("use") == "required")
        for each in node.findall(f"{XS}attribute")
    }


def _local(name: str) -> str:
    return name.partition(":")[2] or name


def _facet_fault(type: SimpleType, text: str) -> Words | None:
    if type.values and text not in type.values:
        few = ", ".join(sorted(type.values)[:8])
        return Words(f"다음 가운데 하나여야 합니다: {few}", f"must be one of {few}")
    for pattern in type.patterns:
        if pattern.fullmatch(text) is None:
            shape = pattern.pattern[3:-1]
            return Words(f"값의 모양이 다릅니다: {shape}", f"must look like {shape}")
    return next(_limits_broken(type.facets, text), None)


def _limits_broken(facets: Mapping[str, Decimal], text: str) -> Iterator[Words]:
    lengths = {
        "minLength": len(text) < facets.get("minLength", 0),
        "length": len(text) != facets.get("length", len(text)),
    }
    lengths["maxLength"] = len(text) > facets.get("maxLength", len(text))
    for name, is_broken in lengths.items():
        if is_broken:
            yield Words(f"길이가 맞지 않습니다: {name} {facets[name]}", f"its length breaks {name} {facets[name]}")
    if not facets.keys() & {"totalDigits", "fractionDigits", "minInclusive", "maxInclusive"}:
        return
    number = Decimal(text.strip())
    _, digits, exponent = number.normalize().as_tuple()
    fraction = max(-int(exponent), 0)
    whole = max(len(digits), fraction) + max(int(exponent), 0)
    broken = {
        "totalDigits": whole > facets.get("totalDigits", whole),
        "fractionDigits": fraction > facets.get("fractionDigits", fraction),
        "minInclusive": number < facets.get("minInclusive", number),
        "maxInclusive": number > facets.get("maxInclusive", number),
    }
    for name, is_broken in broken.items():
        if is_broken:
            yield Words(f"수의 제한을 넘습니다: {name} {facets[name]}", f"the number breaks {name} {facets[name]}")


def _built_in_fault(type: str, text: str) -> Words | None:
    """Of XSD's own types; those it does not know are taken as text."""
    said = text.strip()
    is_good = True
    match type:
        case "decimal":
            is_good = _is_decimal(said)
        case "integer" | "int" | "long" | "positiveInteger" | "nonNegativeInteger":
            is_good = re.fullmatch(r"[+-]?\d+", said) is not None
        case "boolean":
            is_good = said in ("true", "false", "0", "1")
        case "date":
            is_good = _is_date(re.sub(r"(Z|[+-]\d\d:\d\d)$", "", said))
        case "dateTime":
            is_good = _is_instant(said)
        case "time":
            is_good = re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-]\d\d:\d\d)?", said) is not None
        case "gYear":
            is_good = re.fullmatch(r"-?\d{4,}(Z|[+-]\d\d:\d\d)?", said) is not None
        case "gYearMonth":
            is_good = re.fullmatch(r"-?\d{4,}-(0[1-9]|1[0-2])(Z|[+-]\d\d:\d\d)?", said) is not None
        case "base64Binary":
            is_good = _BASE64.match(said) is not None
    return None if is_good else Words(f"값의 형식이 다릅니다: {type}", f"is not of type {type}")


def _is_decimal(text: str) -> bool:
    try:
        return Decimal(text).is_finite() and re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)", text) is not None
    except InvalidOperation:
        return False


def _is_date(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text)) and len(text) == 10
    except ValueError:
        return False


def _is_instant(text: str) -> bool:
    if re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?", text) is None:
        return False
    try:
        return bool(datetime.fromisoformat(re.sub(r"(\.\d{6})\d+", r"\1", text)))
    except ValueError:
        return False
