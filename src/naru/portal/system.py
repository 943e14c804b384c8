"""The portal's own: commands of the whole installation, and what it can make anew."""

from naru.base.kit.system import System

SYSTEM = System(
    name="portal",
    commands={name: f"naru.portal.commands:{name}" for name in ("demo", "up", "doctor", "backup", "restore")},
    checks="naru.portal.doctor:CHECKS",
    derived=("static", "tmp", "run", "screens", "log", ".migrating", ".demo", ".copying", ".restoring"),
)
