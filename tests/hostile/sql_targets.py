"""Many questions to one limited child, each with an engine of its own: the walls are the process's."""

from naru.base.kit.refusals import Refused
from naru.data.query.core import sandbox


def answer_all(questions):
    return [_answer(question) for question in questions]


def _answer(question):
    try:
        return {"answer": sandbox.answer(question)}
    except Refused as refused:
        return {"refused": [refused.code, refused.facts, refused.words.ko, refused.words.en]}


def answer_unguarded(question):
    sandbox.guard.check = lambda *_: None
    return sandbox.answer(question)
