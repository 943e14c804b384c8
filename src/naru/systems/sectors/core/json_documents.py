"""JSON held against a JSON Schema and taken apart into rows, with the line of each place."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.systems.sectors.core.profiles import Extract
from naru.systems.sectors.core.values import FIRST_ROWS, Finding, RuleResult, Severity

DEEPEST = 200
LARGEST_BYTES = 256 << 20
Path_ = tuple[str | int, ...]
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+|\n')
_LD_BLOCK = re.compile(r"<script[^>]*application/ld\+json[^>]*>(.*?)</script>", re.IGNORECASE | re.DOTALL)


@dataclass(slots=True, kw_only=True)
class JsonReading:
    """``documents`` with the line on which each begins."""

    documents: list[tuple[int, Any]]
    text: str
    duplicates: list[Finding] = field(default_factory=list)


def read_json(path: Path) -> JsonReading:
    """One document, one a line, or the JSON-LD blocks of a page. Raises ``Refused``: ``sectors_file_unreadable``,
    ``sectors_document_hostile``."""
    if path.stat().st_size > LARGEST_BYTES:
        raise Refused("sectors_archive_too_large", members=1, most=1)
    text = path.read_text(encoding="utf-8-sig", errors="replace")
    require_shallow(text)
    duplicates: list[Finding] = []
    blocks = list(_LD_BLOCK.finditer(text))
    if blocks and not text.lstrip().startswith(("{", "[")):
        found = [(text.count("\n", 0, each.start(1)) + 1, each.group(1)) for each in blocks]
    else:
        found = [(1, text)]
    documents = [(line, _loaded(part, line, duplicates)) for line, part in found]
    return JsonReading(documents=documents, text=text, duplicates=duplicates)


def require_shallow(text: str) -> None:
    """Deep nesting would break the parser's stack: it is counted before. Raises ``sectors_document_hostile``."""
    depth, line = 0, 1
    for token in re.finditer(r'"(?:[^"\\]|\\.)*"|[{}\[\]]|\n', text):
        match token.group(0):
            case "{" | "[":
                depth += 1
                if depth > DEEPEST:
                    raise Refused("sectors_document_hostile", line=line)
            case "}" | "]":
                depth -= 1
            case "\n":
                line += 1


def _loaded(text: str, line: int, duplicates: list[Finding]) -> Any:
    def pairs(given: list[tuple[str, Any]]) -> dict[str, Any]:
        made = dict(given)
        if len(made) < len(given):
            names = [name for name, _ in given]
            duplicates.extend(
                Finding(line=line, where=name, value=name) for name in {each for each in names if names.count(each) > 1}
            )
        return made

    try:
        return json.loads(text, object_pairs_hook=pairs)
    except json.JSONDecodeError as error:
        raise Refused("sectors_file_unreadable", line=line + error.lineno - 1, said=error.msg) from None
    except RecursionError:
        raise Refused("sectors_document_hostile", line=line) from None


def unique_names(reading: JsonReading) -> RuleResult:
    return RuleResult(
        rule="json.unique_names",
        words=Words("한 객체에 같은 이름이 두 번 나오지 않습니다.", "No object has a name twice."),
        severity=Severity.NOTICE,  # JSON leaves it open; readers take the last
        checked=len(reading.documents),
        failed=len(reading.duplicates),
        first=tuple(reading.duplicates[:FIRST_ROWS]),
    )


def hold_against(reading: JsonReading, schema: Mapping[str, Any]) -> RuleResult:
    """The JSON Schema's own errors, by their places. Formats are checked: a time without a zone is no ``date-time``."""
    from jsonschema import validators

    validator = validators.validator_for(schema)(schema, format_checker=_formats())
    found: list[tuple[Path_, str]] = []
    for _, document in reading.documents:
        for error in validator.iter_errors(document):
            found.extend(_deepest(error))
    lines = lines_of(reading.text, {path for path, _ in found})
    first = [
        Finding(line=lines.get(path, 0), where="/".join(map(str, path)), value="", message=said[:300])
        for path, said in found[:FIRST_ROWS]
    ]
    return RuleResult(
        rule="schema",
        words=Words("표준의 구조(JSON Schema)에 맞습니다.", "Keeps to the structure of the standard (JSON Schema)."),
        checked=len(reading.documents),
        failed=len(found),
        first=tuple(first),
    )


