"""A citizen's own copy, sealed with her passphrase: the city keeps ciphertext, and a lost passphrase cannot be mended.

scrypt (RFC 7914, n = 2^15, r = 8, p = 1) makes the key, AES-256-GCM seals; the vault's owner and version are authenticated with
it, so that no vault can be shown as another's or as an older one.
"""

import csv
import io
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from naru.base.kit.canonical import canonical_json
from naru.base.kit.refusals import Refused
from naru.systems.mydata.core.items import Item

SALT_BYTES, NONCE_BYTES, KEY_BYTES = 16, 12, 32
PASSPHRASE_SHORTEST = 12
MASK = "○○○"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    salt: bytes
    nonce: bytes
    body: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One value as its holder gave it, and when."""

    item: str
    value: Any
    holder: str
    at: str


def seal(entries: Iterable[Entry], passphrase: str, *, owner: str, number: int) -> Sealed:
    """Raises ``Refused``: ``passphrase_short``."""
    if len(passphrase) < PASSPHRASE_SHORTEST:
        raise Refused("passphrase_short", least=PASSPHRASE_SHORTEST)
    salt, nonce = os.urandom(SALT_BYTES), os.urandom(NONCE_BYTES)
    said = canonical_json([[each.item, each.value, each.holder, each.at] for each in entries])
    body = AESGCM(_key(passphrase, salt)).encrypt(nonce, said, _bound(owner, number))
    return Sealed(salt=salt, nonce=nonce, body=body)


def unseal(sealed: Sealed, passphrase: str, *, owner: str, number: int) -> list[Entry]:
    """Raises ``Refused``: ``passphrase_wrong``."""
    try:
        raw = AESGCM(_key(passphrase, sealed.salt)).decrypt(sealed.nonce, sealed.body, _bound(owner, number))
    except InvalidTag:
        raise Refused("passphrase_wrong") from None
    return [Entry(item=item, value=value, holder=holder, at=at) for item, value, holder, at in json.loads(raw)]


def _key(passphrase: str, salt: bytes) -> bytes:
    return Scrypt(salt=salt, length=KEY_BYTES, n=2**15, r=8, p=1).derive(passphrase.encode())


def _bound(owner: str, number: int) -> bytes:
    return f"naru.mydata.vault.v1\n{owner}\n{number}".encode()


def for_download(entries: Iterable[Entry], items: Mapping[str, Item]) -> list[Entry]:
    """What a person is given of her own: one-way hashes say nothing and are left out, other people in it are masked."""
    known = [(each, items[each.item]) for each in entries if each.item in items]
    return [
        Entry(item=each.item, value=MASK if item.of_others else each.value, holder=each.holder, at=each.at)
        for each, item in known
        if not item.hashed
    ]


def as_csv(entries: Iterable[Entry], items: Mapping[str, Item]) -> str:
    """Item, its Korean name, value, unit, holder, time; a cell that a spreadsheet would run begins with an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["item", "이름", "value", "unit", "holder", "at"])
    for each in entries:
        item = items[each.item]
        writer.writerow(
            [_inert(cell) for cell in (each.item, item.words.ko, each.value, item.unit, each.holder, each.at)]
        )
    return out.getvalue()


def _inert(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return f"'{text}" if isinstance(value, str) and text[:1] in "=+-@\t\r" else text


def readable(value: Any) -> str:
    """As a person reads it: a list with commas, nothing as nothing."""
    if value is None:
        return ""
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def as_json(entries: Iterable[Entry], items: Mapping[str, Item]) -> dict[str, Any]:
    return {
        "values": [
            {
                "item": each.item,
                "name_ko": items[each.item].words.ko,
                "name_en": items[each.item].words.en,
                "value": each.value,
                "unit": items[each.item].unit,
                "holder": each.holder,
                "at": each.at,
            }
            for each in entries
        ]
    }


def as_fhir(entries: Iterable[Entry], items: Mapping[str, Item], *, lists: Iterable[str]) -> dict[str, Any]:
    """Health items as a FHIR R4 ``Bundle`` of ``Observation``s; numbers as quantities, the rest as strings."""
    health = [each for each in entries if each.item.partition(".")[0] in set(lists)]
    return {
        "resourceType": "Bundle",
        "type": "collection",
        "entry": [{"resource": _observation(each, items[each.item])} for each in health],
    }


def _observation(entry: Entry, item: Item) -> dict[str, Any]:
    is_number = isinstance(entry.value, int | float) and not isinstance(entry.value, bool)
    quantity = {"value": entry.value} | ({"unit": item.unit} if item.unit else {})
    value = {"valueQuantity": quantity} if is_number else {"valueString": str(entry.value)}
    return {
        "resourceType": "Observation",
        "status": "final",
        "code": {"coding": [{"system": "urn:naru:mydata", "code": item.code}], "text": item.words.ko},
        "effectiveDateTime": entry.at,
        **value,
    }
