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
        Fact(
            name="harvest.kept_sources",
            words=Words("맞추어 두는 출처", "Sources in step"),
            unit=Words("곳", "sources"),
            counts="harvest.source",
            rows="naru.systems.harvest.facts:sources",
            url="harvest:sources",
            definition=Words(
                "끝내지 않은 출처. 등록한 때부터 셉니다.",
                "Sources that were not ended, from their registration on.",
            ),
        ),
        Fact(
            name="harvest.records",
            words=Words("출처에서 온 데이터셋", "Datasets from those sources"),
            unit=Words("개", "datasets"),
            counts="dataset",
            rows="naru.systems.harvest.facts:records",
            url="harvest:sources",
            definition=Words(
                "출처에 지금도 있고 여기 데이터셋이 된 기록.",
                "Records that are still at their source and are datasets here.",
            ),
        ),
    ),
    dataset_panels=(Panel(render="naru.systems.harvest.panels:origin", order=60),),
    sample="samples.harvest:bring",
    kinds={"harvest_source": "naru.systems.harvest.refs:source"},
)
