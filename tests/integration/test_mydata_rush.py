"""Taking it back while it is being sent, and a holder that is killed in the middle of sending."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from naru.base.kit.person import Person
from naru.systems.mydata import actions, reads
from naru.systems.mydata.models import Holder as HolderRow
from naru.systems.mydata.models import Pull
from naru.systems.mydata.reference.receiver import Receiver
from tests import mydata
from tests.machine import Machine
from tests.personas import make_person

ROUNDS = 12


def test_nothing_is_permitted_after_it_was_taken_back_and_what_was_is_in_the_order(database_machine: Machine) -> None:
    said = json.loads(
        database_machine.python(f"from tests import mydata_rush; print(mydata_rush.run({ROUNDS}))").splitlines()[-1]
    )
    assert said["permitted"] + said["refused"] == ROUNDS
    assert said["orders"] == ROUNDS
    assert (said["twice"], said["after"], said["not_ordered"]) == (0, 0, 0)


HOLDER = """
import sys, threading
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from naru.systems.mydata.reference.holder import Holder
id, key, city = sys.argv[1:]
holder = Holder(id=id, key=Ed25519PrivateKey.from_private_bytes(bytes.fromhex(key)), city=city,
                row=lambda subject: {"bus_card.rides": 41})
with holder.serving() as port:
    print(port, flush=True)
    threading.Event().wait()
"""


@contextmanager
def holder(id: str, city: str, crash_at: str) -> Iterator[int]:
    """A holder in a process of its own that dies at a named place."""
    arguments = [sys.executable, "-c", HOLDER, id, mydata.key_of("bus").private_bytes_raw().hex(), city]
    environment = {**os.environ, "NARU_CRASH_AT": crash_at}
    with subprocess.Popen(arguments, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield int(process.stdout.readline())
        finally:
            process.kill()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("crash_at", "state", "ordered"),
    [("mydata.asking", "planned", []), ("mydata.permitted", "permitted", [""]), ("mydata.reported", "sent", ["hash"])],
)
def test_a_holder_killed_while_it_sends_leaves_what_may_be_out_in_the_order_to_delete(
    crash_at: str, state: str, ordered: list[str], live_server: Any
) -> None:
    city = f"{live_server.url}/mydata"
    place, citizen = mydata.town(), make_person("다은", "daeun@home.example")
    mydata.know(place, citizen)
    consent = agreed(place, citizen)
    walker = Receiver(id=place.service.id, key=mydata.key_of("walk"), city=city)
    with holder(place.bus.id, city, crash_at) as port:
        HolderRow.objects.filter(id=place.bus.id).update(address=f"http://127.0.0.1:{port}")
        with pytest.raises(OSError):
            walker.pull(walker.due())
    (row,) = Pull.objects.filter(consent_id=consent)
    assert row.state == state
    with holder(place.bus.id, city, "") as port:
        HolderRow.objects.filter(id=place.bus.id).update(address=f"http://127.0.0.1:{port}")
        assert walker.pull(walker.due()) == (1 if state == "planned" else 0), "what may be out is not sent again"
    actions.withdraw(consent, by=citizen)
    (order,) = reads.orders_of(consent)
    hashes = ["hash" if line[2] else "" for line in order.lines]
    assert hashes == (ordered or ["hash"])


def agreed(place: mydata.Town, citizen: Person) -> str:
    consent = actions.offer(place.service.id, citizen=citizen.id, by=citizen)
    actions.agree(consent, ["walk:bus_card.rides"], by=citizen)
    return consent
