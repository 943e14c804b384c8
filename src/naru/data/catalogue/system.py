"""What the site may know of the catalogue."""

from naru.base.kit.system import Fact, MenuItem, Panel, System
from naru.base.kit.words import Words

FIND = MenuItem(
    words=Words("찾기", "Find"),
    url="catalogue:search",
    order=10,
    footer="doors",
    step=(
        Words("찾기", "Find"),
        Words("띄어쓰기나 초성, 문장으로도 찾습니다.", "By word, by initial consonants or by a whole question."),
    ),
)
PUBLISHERS = MenuItem(words=Words("제공기관", "Publishers"), url="catalogue:publishers", order=20, footer="doors")

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
    Fact(
        name="catalogue.published",
        words=Words("공개한 데이터셋", "Datasets published"),
        unit=Words("개", "datasets"),
        counts="dataset",
        rows="naru.data.catalogue.facts:datasets",
        url="catalogue:search",
        definition=Words(
            "공개 상태인 데이터셋. 봉인한 것은 세지 않고, 공개한 때부터 셉니다.",
            "Published datasets, from the instant they were published; sealed ones are not counted.",
        ),
    ),
    Fact(
        name="catalogue.open_tables",
        words=Words("바로 쓸 수 있는 표", "Tables ready for use"),
        unit=Words("개", "tables"),
        counts="table",
        rows="naru.data.catalogue.facts:tables",
        url="catalogue:search",
        definition=Words(
            "공개한 데이터셋의 표 가운데 쓸 수 있는 버전이 있는 것.",
            "Tables of published datasets that have a live version.",
        ),
    ),
    Fact(
        name="catalogue.open_rows",
        words=Words("표에 담긴 행", "Rows in those tables"),
        unit=Words("행", "rows"),
        counts="row",
        rows="naru.data.catalogue.facts:rows",
        url="catalogue:search",
        definition=Words(
            "공개한 데이터셋의 표마다 가장 새 버전의 행 수를 더합니다.",
            "The rows of the newest live version of each table of a published dataset.",
        ),
    ),
    Fact(
        name="catalogue.issuers",
        words=Words("데이터를 낸 기관", "Publishers with data"),
        unit=Words("곳", "publishers"),
        counts="publisher",
        rows="naru.data.catalogue.facts:issuers",
        url="catalogue:publishers",
        definition=Words(
            "공개한 데이터셋이 하나라도 있는 제공기관.",
            "Publishers with at least one published dataset.",
        ),
    ),
    Fact(
        name="catalogue.updates",
        words=Words("새로 고친 버전", "Versions brought up to date"),
        unit=Words("번", "updates"),
        counts="version",
        rows="naru.data.catalogue.facts:updates",
        url="catalogue:search",
        definition=Words(
            "공개한 데이터셋의 표에 두 번째 뒤로 들어온 버전.",
            "Versions of tables of published datasets after their first.",
        ),
    ),
    Fact(
        name="catalogue.finance",
        words=Words("금융 데이터셋", "Datasets on finance"),
        unit=Words("개", "datasets"),
        counts="dataset",
        rows="naru.data.catalogue.facts:finance",
        url="catalogue:search",
        definition=Words(
            "공개한 데이터셋 가운데 주제에 금융을 단 것.",
            "Published datasets whose themes name finance.",
        ),
    ),
    Fact(
        name="catalogue.medicine",
        words=Words("의료 데이터셋", "Datasets on medicine"),
        unit=Words("개", "datasets"),
        counts="dataset",
        rows="naru.data.catalogue.facts:medicine",
        url="catalogue:search",
        definition=Words(
            "공개한 데이터셋 가운데 주제에 의료를 단 것.",
            "Published datasets whose themes name medicine.",
        ),
    ),
    Fact(
        name="catalogue.logistics",
        words=Words("물류 데이터셋", "Datasets on logistics"),
        unit=Words("개", "datasets"),
        counts="dataset",
        rows="naru.data.catalogue.facts:logistics",
        url="catalogue:search",
        definition=Words(
            "공개한 데이터셋 가운데 주제에 물류를 단 것.",
            "Published datasets whose themes name logistics.",
        ),
    ),
    Fact(
        name="catalogue.tourism",
        words=Words("관광 데이터셋", "Datasets on tourism"),
        unit=Words("개", "datasets"),
        counts="dataset",
        rows="naru.data.catalogue.facts:tourism",
        url="catalogue:search",
        definition=Words(
            "공개한 데이터셋 가운데 주제에 관광을 단 것.",
            "Published datasets whose themes name tourism.",
        ),
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
