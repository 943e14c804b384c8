"""What the site may know of data coming in."""

from naru.base.kit.system import Audience, MenuGroup, MenuItem, Panel, System
from naru.base.kit.words import Words

SYSTEM = System(
    lanes={"downloads": (r"/ingest/loads/[^/]+/(original|aside/\d+)/$",)},
    name="ingest",
    optional=True,
    urls="naru.data.ingest.urls",
    api="naru.data.ingest.api:router",
    api_words="naru.data.ingest.api_words:WORDS",
    commands={
        "ingest": "naru.data.ingest.commands:ingest",
        "decide": "naru.data.ingest.commands:decide",
        "trust": "naru.data.ingest.commands:trust",
    },
    menu=(
        MenuItem(
            words=Words("데이터 올리기", "Add data"),
            url="ingest:home",
            group=MenuGroup.MINE,
            order=50,
            audience=Audience.SIGNED_IN,
        ),
    ),
    home_panels=(Panel(render="naru.data.ingest.panels:first_data", place="whole"),),
    dataset_panels=(
        Panel(render="naru.data.ingest.panels:held_loads", place="notices"),
        Panel(render="naru.data.ingest.panels:add_version", place="actions", order=20),
        Panel(render="naru.data.ingest.panels:add_first_file", place="empty"),
    ),
    kinds={
        "load": "naru.data.ingest.refs:load",
        "feed": "naru.data.ingest.refs:feed_run",
    },
    checks="naru.data.ingest.checks:CHECKS",
    derived=("staging",),
    sample="samples.demo:bring_city",
)
