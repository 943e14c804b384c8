"""The papers of paid work."""

from naru.base.kit.words import Words
from naru.commons.papers.core.templates import PaperTemplate, declare

STATEMENT = "work.statement"
declare(
    PaperTemplate(
        name=STATEMENT,
        version=1,
        title=Words("작업 보수 지급명세서", "Statement of pay for work"),
        source="naru.systems.work:papers/statement-1.typ",
    )
)
