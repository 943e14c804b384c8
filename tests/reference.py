"""The reference under ``docs/reference/``, written from the code: every operation of the API and every command.

``python -m tests.reference`` writes it; ``--check`` writes nothing and fails where the files say something else.
"""

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

DOCS = Path(__file__).resolve().parents[1] / "docs" / "reference"
WRITTEN = "<!-- Written from the code by `make reference`; change the code, not this file. -->"


def documents() -> dict[str, str]:
    """File name → its text."""
    return {"api.md": api_text(), "commands.md": commands_text()}


def api_text() -> str:
    from naru.data.query.pages.reference import operations, words_of
    from naru.portal.api import api

    document = api.get_openapi_schema()
    groups: dict[str, list[dict[str, Any]]] = {}
    for operation in operations(document, "https://naru.example"):
        groups.setdefault(operation["group"], []).append(operation)
    lines = [
        WRITTEN,
        "# The API",
        f"Version {document['info']['version']}. The same document for programs: `/api/v1/openapi.json` (OpenAPI"
        f" {document['openapi']}); readable with a form to try each question: `/api/`.",
        "Open data needs no token. Everything else wants `Authorization: Bearer naru_…`; a token is made on one's own"
        " page. A refusal is a problem document (RFC 9457) whose `code` never changes.",
        "Korean after the question mark is sent percent-encoded; curl does it with `curl -G --data-urlencode"
        " 'filter=구군:eq:남구' ADDRESS`.",
    ]
    for group, found in groups.items():
        lines.append(f"## {words_of(group).title.en}")
        for operation in found:
            lines += operation_lines(operation)
    return "\n\n".join(lines) + "\n"


def operation_lines(operation: dict[str, Any]) -> Iterator[str]:
    yield f"### {operation['summary'].en}"
    yield f"`{operation['method']} {operation['path']}`"
    if operation["description"]:
        yield str(operation["description"]).strip()
    if operation["parameters"]:
        yield table(("parameter", "type", "meaning"), [parameter_row(one) for one in operation["parameters"]])
    if body := operation["body"]:
        yield f"Body (`{body['media']}`):"
        rows = [(named(one), one["type"], one["description"].en) for one in body["fields"]]
        yield table(("field", "type", "meaning"), rows)
    yield f"```sh\n{operation['curl']}\n```"


def parameter_row(said: dict[str, Any]) -> tuple[str, str, str]:
    meaning = said["description"]
    text = meaning if isinstance(meaning, str) else meaning.en
    if said["choices"]:
        text += f" One of {', '.join(f'`{one}`' for one in said['choices'])}."
    if said["default"] not in (None, "", []):
        text += f" Else `{said['default']}`."
    return named(said), said["type"], text.strip()


def named(said: dict[str, Any]) -> str:
    return f"`{said['name']}`{' (required)' if said['required'] else ''}"


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    body = [f"| {' | '.join(cell.replace('|', '/').replace(chr(10), ' ') for cell in row)} |" for row in rows]
    return "\n".join([f"| {' | '.join(heads)} |", f"|{'---|' * len(heads)}", *body])


def commands_text() -> str:
    from naru.portal.cli import naru

    lines = [WRITTEN, "# The command line"]
    for path, command in commands(naru, ("naru",)):
        lines.append(f"{'#' * min(1 + len(path), 4)} {' '.join(path)}")
        said: dict[str, Any] = {"terminal_width": 100, "help_option_names": ["-h", "--help"]}
        with click.Context(command, info_name=" ".join(path), **said) as context:
            lines.append(f"```\n{command.get_help(context)}\n```")
    return "\n\n".join(lines) + "\n"


def commands(command: click.Command, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """The command and all below it, in the order of their names."""
    yield path, command
    if isinstance(command, click.Group):
        with click.Context(command) as context:
            for name in command.list_commands(context):
                below = command.get_command(context, name)
                assert below is not None
                yield from commands(below, (*path, name))


def stale() -> list[str]:
    """Files that say something else than the code, or should not be there."""
    wanted = documents()
    found = {path.name: path.read_text() for path in DOCS.glob("*.md")}
    return sorted(name for name in wanted.keys() | found.keys() if wanted.get(name) != found.get(name))


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "naru.portal.settings")
    import django

    django.setup()
    if "--check" in sys.argv:
        old = stale()
        for name in old:
            print(f"docs/reference/{name} is not what the code says: make reference")
        return 1 if old else 0
    DOCS.mkdir(exist_ok=True)
    for name, text in documents().items():
        (DOCS / name).write_text(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
