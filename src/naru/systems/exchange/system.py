"""What the site may know of the exchange."""

from naru.base.kit.system import Fact, Findable, MenuGroup, MenuItem, Panel, Subscription, System
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
            footer="doors",
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
        Fact(
            name="exchange.contracts",
            words=Words("맺은 거래 계약", "Contracts made"),
            unit=Words("건", "contracts"),
            counts="contract",
            rows="naru.systems.exchange.facts:contracts",
            url="exchange:market",
            definition=Words(
                "두 쪽이 서명한 데이터 거래 계약. 맺은 때부터 셉니다.",
                "Data contracts that both sides signed, from then on.",
            ),
        ),
        Fact(
            name="exchange.traded_datasets",
            words=Words("거래된 데이터셋", "Datasets that were traded"),
            unit=Words("개", "datasets"),
            counts="dataset",
            rows="naru.systems.exchange.facts:traded_datasets",
            url="exchange:market",
            definition=Words(
                "계약이 있는 데이터셋. 여러 번 거래되어도 한 번만 셉니다.",
                "Datasets with a contract, each once however often it was sold.",
            ),
        ),
        Fact(
            name="exchange.sellers",
            words=Words("판 기관", "Sellers"),
            unit=Words("곳", "sellers"),
            counts="organisation",
            rows="naru.systems.exchange.facts:sellers",
            url="exchange:market",
            definition=Words(
                "계약에서 판 쪽인 기관. 한 기관은 한 번만 셉니다.",
                "Organisations that sold in a contract, each once.",
            ),
        ),
        Fact(
            name="exchange.buyers",
            words=Words("산 기관", "Buyers"),
            unit=Words("곳", "buyers"),
            counts="organisation",
            rows="naru.systems.exchange.facts:buyers",
            url="exchange:market",
            definition=Words(
                "계약에서 산 쪽인 기관. 한 기관은 한 번만 셉니다.",
                "Organisations that bought in a contract, each once.",
            ),
        ),
        Fact(
            name="exchange.paid_orders",
            words=Words("결제된 주문", "Orders paid"),
            unit=Words("건", "orders"),
            counts="order",
            rows="naru.systems.exchange.facts:paid_orders",
            url="exchange:market",
            definition=Words(
                "결제되고 취소나 환불로 끝나지 않은 주문.",
                "Orders that were paid and neither cancelled nor refunded.",
            ),
        ),
        Fact(
            name="exchange.traded_krw",
            words=Words("거래 금액", "Value traded"),
            unit=Words("원", "won"),
            counts="order",
            rows="naru.systems.exchange.facts:traded_krw",
            url="exchange:market",
            definition=Words(
                "결제된 주문의 공급가액을 더합니다. 부가세는 넣지 않습니다.",
                "The supply value of paid orders, without tax.",
            ),
            least=3,
        ),
        Fact(
            name="exchange.wanted",
            words=Words("찾는다고 올린 데이터", "Data asked for"),
            unit=Words("건", "requests"),
            counts="wanted",
            rows="naru.systems.exchange.facts:wanted",
            url="exchange:market",
            definition=Words(
                "수요 게시판에 올라온 글.",
                "Requests posted on the demand board.",
            ),
        ),
    ),
    findables=(
        Findable(
            name="exchange.offers",
            words=Words("거래 상품", "On sale"),
            things="naru.systems.exchange.findables:offers",
            url="exchange:market",
            order=10,
        ),
        Findable(
            name="exchange.wanted",
            words=Words("찾는 데이터", "Wanted data"),
            things="naru.systems.exchange.findables:wanted",
            url="exchange:board",
            order=50,
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
    sample_is_long=True,
)
