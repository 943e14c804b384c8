"""The template lint finds what it is there to find."""

from pathlib import Path

import pytest

from tests import lint


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
