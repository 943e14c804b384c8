"""The articles that both sides sign: in the standard's order, in both languages, and back from what was stored."""

import pytest

from naru.base.kit.words import Words
from naru.systems.exchange.core.articles import (
    COMMON,
    DEFINITIONS,
    FORM_WORDS,
    OF_FORM,
    PRICE,
    PURPOSE,
    Article,
    ContractForm,
    article_from,
    articles,
)

CLAUSES = [
    (Words("이용 목적", "Purpose of use"), Words("연구", "Research")),
    (Words("갱신", "Updates"), Words("매월", "Monthly")),
]


@pytest.mark.parametrize("form", list(ContractForm))
def test_what_was_chosen_stands_between_the_price_and_the_common_articles(form: ContractForm) -> None:
    written = articles(form, CLAUSES)
    heads = [article.head for article in written]
    own = [article.head for article in OF_FORM[form]]
    assert heads[:2] == [PURPOSE.head, DEFINITIONS.head]
    assert heads[2 : 2 + len(own)] == own
    assert heads[2 + len(own)] == PRICE.head
    assert [(one.head, one.paragraphs) for one in written[3 + len(own) : 5 + len(own)]] == [
        (head, (said,)) for head, said in CLAUSES
    ]
    assert written[5 + len(own) :] == list(COMMON)


def test_forms_differ_and_each_has_a_name() -> None:
    assert len({tuple(OF_FORM[form]) for form in ContractForm}) == len(ContractForm)
    assert set(FORM_WORDS) == set(ContractForm)
    assert ContractForm.PROVISION.words.ko == "제공형"


@pytest.mark.parametrize("form", list(ContractForm))
def test_articles_come_back_from_what_was_stored(form: ContractForm) -> None:
    for article in articles(form, CLAUSES):
        assert article_from(article.to_json()) == article
        assert article.paragraphs, article.head


def test_paragraphs_of_one_language_only_are_no_article() -> None:
    stored = Article(head=Words("머리", "Head"), paragraphs=(Words("가", "A"),)).to_json()
    with pytest.raises(ValueError, match="zip"):
        article_from({**stored, "en": ["A", "B"]})
