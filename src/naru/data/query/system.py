"""What the site may know of asking."""

from naru.base.kit.system import MenuGroup, MenuItem, Panel, System
from naru.base.kit.words import Words

SQL = MenuItem(
    words=Words("SQL", "SQL"),
    url="query:sql",
    group=MenuGroup.ANALYSIS,
    order=30,
    footer="doors",
    footer_words=Words("SQL로 묻기", "Ask in SQL"),
    step=(
        Words("묻기", "Ask"),
        Words(
            "여러 표를 함께 SQL로 묻고 표와 차트, 지도로 봅니다.",
            "Ask any tables together in SQL; see a table, a chart or a map.",
        ),
    ),
)
API = MenuItem(
    words=Words("API", "API"),
    url="query:api",
    group=MenuGroup.ANALYSIS,
    order=40,
    footer="builders",
    footer_words=Words("API 안내", "API guide"),
    step=(
        Words("가져가기", "Take"),
        Words(
            "CSV, 엑셀, Parquet로 내려받거나 API로 읽습니다.",
            "Download as CSV, Excel or Parquet, or read it through the API.",
        ),
    ),
)
SYSTEM = System(
    name="query",
    optional=True,
    urls="naru.data.query.urls",
    api="naru.data.query.api:router",
    api_words="naru.data.query.api_words:WORDS",
    reading_posts=frozenset({"api:run_sql", "api:query_sql"}),
    commands={
        "sql": "naru.data.query.commands:sql",
        "export": "naru.data.query.commands:export",
    },
    menu=(SQL, API),
    home_panels=(
        Panel(render="naru.data.query.pages.home:living_answer", place="whole", order=5),
        Panel(render="naru.data.query.pages.home:situations", place="whole", order=7),
    ),
    warm_up="naru.data.query.living:warm_up",
    dataset_panels=(
        Panel(render="naru.data.query.pages.panels:ask", place="actions", order=10),
        Panel(render="naru.data.query.pages.panels:all_rows", place="rows"),
        Panel(render="naru.data.query.pages.panels:downloads", place="table", order=10),
        Panel(render="naru.data.query.pages.panels:chart", place="view", order=20),
        Panel(render="naru.data.query.pages.panels:places", place="view", order=30),
        Panel(render="naru.data.query.pages.panels:ways", place="use"),
    ),
)
