"""What the site may know of papers."""

from naru.base.kit.system import System

SYSTEM = System(
    name="papers",
    urls="naru.commons.papers.urls",
    api="naru.commons.papers.api:router",
    api_words="naru.commons.papers.api_words:WORDS",
    commands={"paper": "naru.commons.papers.commands:paper"},
    kinds={"paper": "naru.commons.papers.refs:paper"},
)
