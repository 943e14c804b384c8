"""The house's own lint: every template compiles, speaks both languages, labels its fields and carries no script or style.

No page reaches upward (``lint_floors``); migrations, tasks and title pages stay true (``lint_sources``). ``python -m tests.lint`` prints one line a finding, ``path:line: what is wrong``, and fails if there is any.
"""

import ast
import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

from tests import lint_floors, lint_sources

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "naru"
HOUSE = lint_floors.House(SOURCE, ROOT / "pyproject.toml")
HANGUL = re.compile(r"[ㄱ-ㆎ가-힣]")
WORD = re.compile(r"[A-Za-z]{2,}")
NAMES = {
    "Naru",
    "OpenAPI",
    "Apache",
    "Python",
    "Excel",
    "GeoJSON",
    "JavaScript",
    "Parquet",
    "Arrow",
    "pandas",
    "curl",
    "QGIS",
    "DuckDB",
    "Delta",
    "kB",
    "id",
    "sha",
}
UNSEEN = {"script", "style", "code", "pre", "kbd", "samp", "svg"}
SPOKEN_ATTRIBUTES = {"alt", "title", "placeholder", "aria-label", "aria-description", "data-label"}
DATA_BLOCKS = {"application/json", "application/ld+json"}  # a browser runs neither
RAW_ALLOWED = {"parts/field.html"}  # help texts are a form's own literals
TAG = re.compile(
    r"{%\s*block \w+_class\s*%}[^{]*{%\s*endblock\s*%}|{#.*?#}|{%\s*comment\s*%}.*?{%\s*endcomment\s*%}|{%.*?%}|{{.*?}}",
    re.DOTALL,
)
PHRASE = re.compile(r"""{%\s*t\s+("[^"]*"|'[^']*')\s+("[^"]*"|'[^']*')""")


@dataclass(frozen=True, slots=True)
class Finding:
    path: Path
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.path.relative_to(ROOT)}:{self.line}: {self.text}"


def phrase_fault(ko: str, en: str) -> str | None:
    """What is wrong with a phrase that stands in two languages, if anything."""
    if not ko.strip() or not en.strip():
        return "one of the two phrases is empty"
    if HANGUL.search(en):
        return f"the English phrase has Hangul: {en!r}"
    if not HANGUL.search(ko) and ko != en and WORD.search(ko):
        return f"the Korean phrase has no Hangul: {ko!r}"
    return None


def bare_words(text: str) -> list[str]:
    """Words of a language in a text that should come from ``{% t %}`` or from data; acronyms and names may stand."""
    korean = ["".join(HANGUL.findall(text))] if HANGUL.search(text) else []
    return korean + [word for word in WORD.findall(text) if not word.isupper() and word not in NAMES]


class TemplateReader(HTMLParser):
    """Walks one template's HTML; its tags were replaced by blanks of the same lines, its expressions by ``§n§``."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[tuple[int, str]] = []
        self.unseen: list[str] = []
        self.labels: set[str] = set()
        self.open_labels = 0
        self.controls: list[tuple[int, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        line = self.getpos()[0]
        if tag in UNSEEN:
            self.unseen.append(tag)
        if tag == "script" and "src" not in given and given.get("type") not in DATA_BLOCKS:
            self.faults.append((line, "a script inside the page"))
        if tag == "style":
            self.faults.append((line, "a style inside the page"))
        for name, value in given.items():
            if name == "style" or name.startswith(("on", "hx-on")):
                self.faults.append((line, f"the attribute {name} needs a script or style inside the page"))
            if name in SPOKEN_ATTRIBUTES and (bare := bare_words(value)):
                self.faults.append((line, f"{name} speaks one language: {bare[0]!r}"))
        if tag == "label":
            self.open_labels += 1
            self.labels.add(given.get("for", ""))
        shown = tag in {"input", "select", "textarea"} and given.get("type") not in {"hidden", "submit", "button"}
        if shown and not self.open_labels and not {"aria-label", "aria-labelledby"} & given.keys():
            self.controls.append((line, given.get("id", "")))

    def handle_endtag(self, tag: str) -> None:
        if self.unseen and self.unseen[-1] == tag:
            self.unseen.pop()
        if tag == "label":
            self.open_labels -= 1

    def handle_data(self, data: str) -> None:
        if not self.unseen and (bare := bare_words(data)):
            self.faults.append((self.getpos()[0], f"text in one language: {bare[0]!r}"))

    def unlabelled(self) -> Iterator[tuple[int, str]]:
        for line, name in self.controls:
            if not name or name not in self.labels:
                yield line, f"the field {name or '(no id)'} has no label"


def blanked(source: str) -> str:
    """The template's HTML alone: lines kept, expressions as ``§n§`` so that equal ones stay equal."""
    known: dict[str, int] = {}

    def blank(match: re.Match[str]) -> str:
        text = match.group()
        mark = f"§{known.setdefault(text, len(known))}§" if text.startswith("{{") else ""
        return mark + "\n" * text.count("\n")

    return TAG.sub(blank, source)


def template_findings(path: Path) -> Iterator[Finding]:
    source = path.read_text()
    for match in PHRASE.finditer(source):
        if fault := phrase_fault(match[1][1:-1], match[2][1:-1]):
            yield Finding(path, source.count("\n", 0, match.start()) + 1, fault)
    name = path.as_posix().split("/templates/")[1]
    for match in re.finditer(r"\|\s*safe\b|{%\s*autoescape\s+off", source):
        if name not in RAW_ALLOWED:
            yield Finding(path, source.count("\n", 0, match.start()) + 1, "text is marked safe in a template")
    reader = TemplateReader()
    reader.feed(blanked(source))
    reader.close()
    for line, fault in [*reader.faults, *reader.unlabelled()]:
        yield Finding(path, line, fault)
    yield from compile_findings(path, name)


def compile_findings(path: Path, name: str) -> Iterator[Finding]:
    from django.template import TemplateSyntaxError
    from django.template.loader import get_template

    try:
        get_template(name)
    except TemplateSyntaxError as error:
        yield Finding(path, 1, f"does not compile: {error}")


def python_findings(path: Path) -> Iterator[Finding]:
    """``Words``, ``Sentence`` and ``spoken`` written in Python say the same in Korean and in English."""
    for node in ast.walk(ast.parse(path.read_text())):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in {"Words", "Sentence", "spoken"}
        ):
            named = {keyword.arg: keyword.value for keyword in node.keywords}
            spoken = [
                literal(node.args[place] if place < len(node.args) else named.get(name))
                for place, name in enumerate(("ko", "en"))
            ]
            if spoken[0] is not None and spoken[1] is not None and (fault := phrase_fault(spoken[0], spoken[1])):
                yield Finding(path, node.lineno, fault)


def literal(node: ast.expr | None) -> str | None:
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=values):
            return "".join(literal(value) or "" for value in values) or None
        case _:
            return None


def findings() -> list[Finding]:
    templates = sorted(SOURCE.glob("**/templates/**/*.html"))
    modules = sorted(SOURCE.rglob("*.py"))
    return [
        *(found for path in templates for found in template_findings(path)),
        *(found for path in modules for found in python_findings(path)),
        *(Finding(*fault) for fault in lint_floors.upward_faults(HOUSE)),
        *(Finding(*fault) for fault in lint_sources.faults(SOURCE)),
    ]


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "naru.portal.settings")
    import django

    django.setup()
    found = findings()
    sound = f"{len(list(SOURCE.glob('**/templates/**/*.html')))} templates: sound"
    print(*(found or [sound]), sep="\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
