"""What the site may know of deliveries."""

from naru.base.kit.system import System

SYSTEM = System(name="acceptance", kinds={"delivery": "naru.commons.acceptance.refs:delivery"})
