"""A citizen's vault: filled from the holders that know her, sealed with her passphrase, taken out as JSON, CSV, PDF or FHIR."""

import base64
import json
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files
from pathlib import Path

from django.contrib.staticfiles import finders
from django.db import transaction

from naru.base.kit.canonical import JSON
from naru.base.kit.child.parent import MIB, Limits, run_limited
from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.person import Person
from naru.base.kit.refusals import Refused
from naru.systems.mydata import actions, reads, standards
from naru.systems.mydata.core import vault as core
from naru.systems.mydata.core.pulls import by_holder
from naru.systems.mydata.core.vault import Entry, Sealed
from naru.systems.mydata.models import Vault

TYPESETTER = "naru.commons.papers.core.typesetter:set_paper"
TEMPLATE = files("naru.systems.mydata").joinpath("papers/vault.typ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    content: bytes
    name: str
    kind: str


def state(person: Person) -> datetime | None:
    """When it was filled last, None where it is empty."""
    return Vault.objects.filter(person_id=person.id).values_list("at", flat=True).first()


def fill(passphrase: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> int:
    """All that her holders have of her, in place of what was there; how many items.

    Raises ``Refused``: ``passphrase_short``, ``holder_silent``, ``holder_answer_refused``, ``vault_empty`` where nobody has
    anything.
    """
    if by.is_anonymous or by.token_id is not None:
        raise Refused("sign_in_first")
    wanted = set(standards.items())
    values = actions.values_of(by.id, wanted, about=by.id, clock=clock)
    if not values:
        raise Refused("vault_empty")
    names = {item: each.name.ko for each in reads.links(by.id).values() for item in _of(each, wanted)}
    at = clock.now().isoformat(timespec="seconds")
    entries = [
        Entry(item=item, value=value, holder=names.get(item, ""), at=at) for item, value in sorted(values.items())
    ]
    _keep(core.for_download(entries, standards.items()), passphrase, by=by, clock=clock)
    return len(entries)


def _of(holder: reads.Holder, wanted: set[str]) -> frozenset[str]:
    return by_holder(wanted, {holder.id: holder.lists}).get(holder.id, frozenset())


@transaction.atomic
def _keep(entries: list[Entry], passphrase: str, *, by: Person, clock: Clock) -> None:
    row = Vault.objects.select_for_update().filter(person_id=by.id).first()
    number = row.number + 1 if row else 1
    sealed = core.seal(entries, passphrase, owner=by.id, number=number)
    values = {"number": number, "salt": sealed.salt, "nonce": sealed.nonce, "body": sealed.body, "at": clock.now()}
    Vault.objects.update_or_create(person_id=by.id, defaults=values)


def take_out(form: str, passphrase: str, *, by: Person) -> Taken:
    """Raises ``Refused``: ``vault_empty``, ``passphrase_wrong``, ``not_found`` for another form."""
    row = Vault.objects.filter(person_id=by.id).first()
    if row is None:
        raise Refused("vault_empty")
    sealed = Sealed(salt=bytes(row.salt), nonce=bytes(row.nonce), body=bytes(row.body))
    entries = core.unseal(sealed, passphrase, owner=by.id, number=row.number)
    items = standards.items()
    match form:
        case "json":
            return Taken(content=_json(core.as_json(entries, items)), name="mydata.json", kind="application/json")
        case "csv":
            return Taken(content=core.as_csv(entries, items).encode("utf-8-sig"), name="mydata.csv", kind="text/csv")
        case "pdf":
            return Taken(content=_pdf(entries, at=row.at), name="mydata.pdf", kind="application/pdf")
        case "fhir":
            said = core.as_fhir(entries, items, lists=_health())
            return Taken(content=_json(said), name="mydata.fhir.json", kind="application/fhir+json")
    raise Refused("not_found")


def _health() -> list[str]:
    return [code for code in standards.item_lists() if code.startswith("health_")]


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=2).encode()


def _pdf(entries: list[Entry], *, at: datetime) -> bytes:
    """Set in the limited child and given away: unlike a paper it is kept nowhere."""
    items = standards.items()
    fonts = finders.find("build/fonts")
    assert isinstance(fonts, str), "the front end is not built: make run"
    rows = [
        [items[each.item].words.ko, core.readable(each.value), items[each.item].unit, each.holder] for each in entries
    ]
    payload: JSON = {
        "source": TEMPLATE.read_text(encoding="utf-8"),
        "inputs": {"rows": rows, "at": reads.day(at)},
        "fonts": fonts,
        "instant": int(at.timestamp()),
    }
    limits = Limits(memory_bytes=600 * MIB, wall_s=30, read_paths=[Path(fonts)])
    return base64.b64decode(run_limited(TYPESETTER, payload, limits=limits)["pdf"])


def empty(*, by: Person) -> None:
    Vault.objects.filter(person_id=by.id).delete()
