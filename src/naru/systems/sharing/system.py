"""What the site may know of sharing."""

from naru.base.kit.system import Audience, MenuGroup, MenuItem, Panel, System
from naru.base.kit.words import Words

SYSTEM = System(
    name="sharing",
    optional=True,
    urls="naru.systems.sharing.urls",
    commands={"sharing": "naru.systems.sharing.commands:sharing"},
    menu=(
        MenuItem(
            words=Words("받은 데이터", "Shared with me"),
            url="sharing:mine",
            group=MenuGroup.MINE,
            order=45,
            audience=Audience.SIGNED_IN,
        ),
        MenuItem(
            words=Words("데이터 공유", "Data sharing"),
            url="sharing:recipients",
            group=MenuGroup.OFFICE,
            order=74,
            audience=Audience.AUDITORS,
        ),
    ),
    dataset_panels=(
        Panel(render="naru.systems.sharing.panels:open_in_tools"),
        Panel(render="naru.systems.sharing.panels:marking"),
    ),
    entitled_panels=(Panel(render="naru.systems.sharing.panels:ways_to_open"),),
    kinds={"sharing": "naru.systems.sharing.refs:sharing"},
    sample="samples.sharing:bring",
)
