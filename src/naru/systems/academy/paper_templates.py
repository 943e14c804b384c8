"""The academy's papers."""

from naru.base.kit.words import Words
from naru.commons.papers.core.templates import PaperTemplate, declare

CERTIFICATE = "academy.certificate"
declare(
    PaperTemplate(
        name=CERTIFICATE,
        version=1,
        title=Words("수료증", "Certificate of completion"),
        source="naru.systems.academy:papers/certificate-1.typ",
    )
)
