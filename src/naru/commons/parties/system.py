"""What the site may know of parties."""

from naru.base.kit.system import Audience, MenuGroup, MenuItem, System
from naru.base.kit.words import Words

SYSTEM = System(
    name="parties",
    urls="naru.commons.parties.urls",
    api="naru.commons.parties.api:router",
    api_words="naru.commons.parties.api_words:WORDS",
    commands={"party": "naru.commons.parties.commands:party"},
    menu=(
        MenuItem(
            words=Words("거래처", "Parties"),
            url="parties:parties",
            group=MenuGroup.OFFICE,
            order=73,
            audience=Audience.AUDITORS,
        ),
    ),
    kinds={"party": "naru.commons.parties.refs:party"},
)
