"""What the site may know of people and organisations."""

from naru.base.kit.system import Audience, MenuGroup, MenuItem, System
from naru.base.kit.words import Words

SYSTEM = System(
    name="people",
    urls="naru.base.people.urls",
    api="naru.base.people.api:router",
    api_words="naru.base.people.api_words:WORDS",
    commands={
        "user": "naru.base.people.commands:user",
        "organisation": "naru.base.people.commands:organisation",
        "token": "naru.base.people.commands:token",
    },
    menu=(
        MenuItem(
            words=Words("긴급 열람", "Emergency access"),
            url="people:break_glass",
            group=MenuGroup.OFFICE,
            order=75,
            audience=Audience.AUDITORS,
        ),
    ),
    kinds={"organisation": "naru.base.people.refs:organisation"},
)
