"""What the site may know of harvest."""

from naru.base.kit.system import Audience, Fact, MenuGroup, MenuItem, Panel, System
from naru.base.kit.words import Words

SYSTEM = System(
    name="harvest",
    needs=frozenset({"ingest"}),
    optional=True,
    urls="naru.systems.harvest.urls",
    commands={"harvest": "naru.systems.harvest.commands:harvest"},
    menu=(
        MenuItem(
            words=Words("수집", "Harvest"),
            url="harvest:sources",
            group=MenuGroup.MINE,
            order=55,
            audience=Audience.SIGNED_IN,
            footer="data",
        ),
    ),
    facts=(
        Fact(
            name="harvest.sources",
            words=Words("이어진 출처", "Sources kept in step"),
            unit=Words("곳", "sources"),
            counts="harvest.source",
            value="naru.systems.harvest.reads:count_sources",
            url="harvest:sources",
        ),
    ),
    dataset_panels=(Panel(render="naru.systems.harvest.panels:origin", order=60),),
    sample="samples.harvest:bring",
    kinds={"harvest_source": "naru.systems.harvest.refs:source"},
)
