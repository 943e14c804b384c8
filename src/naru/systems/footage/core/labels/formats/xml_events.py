"""XML as it comes: subtrees of wanted tags, one at a time in memory. Nothing that is declared in a file is ever expanded."""

from collections.abc import Collection, Iterator
from typing import BinaryIO, NoReturn
from xml.etree.ElementTree import Element
from xml.parsers import expat

from naru.base.kit.refusals import Refused

CHUNK = 1 << 18
DEEPEST = 64


class _Builder:
    def __init__(self, tags: Collection[str], refuse: "_Refuse") -> None:
        self._tags, self._refuse, self._depth = tags, refuse, 0
        self._open: list[Element] = []
        self.done: list[Element] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            self._refuse("it nests too deep")
        if self._open or tag in self._tags:
            element = Element(tag, attributes)
            if self._open:
                self._open[-1].append(element)
            self._open.append(element)

    def end(self, _tag: str) -> None:
        self._depth -= 1
        if self._open:
            element = self._open.pop()
            if not self._open:
                self.done.append(element)

    def text(self, data: str) -> None:
        if self._open and not len(self._open[-1]):
            self._open[-1].text = (self._open[-1].text or "") + data


class _Refuse:
    def __init__(self, parser: expat.XMLParserType, name: str, format: str) -> None:
        self._parser, self._name, self._format = parser, name, format

    def __call__(self, problem: str) -> NoReturn:
        place = f"line {self._parser.CurrentLineNumber}"
        raise Refused("labels_unreadable", file=self._name, format=self._format, place=place, problem=problem)


def subtrees(file: BinaryIO, tags: Collection[str], *, name: str, format: str) -> Iterator[Element]:
    """Each element of one of ``tags`` that lies in none of them itself, whole, in the order of the file.

    Raises ``Refused``: ``labels_unreadable`` for what is no XML, declares entities or nests too deep.
    """
    parser = expat.ParserCreate()
    refuse = _Refuse(parser, name, format)
    builder = _Builder(tags, refuse)
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = builder.start, builder.end
    parser.CharacterDataHandler = builder.text
    parser.EntityDeclHandler = lambda *_: refuse("it declares entities")
    parser.StartDoctypeDeclHandler = lambda _name, _system, _public, inside: (
        refuse("it declares types") if inside else None
    )
    while True:
        chunk = file.read(CHUNK)
        try:
            parser.Parse(chunk, not chunk)
        except expat.ExpatError as error:
            refuse(expat.errors.messages.get(error.code, "XML"))
        ready, builder.done = builder.done, []
        yield from ready
        if not chunk:
            return


def child_text(of: Element, path: str, default: str = "") -> str:
    return (of.findtext(path) or default).strip()


def text_of(value: object) -> str:
    """An attribute's value as these formats write it: text, and truth in lower case. Read back, it is text."""
    return ("false", "true")[value] if isinstance(value, bool) else str(value)
