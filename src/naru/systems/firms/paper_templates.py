"""The papers of support: a result, an agreement."""

from naru.base.kit.words import Words
from naru.commons.papers.core.templates import PaperTemplate, declare

RESULT, AGREEMENT = "firms.result", "firms.agreement"
PACKAGE = "naru.systems.firms"
declare(
    PaperTemplate(
        name=RESULT, version=1, title=Words("지원 결과", "Result of a call"), source=f"{PACKAGE}:papers/result-1.typ"
    ),
    PaperTemplate(
        name=AGREEMENT,
        version=1,
        title=Words("기업 지원 협약서", "Agreement on support"),
        source=f"{PACKAGE}:papers/agreement-1.typ",
    ),
)
