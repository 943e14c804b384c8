"""What the site may know of notices."""

from naru.base.kit.system import Panel, System

SYSTEM = System(
    name="notices",
    urls="naru.commons.notices.urls",
    api="naru.commons.notices.api:router",
    api_words="naru.commons.notices.api_words:WORDS",
    commands={"notice": "naru.commons.notices.commands:notice"},
    header_panels=(Panel(render="naru.commons.notices.panels:unread", order=10),),
    kinds={"webhook": "naru.commons.notices.refs:webhook"},
    checks="naru.commons.notices.checks:CHECKS",
)
