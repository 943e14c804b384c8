"""What the site may know of the exchange."""

from naru.base.kit.system import System

SYSTEM = System(
    name="exchange",
    optional=True,
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
)
