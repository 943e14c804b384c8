"""The house's lint finds what it is there to find."""

from pathlib import Path

import pytest

from tests import lint, lint_floors, lint_sources


def faults_of(source: str) -> list[str]:
    reader = lint.TemplateReader()
    reader.feed(lint.blanked(source))
    reader.close()
    return [fault for _, fault in [*reader.faults, *reader.unlabelled()]]


@pytest.mark.parametrize(
    "source",
    [
        "<p>안녕</p>",
        "<p>Hello</p>",
        '<p style="color:red">{% t "가" "A" %}</p>',
        '<button onclick="x()">{{ x }}</button>',
        "<script>1</script>",
        "<style>p{}</style>",
        '<img alt="A picture">',
        '<input name="q">',
        '<input id="q"><label for="p">{{ x }}</label>',
    ],
)
def test_a_fault_is_found(source: str) -> None:
    assert faults_of(source)


@pytest.mark.parametrize(
    "source",
    [
        '<p>{% t "안녕" "Hello" %} CSV · {{ city }}</p>',
        '<label for="{{ field.id }}">{{ x }}</label><input id="{{ field.id }}">',
        "<label>{{ x }}<input></label>",
        "<pre><code>import pandas</code></pre>",
        '<input type="hidden" name="next">',
        '<img alt="">',
        "{# 설명 #}<p>1,204</p>",
    ],
)
def test_a_sound_template_is_left_alone(source: str) -> None:
    assert faults_of(source) == []


@pytest.mark.parametrize(("ko", "en"), [("", "A"), ("가", ""), ("가", "가"), ("Hello", "Hallo")])
def test_a_phrase_missing_a_language_is_found(ko: str, en: str) -> None:
    assert lint.phrase_fault(ko, en)


def test_words_in_python_are_read(tmp_path: Path) -> None:
    module = tmp_path / "module.py"
    module.write_text('Words("가", "나")\nSentence(ko=f"{x}이", en="fine")\n')
    assert [found.line for found in lint.python_findings(module)] == [1]


PYPROJECT = """
[[tool.importlinter.contracts]]
type = "layers"
containers = ["naru"]
layers = ["portal", "systems", "data", "base"]

[[tool.importlinter.contracts]]
type = "layers"
containers = ["naru.data"]
layers = ["ingest | query", "catalogue"]
"""


@pytest.fixture
def house(tmp_path: Path) -> lint_floors.House:
    """Five packages on four floors, each with a template, tags, a style and an address of its own."""
    for folder in ("portal", "systems/footage", "systems/exchange", "data/ingest", "data/query", "data/catalogue"):
        package = tmp_path / "naru" / folder
        name = package.name
        for child in ("templates", "templatetags", "frontend"):
            (package / child).mkdir(parents=True)
        (package / "templates" / name).mkdir()
        (package / "templates" / name / "_part.html").write_text("")
        (package / "templatetags" / f"{name}_tags.py").write_text("")
        (package / "frontend" / f"{name}.css").write_text("")
        (package / "urls.py").write_text(f'app_name = "{name}"\npath("{name}/<str:id>/", one, name="one")\n')
    frame = tmp_path / "naru" / "portal"
    (frame / "templates" / "parts").mkdir()
    (frame / "templates" / "base.html").write_text("")
    (frame / "templates" / "parts" / "crumbs.html").write_text("")
    (tmp_path / "pyproject.toml").write_text(PYPROJECT)
    return lint_floors.House(tmp_path / "naru", tmp_path / "pyproject.toml")


def upward_faults(house: lint_floors.House, place: str, text: str) -> list[tuple[int, str]]:
    path = house.source / place
    path.write_text(text)
    return [(line, fault) for found, line, fault in lint_floors.upward_faults(house, set()) if found == path]


