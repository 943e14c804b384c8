"""What the site may know of rates."""

from naru.base.kit.system import Audience, MenuGroup, MenuItem, System
from naru.base.kit.words import Words

SYSTEM = System(
    name="rates",
    urls="naru.commons.rates.urls",
    api="naru.commons.rates.api:router",
    api_words="naru.commons.rates.api_words:WORDS",
    commands={"rate": "naru.commons.rates.commands:rate"},
    menu=(
        MenuItem(
            words=Words("요율", "Rates"),
            url="rates:rates",
            group=MenuGroup.OFFICE,
            order=74,
            audience=Audience.AUDITORS,
        ),
    ),
    kinds={"rate": "naru.commons.rates.refs:rate"},
    checks="naru.commons.rates.checks:CHECKS",
    sample="samples.rates:bring_rates",
)
