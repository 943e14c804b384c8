"""What the site may know of files."""

from naru.base.kit.system import System

SYSTEM = System(
    name="files",
    commands={"erase": "naru.data.files.commands:erase"},
    checks="naru.data.files.checks:CHECKS",
    erasable="naru.data.files.subjects:of_path",
)