@pytest.mark.parametrize(
    ("place", "text", "owner"),
    [
        ("data/catalogue/templates/a.html", '\n{% extends "query/_part.html" %}', "query"),
        ("data/catalogue/templates/a.html", '\n{% include "footage/_part.html" with x=1 %}', "footage"),
        ("data/catalogue/templates/a.html", "\n{% load static ingest_tags %}", "ingest"),
        ("data/catalogue/templates/a.html", "\n{% load fine from portal_tags %}", "portal"),
        ("data/catalogue/templates/a.html", "\n{% static 'build/query.css' %}", "query"),
        ("data/catalogue/templates/a.html", "\n{% url 'query:one' table.id %}", "query"),
        ("data/catalogue/templates/a.html", '\n<a href="/ingest/?dataset={{ id }}">', "ingest"),
        ("data/catalogue/templates/a.html", '\n<div hx-get="/footage/1/">', "footage"),
        ("data/query/templates/a.html", "\n{% url 'ingest:one' 1 %}", "ingest"),
        ("systems/footage/templates/a.html", "\n{% url 'exchange:one' 1 %}", "exchange"),
        ("data/catalogue/pages.py", '\nreverse("query:one", args=[1])', "query"),
        ("data/catalogue/pages.py", '\nredirect("portal:one", 1)', "portal"),
        ("systems/footage/pages.py", '\nredirect("exchange:one", 1)', "exchange"),
    ],
)
def test_a_use_that_reaches_upward_is_found(house: lint_floors.House, place: str, text: str, owner: str) -> None:
    ((line, fault),) = upward_faults(house, place, text)
    assert line == 2
    assert f"reaches up to {owner} for " in fault


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("data/catalogue/templates/a.html", '{% extends "base.html" %}{% include "parts/crumbs.html" %}'),
        ("data/catalogue/templates/a.html", '{% load static catalogue_tags %}{% include "catalogue/_part.html" %}'),
        ("data/catalogue/templates/a.html", "{% static 'build/portal.css' %}{% url 'look' %}"),
        ("data/query/templates/a.html", "{% url 'catalogue:one' 1 %}<a href=\"/catalogue/1/\">"),
        ("systems/footage/templates/a.html", "{% load query_tags %}{% static 'build/query.css' %}"),
        ("portal/templates/a.html", "{% url 'footage:one' 1 %}{% load exchange_tags %}"),
        ("data/query/pages.py", 'redirect("catalogue:one", 1); reverse("query:one"); scope = "ingest:write"'),
    ],
)
def test_a_use_of_ones_own_floor_and_those_below_is_left_alone(house: lint_floors.House, place: str, text: str) -> None:
    assert upward_faults(house, place, text) == []


def test_a_pair_may_be_allowed_for_today_but_not_in_vain(house: lint_floors.House) -> None:
    (house.source / "data/catalogue/pages.py").write_text('reverse("query:one")')
    assert list(lint_floors.upward_faults(house, {("catalogue", "query")})) == []
    ((_, _, fault),) = lint_floors.upward_faults(house, {("catalogue", "query"), ("catalogue", "ingest")})
    assert "catalogue → ingest" in fault


@pytest.mark.parametrize(
    "line",
    ["import naru.base.kit", "from naru.base.kit import fields", "from ..models import Job", "from . import helper"],
)
def test_a_migration_that_imports_live_code_is_found(tmp_path: Path, line: str) -> None:
    path = tmp_path / "0001_initial.py"
    path.write_text(f"from django.db import migrations\n{line}\n")
    assert [(found, number) for found, number, _ in lint_sources.migration_faults(path)] == [(path, 2)]


def test_a_migration_of_literals_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "0001_initial.py"
    path.write_text('import datetime\nfrom django.db import migrations\nname = "naru.base.kit"\n')
    assert list(lint_sources.migration_faults(path)) == []


def task_faults(tmp_path: Path, source: str) -> list[int]:
    path = tmp_path / "ingest" / "jobs.py"
    path.parent.mkdir()
    path.write_text(source)
    return [line for _, line, _ in lint_sources.task_faults([path], {path.parent: "ingest"})]


