"""What the site may know of the strategy."""

from naru.base.kit.system import MenuGroup, MenuItem, System
from naru.base.kit.words import Words

SYSTEM = System(
    name="strategy",
    optional=True,
    urls="naru.systems.strategy.urls",
    api="naru.systems.strategy.api:router",
    api_words="naru.systems.strategy.api_words:WORDS",
    commands={"strategy": "naru.systems.strategy.commands:strategy"},
    menu=(
        MenuItem(
            words=Words("계획과 실적", "Plan and results"),
            url="strategy:plan",
            group=MenuGroup.ANALYSIS,
            order=60,
            footer="doors",
            footer_words=Words("시 계획과 실적", "The city's plan and its results"),
        ),
    ),
    kinds={
        "strategy_plan": "naru.systems.strategy.refs:plan",
        "strategy_report": "naru.systems.strategy.refs:report",
    },
    warm_up="naru.systems.strategy.reads:warm_up",
    sample="samples.strategy:bring",
    sample_is_long=True,
)
