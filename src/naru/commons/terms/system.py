"""What the site may know of agreements."""

from naru.base.kit.system import System

SYSTEM = System(name="terms", kinds={"document": "naru.commons.terms.refs:document"})
