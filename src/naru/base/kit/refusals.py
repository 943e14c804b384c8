"""Everything a person may be told when Naru will not do what was asked.

A refusal is raised as ``Refused(code, **facts)`` and never as a sentence. Each package declares the sentences of its
own codes in ``refusals.py``; a page, an API answer (RFC 9457) and a command's exit each have one translator here.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from naru.base.kit.words import Words


@dataclass(frozen=True, slots=True)
class Sentence:
    """What is wrong, where, and what to do; ``{fact}`` marks a fact of the refusal.

    ``status`` is what HTTP answers, ``exit_code`` what a command ends with.
    """

    ko: str
    en: str
    status: int = 400
    exit_code: int = 1

    def about(self, facts: Mapping[str, Any]) -> Words:
        """Filled in; a fact that the refusal lacks reads ``?``."""
        return Words(ko=self.ko.format_map(_Facts(facts)), en=self.en.format_map(_Facts(facts)))


class _Facts(dict[str, Any]):
    def __missing__(self, name: str) -> str:
        return "?"


_SENTENCES: dict[str, Sentence] = {}


class Refused(Exception):
    """Raised wherever something asked for cannot be; carries a declared code and the facts of its sentence."""

    def __init__(self, code: str, **facts: Any) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts

    @property
    def sentence(self) -> Sentence:
        """Raises ``KeyError`` for a code that no imported package declares."""
        return _SENTENCES[self.code]

    @property
    def words(self) -> Words:
        return self.sentence.about(self.facts)

    def __str__(self) -> str:
        return self.words.en if self.code in _SENTENCES else f"{self.code} {self.facts}"


def declare(sentences: Mapping[str, Sentence]) -> None:
    """Make codes known; a code belongs to one package, so declaring another sentence for it is a broken invariant."""
    for code, sentence in sentences.items():
        assert _SENTENCES.get(code, sentence) == sentence, f"refusal {code!r} is declared twice"
        _SENTENCES[code] = sentence


def declared() -> Mapping[str, Sentence]:
    """By code: those of the packages imported so far."""
    return dict(_SENTENCES)


def as_problem(refused: Refused, language: str) -> dict[str, Any]:
    """The refusal as a problem document (RFC 9457, ``application/problem+json``)."""
    return {
        "type": f"about:naru/{refused.code}",
        "title": refused.words.in_(language),
        "status": refused.sentence.status,
        "code": refused.code,
        "facts": {
            name: value if isinstance(value, int | float | bool) else str(value)
            for name, value in refused.facts.items()
        },
    }


def problem_body(refused: Refused, language: str) -> bytes:
    """The problem document as it is sent: Korean as Korean, and what no text can hold as question marks."""
    return json.dumps(as_problem(refused, language), ensure_ascii=False).encode(errors="replace")


declare(
    {
        "not_found": Sentence(
            ko="찾으시는 것이 없거나 볼 권한이 없습니다. 주소를 확인하거나 로그인해 주세요.",
            en="There is nothing here, or you may not see it. Check the address or sign in.",
            status=404,
            exit_code=4,
        ),
        "forbidden": Sentence(
            ko="이 일을 할 권한이 없습니다. 담당 기관의 대표나 담당자에게 요청해 주세요.",
            en="You do not have the right to do this. Ask a steward of the organisation in charge.",
            status=403,
            exit_code=3,
        ),
        "sign_in_first": Sentence(
            ko="먼저 로그인해 주세요.",
            en="Please sign in first.",
            status=401,
            exit_code=3,
        ),
        "folder_not_writable": Sentence(
            ko="{folder} 폴더가 없거나 쓸 수 없습니다. 쓸 수 있는 곳을 지정해 주세요.",
            en="The folder {folder} is missing or cannot be written to. Choose a place you may write to.",
            exit_code=5,
        ),
    }
)
