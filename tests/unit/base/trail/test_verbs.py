"""Every act that the code records has a sentence in both languages, made from the facts it records."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from naru.base.kit.words import Words
from naru.base.trail.core import verbs
from naru.commons.notices.core import topics
from tests.lint import SOURCE, phrase_fault

VERB = re.compile(r"[a-z_]+\.[a-z_]+")


@cache
def recorded_verbs() -> dict[str, Path]:
    """Every string in the code that has the form of a verb of a known stream, and every verb given to ``record``."""
    found = {}
    streams = set(verbs.declared())
    for path in SOURCE.rglob("*.py"):
        tree = ast.parse(path.read_text())
        calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
        points = {
            text for call in calls if _name(call.func) == "point" for text in _verbs_in(call)
        }  # where tests may kill
        for call in calls:
            if _name(call.func) in {"record", "_record", "note_change"}:
                found |= {text: path for argument in call.args[:3] for text in _verbs_in(argument)}
        if path.name != "verbs.py" and path.parent.name != "migrations":
            found |= {
                text: path
                for text in _verbs_in(tree)
                if text.partition(".")[0] in streams
                and text not in points | JOBS | set(topics.declared())
                and text.rpartition(".")[2] not in FILE_ENDINGS
            }
    return found


FILE_ENDINGS = {"key", "json", "parquet", "yaml"}  # names of files look like verbs
JOBS = {  # and labels of work
    "trail.check",
    "ledger.expire_holds",
    "ledger.balance_books",
    "sharing.make_copy",
    "sharing.keep_up",
    "sharing.hold_versions",
}


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _verbs_in(node: ast.AST) -> list[str]:
    return [
        each.value
        for each in ast.walk(node)
        if isinstance(each, ast.Constant) and isinstance(each.value, str) and VERB.fullmatch(each.value)
    ]


def test_no_verb_is_without_words() -> None:
    used = recorded_verbs()
    declared = {verb for stream in verbs.declared().values() for verb in stream.verbs}
    assert len(used) > 30, "the search for verbs finds too few"
    assert not {verb: str(path) for verb, path in used.items() if verb not in declared}


def test_no_words_are_without_a_verb() -> None:
    used = recorded_verbs()
    assert not [verb for stream in verbs.declared().values() for verb in stream.verbs if verb not in used]


@pytest.mark.parametrize("stream", verbs.declared().values(), ids=lambda stream: stream.name)
def test_sentences_speak_both_languages_about_the_same_facts(stream: verbs.Stream) -> None:
    for verb, words in stream.verbs.items():
        assert phrase_fault(words.ko, words.en) is None, verb
        ko, en = (
            {fact.removesuffix("_ko").removesuffix("_en") for fact in verbs.FACT.findall(text)}
            for text in (words.ko, words.en)
        )
        assert ko == en, verb


def test_a_sentence_is_made_of_the_records_facts() -> None:
    said = verbs.sentence("organisation.role_changed", {"person": "x", "role": "steward"})
    assert said.ko == "기관 사람의 역할을 바꾸었습니다. 새 역할: 담당자"
    assert said.en == "Changed a member's role to Steward."


def test_codes_of_a_list_are_said_in_words_one_by_one() -> None:
    said = verbs.sentence("token.issued", {"scopes": ["read", "write"]})
    assert said.ko == "API 토큰을 발급했습니다. 권한: 읽기, 쓰기"
    assert said.en == "Issued an API token that may read, write."


def test_tampered_facts_only_change_what_is_said() -> None:
    said = verbs.sentence("dataset.published", {"title": "{title.__class__} {0}" * 40})
    assert said.ko.startswith("‘{title.__class__} {0}")
    assert len(said.ko) < 200
    assert verbs.sentence("dataset.published", {}).en == "Published “–”."
    assert verbs.sentence("dataset.unheard_of", {}).ko == "dataset.unheard_of"


HARBOUR = verbs.Stream(
    name="harbour",
    words=Words("항구", "Harbour"),
    verbs={
        "harbour.opened": Words("문을 열었습니다. {n} {who} {flag} {kinds}", "Opened. {n} {who} {flag} {kinds}"),
        "harbour.closed": Words("문을 닫았습니다.", "Closed."),
    },
    values={"who": {"1": Words("선장", "captain"), "pilot": Words("도선사", "pilot")}},
)


@pytest.fixture
def harbour(monkeypatch: pytest.MonkeyPatch) -> verbs.Stream:
    monkeypatch.setattr(verbs, "_STREAMS", {})
    verbs.declare(HARBOUR)
    return HARBOUR


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({}, "Opened. – – – –"),
        ({"n": None, "who": "", "flag": [], "kinds": []}, "Opened. – – – –"),
        ({"n": 1234567, "who": "pilot", "flag": True, "kinds": ["a", "b"]}, "Opened. 1,234,567 pilot true a, b"),
        ({"n": 0, "who": 1, "flag": False, "kinds": ("a",)}, "Opened. 0 captain false a"),
        ({"n": 1.5, "who": ["pilot", "x"], "flag": "가", "kinds": {"a": 1}}, "Opened. 1.5 pilot, x 가 {'a': 1}"),
    ],
)
def test_each_kind_of_fact_is_said_in_its_way(harbour: verbs.Stream, facts: dict[str, object], said: str) -> None:
    assert verbs.sentence("harbour.opened", facts).en == said


@pytest.mark.parametrize("fact", ["가" * 121, ["가" * 61, "가" * 58], ["가" * 121]])
def test_a_fact_takes_at_most_a_hundred_and_twenty_letters(harbour: verbs.Stream, fact: object) -> None:
    said = verbs.sentence("harbour.opened", {"n": fact}).en.removeprefix("Opened. ").removesuffix(" – – –")
    assert len(said) == 120


def test_a_stream_has_words_where_it_has_said_so(harbour: verbs.Stream) -> None:
    assert verbs.stream_words("harbour") == HARBOUR.words
    assert verbs.stream_words("sea") == Words("sea", "sea")
    verbs.declare(verbs.Stream(name="sea", words=Words("바다", "Sea"), verbs={}))
    assert list(verbs.declared()) == ["harbour", "sea"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (" OPENED ", ["harbour.opened"]),
        ("문을", ["harbour.opened", "harbour.closed"]),
        ("닫았", ["harbour.closed"]),
        ("who", []),
        ("sunk", []),
        ("", []),
        (" ", []),
    ],
)
def test_verbs_are_found_by_what_they_say_and_not_by_the_names_of_facts(
    harbour: verbs.Stream, text: str, found: list[str]
) -> None:
    assert verbs.saying(text) == found


def test_a_stream_belongs_to_one_package_and_its_verbs_to_it(harbour: verbs.Stream) -> None:
    verbs.declare(HARBOUR)
    with pytest.raises(AssertionError, match="declared twice"):
        verbs.declare(verbs.Stream(name="harbour", words=Words("다른", "Other"), verbs={}))
    with pytest.raises(AssertionError, match="foreign verb"):
        verbs.declare(verbs.Stream(name="pier", words=Words("부두", "Pier"), verbs={"harbour.opened": Words("a", "b")}))
