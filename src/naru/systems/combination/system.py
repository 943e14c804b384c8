"""What the site may know of combination."""

from naru.base.kit.system import System

SYSTEM = System(name="combination", optional=True)
