"""The papers of the strategy."""

from naru.base.kit.words import Words
from naru.commons.papers.core.templates import PaperTemplate, declare

GLANCE = "strategy.glance"
declare(
    PaperTemplate(
        name=GLANCE,
        version=1,
        title=Words("말한 것과 잰 것", "Said and measured"),
        source="naru.systems.strategy:papers/glance-1.typ",
    )
)
