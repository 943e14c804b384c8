"""What the site may know of the protocols."""

from naru.base.kit.system import MenuGroup, MenuItem, Panel, System
from naru.base.kit.words import Words

SYSTEM = System(
    name="protocols",
    optional=True,
    needs=frozenset({"query"}),
    urls="naru.systems.protocols.urls",
    reading_posts=frozenset(
        {
            "protocols:ckan_reading",
            "protocols:ckan_reading_unnumbered",
            "protocols:oai",
            "protocols:mcp",
            "protocols:stac_search",
        }
    ),
    commands={
        "mcp": "naru.systems.protocols.commands:mcp",
        "protocols": "naru.systems.protocols.commands:protocols",
    },
    menu=(
        MenuItem(
            words=Words("연결", "Connect"),
            url="protocols:connect",
            group=MenuGroup.ANALYSIS,
            order=45,
            footer="builders",
            footer_words=Words("내 도구로 연결", "Connect your tools"),
            step=(
                Words("연결", "Connect"),
                Words(
                    "QGIS, CKAN, AI 같은 쓰던 도구에 한 줄로 잇습니다.",
                    "One line connects the tools you use: QGIS, CKAN, an AI.",
                ),
            ),
        ),
    ),
    dataset_panels=(
        Panel(render="naru.systems.protocols.panels:in_head", place="head"),
        Panel(render="naru.systems.protocols.panels:connect", order=40),
    ),
)
