"""What the site may know of usage."""

from naru.base.kit.system import System

SYSTEM = System(
    name="usage",
    commands={"usage": "naru.data.usage.commands:usage"},
)
