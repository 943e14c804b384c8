"""What click says of a command written wrongly: one row for each kind of mistake."""

import click
import pytest

from naru.portal.usage_errors import refusal_of


@click.group("naru")
def naru() -> None:
    pass


@naru.command("load")
@click.argument("file", type=click.Path(exists=True))
@click.option("--rows", type=click.IntRange(1, 9))
@click.option("--least", type=click.IntRange(min=2))
@click.option("--most", type=click.IntRange(max=2))
@click.option("--whole", type=int)
@click.option("--share", type=float)
@click.option("--format", "kind", type=click.Choice(["csv", "xlsx"]))
@click.option("-o", "--out", type=click.Path(writable=True, dir_okay=False))
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]))
@click.option("--title", required=True)
def load(**_: object) -> None:
    pass


def refusal(*words: str):  # type: ignore[no-untyped-def]
    with pytest.raises(click.UsageError) as wrong:
        naru.main(list(words), prog_name="naru", standalone_mode=False)
    return refusal_of(wrong.value)


HERE = __file__


@pytest.mark.parametrize(
    ("words", "code", "facts"),
    [
        (["lod"], "word_mistaken", {"command": "naru", "what": "lod", "near": "load"}),
        (["xyzzy"], "word_unknown", {"command": "naru", "what": "xyzzy"}),
        (["load", "--rowz", "1"], "word_mistaken", {"command": "naru load", "what": "--rowz", "near": "--rows"}),
        (["load", "--xyzzy"], "word_unknown", {"command": "naru load", "what": "--xyzzy"}),
        (["load", "--title", "a"], "word_missing", {"command": "naru load", "what": "FILE"}),
        (["load", HERE], "word_missing", {"command": "naru load", "what": "--title"}),
    ],
)
def test_what_is_missing_or_unknown_is_named(words: list[str], code: str, facts: dict[str, str]) -> None:
    refused = refusal(*words)
    assert (refused.code, refused.facts) == (code, facts)


@pytest.mark.parametrize(
    ("words", "what", "ko", "en"),
    [
        (["--rows", "10"], "--rows", "1부터 9까지의 정수", "a whole number from 1 to 9"),
        (["--least", "1"], "--least", "2 이상의 정수", "a whole number, 2 or more"),
        (["--most", "3"], "--most", "2 이하의 정수", "a whole number, 2 or less"),
        (["--whole", "x"], "--whole", "정수", "a whole number"),
        (["--share", "x"], "--share", "수", "a number"),
        (["--format", "pdf"], "--format", "csv, xlsx 가운데 하나", "one of csv, xlsx"),
        (["-o", "/"], "--out", "쓸 수 있는 파일의 경로", "the path of a file that can be written"),
    ],
)
def test_a_value_that_cannot_be_used_says_what_would_be(words: list[str], what: str, ko: str, en: str) -> None:
    refused = refusal("load", HERE, "--title", "a", *words)
    assert refused.code == "word_unusable"
    assert refused.facts == {"command": "naru load", "what": what, "ko_wanted": ko, "en_wanted": en}


def test_a_file_that_is_not_there_is_named_by_its_argument() -> None:
    refused = refusal("load", "/nowhere", "--title", "a")
    assert (refused.facts["what"], refused.facts["en_wanted"]) == ("FILE", "the path of a file that exists")


def test_what_has_no_words_of_ours_is_said_in_clicks() -> None:
    refused = refusal("load", HERE, "--title", "a", "--day", "x")
    assert refused.facts["en_wanted"] == refused.facts["ko_wanted"] == "'x' does not match the format '%Y-%m-%d'"


def test_a_word_too_many_is_misplaced() -> None:
    refused = refusal("load", HERE, "more", "--title", "a")
    assert refused.code == "word_misplaced"
    assert "more" in refused.facts["reason"]


def test_outside_of_any_command_it_is_said_of_naru() -> None:
    assert refusal_of(click.UsageError("no")).facts == {"command": "naru", "reason": "no"}
    refused = refusal_of(click.BadParameter("no.", param_hint="X"))
    assert refused.facts == {"command": "naru", "what": "X", "ko_wanted": "no", "en_wanted": "no"}
