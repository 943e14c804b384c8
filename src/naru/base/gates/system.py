"""What the site may know of gates."""

from naru.base.kit.system import Audience, MenuGroup, MenuItem, System
from naru.base.kit.words import Words

SYSTEM = System(
    name="gates",
    urls="naru.base.gates.urls",
    commands={"holds": "naru.base.gates.commands:holds"},
    menu=(
        MenuItem(
            words=Words("확인 대기", "Holds"),
            url="gates:holds",
            group=MenuGroup.OFFICE,
            order=65,
            audience=Audience.AUDITORS,
        ),
    ),
    kinds={"hold": "naru.base.gates.refs:hold"},
    events="naru.base.gates.events:EVENTS",
)
