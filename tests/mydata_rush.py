"""Withdrawing and sending at once, in real threads on a real database: what ``test_mydata_rush`` runs in an installation of its own."""

import json
import threading
from concurrent.futures import ThreadPoolExecutor

from django.db import connections

from naru.base.kit.refusals import Refused
from naru.systems.mydata import actions, oauth, transport
from naru.systems.mydata.core import jose
from naru.systems.mydata.models import Consent, DeletionOrder, Pull
from naru.systems.mydata.oauth import Client
from tests import mydata
from tests.personas import make_person


def run(rounds: int) -> str:
    """Each round: one consent, one thread that takes it back, two that ask for a permit of the same pull."""
    place = mydata.town()
    citizen = make_person("다은", "daeun@home.example")
    mydata.know(place, citizen)
    service, holder = Client(service=place.service.id), Client(holder=place.bus.id)
    token = oauth.exchange({"grant_type": "client_credentials"}, service, jose.Proof(jkt="k")).token
    said: dict[str, int] = {"permitted": 0, "refused": 0, "twice": 0, "after": 0, "not_ordered": 0, "orders": 0}
    for _ in range(rounds):
        consent = actions.offer(place.service.id, citizen=citizen.id, by=citizen)
        actions.agree(consent, ["walk:bus_card.rides"], by=citizen)
        pull = Pull.objects.get(consent_id=consent)
        start = threading.Barrier(3)

        def ask(pull: str = pull.id, start: threading.Barrier = start) -> bool:
            start.wait()
            try:
                return pull in transport.permit(holder, token=token, jkt="k", pull_ids=[pull]).given
            finally:
                connections.close_all()

        def stop(consent: str = consent, start: threading.Barrier = start) -> bool:
            start.wait()
            try:
                actions.withdraw(consent, by=citizen)
            except Refused:
                return False
            finally:
                connections.close_all()
            return True

        with ThreadPoolExecutor(3) as pool:
            asked = [pool.submit(ask), pool.submit(ask)]
            pool.submit(stop).result()
            given = sum(each.result() for each in asked)
        row, ended = Pull.objects.get(id=pull.id), Consent.objects.get(id=consent)
        orders = list(DeletionOrder.objects.filter(consent_id=consent))
        ordered = {line[0] for order in orders for line in order.lines}
        said["permitted" if given else "refused"] += 1
        said["twice"] += given > 1
        said["after"] += bool(row.permitted and ended.withdrawn and row.permitted > ended.withdrawn)
        said["not_ordered"] += bool(given) and pull.id not in ordered
        said["orders"] += len(orders)
    return json.dumps(said)
