"""What the site may know of combination."""

from naru.base.kit.system import System

SYSTEM = System(
    name="combination",
    optional=True,
    commands={
        "owner": "naru.systems.combination.owner.cli:owner",
        "authority": "naru.systems.combination.authority.cli:authority",
        "agency": "naru.systems.combination.agency.cli:agency",
    },
)
