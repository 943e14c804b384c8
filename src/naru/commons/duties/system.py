"""What the site may know of duties."""

from naru.base.kit.system import Audience, MenuGroup, MenuItem, System
from naru.base.kit.words import Words

SYSTEM = System(
    name="duties",
    urls="naru.commons.duties.urls",
    menu=(
        MenuItem(
            words=Words("할 일", "What is due"),
            url="duties:due",
            group=MenuGroup.MINE,
            order=72,
            audience=Audience.SIGNED_IN,
        ),
    ),
    kinds={"duty": "naru.commons.duties.refs:duty"},
)
