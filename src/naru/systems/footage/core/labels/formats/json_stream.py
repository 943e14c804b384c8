"""JSON objects whose arrays are read element by element: a file of a gigabyte in the memory of one element and a chunk.

What is not JSON, numbers that no float holds (NaN, Infinity) and whatever nests too deep are refused with their place in the file.
"""

import codecs
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO, NoReturn

from naru.base.kit.refusals import Refused

CHUNK = 1 << 20
LARGEST_VALUE = 64 << 20  # characters of one element
AFTER_NUMBER = (",", "]", "}", " ", "\t", "\n", "\r")
SPACE = re.compile(r"[ \t\n\r]*")


def _no_number(text: str) -> NoReturn:
    raise ValueError(f"{text} is no number")


DECODER = json.JSONDecoder(parse_constant=_no_number)


@dataclass(frozen=True, slots=True)
class Element:
    """``path``: the name of the top-level field; ``value``: an element of its array, or the whole value where it is no array."""

    path: str
    value: Any
    is_item: bool


class _Text:
    """The file's characters, with what was read dropped behind."""

    def __init__(self, file: BinaryIO, name: str, format: str) -> None:
        self._file, self.name, self.format = file, name, format
        self._decode = codecs.getincrementaldecoder("utf-8-sig")()
        self.text, self.at, self.done, self.passed = "", 0, False, 0

    def more(self) -> bool:
        """One more chunk; False at the end."""
        if self.done:
            return False
        if len(self.text) - self.at > LARGEST_VALUE:
            self.fail("a value of its own is too large")
        chunk = self._file.read(CHUNK)
        self.done = not chunk
        try:
            decoded = self._decode.decode(chunk, final=not chunk)
        except UnicodeDecodeError:
            self.fail("it is not UTF-8")
        self.passed += self.at
        self.text, self.at = self.text[self.at :] + decoded, 0
        return True

    def peek(self) -> str:
        """The next character that is no space; "" at the end."""
        while True:
            found = SPACE.match(self.text, self.at)
            self.at = found.end() if found else self.at
            if self.at < len(self.text):
                return self.text[self.at]
            if not self.more():
                return ""

    def take(self, wanted: str) -> None:
        if self.peek() != wanted:
            self.fail(f"{wanted} is missing")
        self.at += 1

    def value(self) -> Any:
        """The next value, whole."""
        self.peek()
        while True:
            try:
                value, end = DECODER.raw_decode(self.text, self.at)
            except RecursionError:
                self.fail("it nests too deep")
            except ValueError as error:
                if not self.more():
                    self.fail(str(error).partition(":")[0])
                continue
            is_number = isinstance(value, int | float) and not isinstance(value, bool)
            if (
                is_number and self.text[end : end + 1] not in AFTER_NUMBER and self.more()
            ):  # it goes on in the next chunk
                continue
            self.at = end
            return value

    def fail(self, problem: str) -> NoReturn:
        place = f"{self.passed + self.at}"
        raise Refused("labels_unreadable", file=self.name, format=self.format, place=place, problem=problem)


def elements(file: BinaryIO, *, name: str, format: str) -> Iterator[Element]:
    """The fields of a top-level object in the file's order, arrays element by element; of a top-level array its elements, with path ""."""
    text = _Text(file, name, format)
    if text.peek() == "[":
        yield from _items(text, "")
    else:
        yield from _fields(text)
    if text.peek():
        text.fail("something follows its end")


def _fields(text: _Text) -> Iterator[Element]:
    text.take("{")
    if text.peek() == "}":
        text.take("}")
        return
    seen: set[str] = set()
    while True:
        key = text.value()
        if not isinstance(key, str) or key in seen:
            text.fail("a field stands twice" if isinstance(key, str) else "a field's name is no text")
        seen.add(key)
        text.take(":")
        if text.peek() == "[":
            yield from _items(text, key)
        else:
            yield Element(key, text.value(), False)
        if text.peek() == "}":
            text.take("}")
            return
        text.take(",")


def _items(text: _Text, path: str) -> Iterator[Element]:
    text.take("[")
    if text.peek() == "]":
        text.take("]")
        return
    while True:
        yield Element(path, text.value(), True)
        if text.peek() == "]":
            text.take("]")
            return
        text.take(",")