def _deepest(error: Any) -> Iterator[tuple[Path_, str]]:
    """Of an alternative, the branch that went furthest: "is not valid under any of the schemas" helps nobody."""
    context = list(error.context or ())
    if not context:
        yield tuple(error.absolute_path), error.message
        return
    best = max(context, key=lambda each: len(each.absolute_path))
    yield tuple(best.absolute_path), best.message


def _formats() -> Any:
    from jsonschema import FormatChecker

    checker = FormatChecker(formats=())
    checker.checks("date-time")(lambda value: not isinstance(value, str) or is_zoned(value))
    return checker


def is_zoned(text: str) -> bool:
    """RFC 3339: with an offset, and on a day that exists."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]([01]\d|2[0-3]):[0-5]\d)", text) is None:
        return False
    try:
        return datetime.fromisoformat(re.sub(r"(\.\d{6})\d+", r"\1", text.upper())) is not None
    except ValueError:
        return False


# --- rows ---


def rows_of(reading: JsonReading, extract: Extract) -> list[tuple[int, list[str]]]:
    """``each`` names a list or an object by its path; alternatives stand between ``|``, ``.`` is the document itself."""
    places: list[tuple[Path_, Any, int]] = []
    for at, (line, document) in enumerate(reading.documents):
        for choice in extract.each.split("|"):
            places += [(path, value, line) for path, value in _below(document, _parts(choice))]
        del at
    lines = lines_of(reading.text, {path for path, _, _ in places}) if len(reading.documents) == 1 else {}
    return [
        (lines.get(path, line), [_cell(value, column) for column in extract.columns.values()])
        for path, value, line in places
    ]


def _parts(path: str) -> list[str]:
    return [] if path == "." else path.split("/")


def _below(value: Any, parts: Sequence[str], path: Path_ = ()) -> Iterator[tuple[Path_, Any]]:
    if isinstance(value, list):
        for at, each in enumerate(value):
            yield from _below(each, parts, (*path, at))
    elif not parts:
        if isinstance(value, dict):
            yield path, value
    elif isinstance(value, dict) and parts[0] in value:
        yield from _below(value[parts[0]], parts[1:], (*path, parts[0]))


def _cell(value: Any, column: str) -> str:
    """A list's first, joined where all are plain; an object as its JSON; a missing one "" ."""
    for part in _parts(column):
        if isinstance(value, list):
            value = value[0] if value else None
        value = value.get(part) if isinstance(value, dict) else None
    if value is None:
        return ""
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return ", ".join(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def lines_of(text: str, paths: Iterable[Path_]) -> dict[Path_, int]:
    """The 1-based line on which each place begins."""
    wanted = set(paths)
    found: dict[Path_, int] = {}
    if not wanted:
        return found
    stack: list[str | int] = []
    kinds: list[str] = []
    line, key = 1, True
    for token in _TOKEN.finditer(text):
        part = token.group(0)
        if part == "\n":
            line += 1
        elif part in "{[":
            if tuple(stack) in wanted:
                found.setdefault(tuple(stack), line)
            kinds.append(part)
            stack.append(0 if part == "[" else "")
            key = part == "{"
        elif part in "}]":
            if kinds:
                kinds.pop()
                stack.pop()
            key = False
        elif part == ",":
            if kinds and kinds[-1] == "[":
                stack[-1] = int(stack[-1]) + 1
            else:
                key = True
        elif part == ":":
            key = False
        elif key and kinds and kinds[-1] == "{":
            stack[-1] = json.loads(part) if part.startswith('"') else part
        elif tuple(stack) in wanted:
            found.setdefault(tuple(stack), line)
    return found
