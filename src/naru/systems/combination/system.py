"""What the site may know of combination."""

from naru.base.kit.system import MenuGroup, MenuItem, System
from naru.base.kit.words import Words

SYSTEM = System(
    name="combination",
    optional=True,
    urls="naru.systems.combination.urls",
    menu=(
        MenuItem(
            words=Words("가명정보 결합", "Combination"),
            url="combination:overview",
            group=MenuGroup.MARKET,
            order=60,
            footer="data",
        ),
    ),
    derived=("combination",),  # a backup of a case's key would outlive its destruction
    commands={
        "owner": "naru.systems.combination.owner.cli:owner",
        "authority": "naru.systems.combination.authority.cli:authority",
        "agency": "naru.systems.combination.agency.cli:agency",
    },
    commands_without_home=frozenset({"owner", "authority", "agency"}),
)
