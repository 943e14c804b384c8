"""What the site may know of the queue."""

from naru.base.kit.system import Audience, MenuGroup, MenuItem, System
from naru.base.kit.words import Words

SYSTEM = System(
    name="jobs",
    urls="naru.base.jobs.urls",
    commands={"worker": "naru.base.jobs.commands:worker"},
    menu=(
        MenuItem(
            words=Words("작업", "Jobs"), url="jobs:jobs", group=MenuGroup.MINE, order=60, audience=Audience.SIGNED_IN
        ),
    ),
    kinds={"job": "naru.base.jobs.refs:job"},
)
