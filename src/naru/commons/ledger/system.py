"""What the site may know of the ledger."""

from naru.base.kit.system import Audience, MenuGroup, MenuItem, System
from naru.base.kit.words import Words

SYSTEM = System(
    lanes={"downloads": (r"/ledger/export/",)},
    name="ledger",
    urls="naru.commons.ledger.urls",
    api="naru.commons.ledger.api:router",
    api_words="naru.commons.ledger.api_words:WORDS",
    commands={"ledger": "naru.commons.ledger.commands:ledger"},
    menu=(
        MenuItem(
            words=Words("장부", "Ledger"),
            url="ledger:accounts",
            group=MenuGroup.OFFICE,
            order=72,
            audience=Audience.AUDITORS,
        ),
    ),
    kinds={
        "account": "naru.commons.ledger.refs:account",
        "transfer": "naru.commons.ledger.refs:transfer",
        "ledger": "naru.commons.ledger.refs:ledger",
    },
    checks="naru.commons.ledger.checks:CHECKS",
)