@pytest.mark.parametrize(
    "source",
    [
        "@task\ndef sweep(): ...",
        "@task(title=words)\ndef sweep(): ...",
        "@task(label=LABEL)\ndef sweep(): ...",
        '@task(label="naru.ingest.jobs.sweep")\ndef sweep(): ...',
        '@task(label="query.sweep")\ndef sweep(): ...',
        'jobs.start("naru.data.ingest.jobs.sweep", {})',
        'jobs.start(task="ingest.gone", keywords={})',
        'start("ingest.gone", {})',
    ],
)
def test_a_task_or_job_named_by_no_label_is_found(tmp_path: Path, source: str) -> None:
    assert task_faults(tmp_path, source) == [1]


def test_a_label_of_two_tasks_is_found(tmp_path: Path) -> None:
    assert task_faults(tmp_path, '@task(label="ingest.a")\ndef a(): ...\n@task(label="ingest.a")\ndef b(): ...') == [3]


def test_jobs_named_by_labels_are_left_alone(tmp_path: Path) -> None:
    source = (
        'jobs.start("ingest.sweep", {})\njobs.start(sweep, {})\n'
        '@task(label="ingest.sweep", title=words)\ndef sweep(): ...\nclock.start("now")'
    )
    assert task_faults(tmp_path, source) == []


def title_page_faults(folder: Path, title: str) -> list[str]:
    for name in ("actions.py", "apps.py", "urls.py", "core/rules.py", "pages/sql.py", "migrations/0001_initial.py"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("")
        (folder / name).with_name("__init__.py").write_text("")
    (folder / "__init__.py").write_text(f'"""{title}"""')
    (folder / "pages" / "__init__.py").write_text('"""Pages.\n\nsql.py  asks\n"""')
    return [fault for _, _, fault in lint_sources.title_page_faults(folder)]


def test_a_title_page_that_lists_every_file_is_left_alone(tmp_path: Path) -> None:
    assert (
        title_page_faults(tmp_path, "A.\n\ncore/rules.py  rules\nactions.py pages/  verbs, and /pages/ they show") == []
    )
    assert title_page_faults(tmp_path, "A.\n\ncore/rules.py  rules\nactions.py  verbs\npages/       doors\n") == []


@pytest.mark.parametrize(
    ("title", "named"),
    [
        ("A.\n\ncore/rules.py  rules\npages/  doors", "actions.py"),
        ("A.\n\nactions.py  verbs\npages/  doors", "core/rules.py"),
        ("A.\n\nactions.py  verbs\ncore/rules.py  rules", "pages"),
        ("A.\n\nactions.py  verbs\ncore/rules.py  rules\npages/  doors\nsettle.py  gone", "settle.py"),
    ],
)
def test_a_title_page_that_is_not_true_is_found(tmp_path: Path, title: str, named: str) -> None:
    (fault,) = title_page_faults(tmp_path, title)
    assert named in fault


def test_a_package_without_a_title_is_listed_by_the_one_above(tmp_path: Path) -> None:
    title_page_faults(tmp_path, "A.")
    assert list(lint_sources.title_page_faults(tmp_path / "core")) == []
    assert list(lint_sources.title_page_faults(tmp_path / "pages")) == []


@pytest.mark.parametrize(
    ("source", "user", "unused"),
    [
        ("def alone():\n    pass", "", ["alone"]),
        ("class Alone:\n    pass\nALONE: int = 3", "", ["Alone", "ALONE"]),
        ("def called():\n    pass\ncalled()", "", []),
        ("def called():\n    pass", "called()", []),
        ("@task\ndef called_by_its_label():\n    pass", "", []),
        ("LIMIT = 3\ndef within(n):\n    return n < LIMIT", "within", []),
    ],
)
def test_a_name_that_nobody_uses_is_found(tmp_path: Path, source: str, user: str, unused: list[str]) -> None:
    (tmp_path / "module.py").write_text(source)
    (tmp_path / "user.py").write_text(user)
    found = lint_sources.unused_faults([tmp_path / "module.py"], [tmp_path / "user.py"])
    assert [fault for _, _, fault in found] == [f"nobody uses {name}" for name in unused]
