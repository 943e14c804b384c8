"""What the site may know of footage."""

from naru.base.kit.system import System

SYSTEM = System(
    name="footage",
    optional=True,
    commands={"footage": "naru.systems.footage.commands:footage"},
)
