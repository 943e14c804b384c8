"""What the site may know of the trail."""

from naru.base.kit.system import Audience, MenuGroup, MenuItem, System
from naru.base.kit.words import Words

SYSTEM = System(
    lanes={"downloads": (r"/trail/export/$",)},
    name="trail",
    urls="naru.base.trail.urls",
    commands={
        "trail": "naru.base.trail.commands:trail",
        "verify-trail": "naru.base.trail.commands:verify_trail",
    },
    menu=(
        MenuItem(
            words=Words("감사 기록", "Trail"),
            url="trail:trail",
            group=MenuGroup.OFFICE,
            order=70,
            audience=Audience.AUDITORS,
        ),
    ),
    after_restore="naru.base.trail.actions:align_notes",
    checks="naru.base.trail.checks:CHECKS",
)
