"""What the site may know of the exchange."""

from naru.base.kit.system import Fact, MenuGroup, MenuItem, Panel, Subscription, System
from naru.base.kit.words import Words

SYSTEM = System(
    name="exchange",
    optional=True,
    urls="naru.systems.exchange.urls",
    api="naru.systems.exchange.api:router",
    api_words="naru.systems.exchange.api_words:WORDS",
    reading_posts=frozenset({"api:dataspace_catalog"}),
    commands={"exchange": "naru.systems.exchange.commands:exchange"},
    menu=(
        MenuItem(
            words=Words("거래", "Market"),
            url="exchange:market",
            group=MenuGroup.MARKET,
            order=30,
            footer="data",
            footer_words=Words("데이터 거래", "Data market"),
        ),
    ),
    facts=(
        Fact(
            name="exchange.offers",
            words=Words("거래 중인 데이터 상품", "Data offers on sale"),
            unit=Words("개", "offers"),
            counts="offer",
            value="naru.systems.exchange.reads.market:count_offers",
            url="exchange:market",
            home=50,
        ),
    ),
    home_panels=(Panel(render="naru.systems.exchange.pages.market:newest", place="whole", order=30),),
    dataset_panels=(
        Panel(render="naru.systems.exchange.pages.market:on_sale", place="notices", order=30),
        Panel(render="naru.systems.exchange.pages.market:on_sale", place="block"),
    ),
    kinds={
        "offer": "naru.systems.exchange.refs:offer",
        "negotiation": "naru.systems.exchange.refs:negotiation",
        "contract": "naru.systems.exchange.refs:contract",
        "order": "naru.systems.exchange.refs:order",
        "dispute": "naru.systems.exchange.refs:dispute",
        "settlement": "naru.systems.exchange.refs:settlement",
        "wanted": "naru.systems.exchange.refs:wanted",
        "bank": "naru.systems.exchange.refs:bank",
        "invoice": "naru.systems.exchange.refs:invoice",
    },
    subscriptions=(
        Subscription(
            name="exchange.announce_versions",
            event="catalogue.version_added",
            to="naru.systems.exchange.reactions:on_version_added",
        ),
        Subscription(
            name="exchange.announce_withdrawals",
            event="catalogue.dataset_withdrawn",
            to="naru.systems.exchange.reactions:on_dataset_withdrawn",
        ),
    ),
    sample="samples.exchange:bring",
)
