"""What the site may know of the catalogue."""

from naru.base.kit.system import Fact, MenuItem, Panel, System
from naru.base.kit.words import Words

FIND = MenuItem(
    words=Words("찾기", "Find"),
    url="catalogue:search",
    order=10,
    footer="data",
    step=(
        Words("찾기", "Find"),
        Words("띄어쓰기나 초성, 문장으로도 찾습니다.", "By word, by initial consonants or by a whole question."),
    ),
)
PUBLISHERS = MenuItem(words=Words("제공기관", "Publishers"), url="catalogue:publishers", order=20, footer="data")

FACTS = (
    Fact(
        name="catalogue.datasets",
        words=Words("데이터셋", "Datasets"),
        unit=Words("개", "datasets"),
        counts="dataset",
        value="naru.data.catalogue.overview:datasets",
        url="catalogue:search",
        home=10,
    ),
    Fact(
        name="catalogue.tables",
        words=Words("바로 물을 수 있는 표", "Tables to ask"),
        unit=Words("개", "tables"),
        counts="table",
        value="naru.data.catalogue.overview:tables",
        url="catalogue:search",
        home=20,
    ),
    Fact(
        name="catalogue.rows",
        words=Words("행", "Rows"),
        unit=Words("행", "rows"),
        counts="row",
        value="naru.data.catalogue.overview:rows",
        url="catalogue:search",
        home=30,
    ),
    Fact(
        name="catalogue.publishers",
        words=Words("제공기관", "Publishers"),
        unit=Words("곳", "publishers"),
        counts="publisher",
        value="naru.data.catalogue.overview:publishers",
        url="catalogue:publishers",
        home=40,
    ),
)

SYSTEM = System(
    name="catalogue",
    urls="naru.data.catalogue.urls",
    api="naru.data.catalogue.api:router",
    api_words="naru.data.catalogue.api_words:WORDS",
    commands={
        "search": "naru.data.catalogue.commands:search",
        "datasets": "naru.data.catalogue.commands:datasets",
        "erase-version": "naru.data.catalogue.commands:erase_version",
        "index": "naru.data.catalogue.commands:index",
    },
    menu=(FIND, PUBLISHERS),
    facts=FACTS,
    home_panels=(
        Panel(render="naru.data.catalogue.pages.panels:sectors", place="whole", order=10),
        Panel(render="naru.data.catalogue.pages.panels:just_in", place="half", order=10),
    ),
    organisation_panels=(Panel(render="naru.data.catalogue.pages.panels:datasets_of"),),
    kinds={
        "dataset": "naru.data.catalogue.refs:dataset",
        "publisher": "naru.data.catalogue.refs:publisher",
        "version": "naru.data.catalogue.refs:version",
        "entitlement": "naru.data.catalogue.refs:entitlement",
        "disclosure": "naru.data.catalogue.refs:disclosure",
    },
    events="naru.data.catalogue.core.events:EVENTS",
    checks="naru.data.catalogue.checks:CHECKS",
    derived=("index", "lake-cache"),
    after_restore="naru.data.catalogue.search.indexer:rebuild",
    warm_up="naru.data.catalogue.core.korean:warm_up",
)
