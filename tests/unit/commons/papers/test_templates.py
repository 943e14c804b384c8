"""Templates are declared once a version, and the newest is the one issued by."""

import pytest

from naru.base.kit.words import Words
from naru.commons.papers.core import templates
from naru.commons.papers.core.templates import PaperTemplate


def a_template(version: int, name: str = "receipt", source: str = "naru.commons.papers:naru.typ") -> PaperTemplate:
    return PaperTemplate(name=name, version=version, title=Words("영수증", "Receipt"), source=source)


@pytest.fixture(autouse=True)
def own_templates(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(templates, "_TEMPLATES", {})


def test_the_newest_version_is_the_greatest_number() -> None:
    templates.declare(a_template(2), a_template(10), a_template(1), a_template(99, "contract"))
    assert templates.newest("receipt").version == 10
    assert list(templates.declared()) == [("contract", 99), ("receipt", 1), ("receipt", 2), ("receipt", 10)]
    assert templates.template_of("receipt", 2) == a_template(2)
    assert templates.template_of("receipt", 3) is None


def test_the_same_may_be_declared_again_and_another_may_not() -> None:
    templates.declare(a_template(1))
    templates.declare(a_template(1))
    with pytest.raises(AssertionError, match="declared twice"):
        templates.declare(a_template(1, source="naru.commons.papers:other.typ"))
    with pytest.raises(AssertionError, match="no template"):
        templates.newest("contract")
