"""An installation in which something hears of holds, for processes that are killed while they deliver."""

from naru.base.events import actions, reads
from naru.base.gates.events import HoldReleased
from naru.base.kit.actor import SYSTEM
from naru.base.kit.clock import SYSTEM_CLOCK
from naru.base.kit.system import Subscription
from naru.base.trail.actions import record


def hear(event: HoldReleased) -> None:
    """Writes to the database, so that hearing twice would show."""
    record(SYSTEM, "trail.exported", event.act)


def listen() -> None:
    reads.subscriptions = lambda: {  # type: ignore[assignment]
        "tests.holds": Subscription(name="tests.holds", event=HoldReleased.NAME, to="tests.events_killed:hear")
    }


def publish(act: str) -> None:
    actions.publish(HoldReleased(id="one", at=SYSTEM_CLOCK.now(), act=act, thing_kind="boat", thing_id="a"))
