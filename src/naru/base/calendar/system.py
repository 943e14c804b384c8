"""What the site may know of the calendar."""

from naru.base.kit.system import System

SYSTEM = System(name="calendar", commands={"holiday": "naru.base.calendar.commands:holiday"})
