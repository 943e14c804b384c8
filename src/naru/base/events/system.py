"""What the site may know of events."""

from naru.base.kit.system import System

SYSTEM = System(
    name="events",
    commands={"events": "naru.base.events.commands:events"},
    checks="naru.base.events.checks:CHECKS",
)
