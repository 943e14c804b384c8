"""What the site may know of sectors."""

from naru.base.kit.system import Fact, Gate, MenuGroup, MenuItem, Panel, Subscription, System
from naru.base.kit.words import Words

SYSTEM = System(
    name="sectors",
    optional=True,
    urls="naru.systems.sectors.urls",
    api="naru.systems.sectors.api:router",
    api_words="naru.systems.sectors.api_words:WORDS",
    commands={
        "check": "naru.systems.sectors.commands:check",
        "sectors": "naru.systems.sectors.commands:sectors",
    },
    menu=(
        MenuItem(
            words=Words("특화 산업", "Sectors"),
            url="sectors:overview",
            group=MenuGroup.ANALYSIS,
            order=60,
            footer="doors",
        ),
    ),
    facts=(
        Fact(
            name="sectors.conforming",
            words=Words("프로파일에 맞는 데이터셋", "Datasets that keep to a profile"),
            unit=Words("개", "datasets"),
            counts="claim",
            value="naru.systems.sectors.reads:count_conforming",
            url="sectors:overview",
        ),
    ),
    dataset_panels=(Panel(render="naru.systems.sectors.panels:claims", place="notices", order=60),),
    kinds={
        "conformance": "naru.systems.sectors.refs:claim",
        "sector_profile": "naru.systems.sectors.refs:profile",
    },
    subscriptions=(
        Subscription(
            name="sectors.check_new_versions",
            event="catalogue.version_added",
            to="naru.systems.sectors.reactions:on_version_added",
        ),
    ),
    gates=(
        Gate(
            name="sectors.conformance",
            acts=frozenset({"catalogue.publish_dataset", "exchange.list_offer"}),
            words=Words("프로파일 준수", "Conformance to a profile"),
            ask="naru.systems.sectors.gates:ask_conformance",
        ),
    ),
    sample="samples.sectors:bring",
    sample_is_long=True,
)
