"""The papers of the strategy."""

from naru.base.kit.words import Words
from naru.commons.papers.core.templates import PaperTemplate, declare

GLANCE = "strategy.glance"
declare(
    PaperTemplate(
        name=GLANCE,
        version=1,
        title=Words("계획과 실적", "Plan and results"),
        source="naru.systems.strategy:papers/glance-1.typ",
    )
)
