"""What the site may know of cases; their pages are those of the systems they belong to."""

from naru.base.kit.system import System

SYSTEM = System(name="cases", kinds={"case": "naru.commons.cases.refs:case", "panel": "naru.commons.cases.refs:panel"})
