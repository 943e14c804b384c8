"""What a person is told, and in which form."""

import json

import pytest

from naru.base.kit import refusals
from naru.base.kit.refusals import Refused, Sentence, as_problem, declare, declared, problem_body

COMMON = dict(declared())
FULL = Sentence(ko="{n}개가 {place}에 있습니다.", en="{n} are at {place}.", status=422, exit_code=5)


@pytest.fixture(autouse=True)
def full(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(refusals, "_SENTENCES", {"full": FULL})


def test_a_sentence_is_made_of_its_facts_and_shows_what_is_missing() -> None:
    refused = Refused("full", n=3)
    assert (refused.words.ko, refused.words.en) == ("3개가 ?에 있습니다.", "3 are at ?.")
    assert str(refused) == "3 are at ?."
    assert refused.sentence is FULL


def test_a_code_that_nobody_declared_is_shown_as_it_is() -> None:
    assert str(Refused("unheard_of", n=3)) == "unheard_of {'n': 3}"


def test_a_sentence_says_400_and_1_unless_told_otherwise() -> None:
    assert (Sentence(ko="가", en="a").status, Sentence(ko="가", en="a").exit_code) == (400, 1)


@pytest.mark.parametrize(("language", "title"), [("ko", "1개가 <부두>에 있습니다."), ("en", "1 are at <부두>.")])
def test_a_problem_document_has_the_fields_of_rfc_9457(language: str, title: str) -> None:
    class Place:
        def __str__(self) -> str:
            return "<부두>"

    problem = as_problem(Refused("full", n=1, place=Place(), share=0.5, is_full=True), language)
    assert problem == {
        "type": "about:naru/full",
        "title": title,
        "status": 422,
        "code": "full",
        "facts": {"n": 1, "place": "<부두>", "share": 0.5, "is_full": True},
    }


def test_a_problems_bytes_are_korean_as_it_is_and_hold_what_no_text_can_as_question_marks() -> None:
    body = problem_body(Refused("full", n=1, place="부두\ud800"), "ko")
    assert "부두".encode() in body
    assert json.loads(body)["facts"]["place"] == "부두?"


def test_a_code_belongs_to_one_package() -> None:
    declare({"full": FULL, "other": FULL})
    assert declared() == {"full": FULL, "other": FULL}
    with pytest.raises(AssertionError, match="declared twice"):
        declare({"full": Sentence(ko="다른", en="other")})


@pytest.mark.parametrize(
    ("code", "status", "exit_code"),
    [("not_found", 404, 4), ("forbidden", 403, 3), ("sign_in_first", 401, 3), ("folder_not_writable", 400, 5)],
)
def test_the_common_refusals_have_their_status_and_exit_code(code: str, status: int, exit_code: int) -> None:
    assert (COMMON[code].status, COMMON[code].exit_code) == (status, exit_code)
