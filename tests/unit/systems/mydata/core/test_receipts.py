"""A receipt has what ISO/IEC TS 27560 asks for, in terms that the vocabulary has, and no value."""

import csv
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from naru.base.kit.words import Words
from naru.systems.mydata.core.items import Item
from naru.systems.mydata.core.receipts import EVENT_TYPES, STATUS, Happening, Party, receipt
from naru.systems.mydata.core.states import ConsentState
from tests.unit.systems.mydata.core.test_consent import NOW, given

MATERIAL = Path(__file__).parents[6] / "shared/data/mydata"
needs_material = pytest.mark.skipif(not MATERIAL.exists(), reason=f"the vocabulary is not here: {MATERIAL}")
ITEMS = {code: Item(code=code, words=Words(f"이름 {code}", f"name {code}")) for code in ("x.a", "x.b", "y.c")}


def made(state: ConsentState = ConsentState.ACTIVE, *names: str) -> dict[str, Any]:
    return receipt(
        given(*names, state=state),
        subject="pseudonym",
        service=Words("걷기", "Walk"),
        receiver=Party(id="r", name=Words("받는 곳", "Receiver"), role="dpv:Recipient"),
        holders=[Party(id="h", name=Words("가진 곳", "Holder"), role="dpv:DataController")],
        items=ITEMS,
        events=[Happening(at=NOW, kind=kind, by="subject") for kind in ("offered", "agreed", "narrowed")],
        address="https://naru.example/mydata/consents/1/",
        at=NOW,
    )


def texts(value: Any) -> Iterator[str]:
    match value:
        case dict():
            for name, each in value.items():
                yield name
                yield from texts(each)
        case list():
            for each in value:
                yield from texts(each)
        case str():
            yield value


def test_each_purpose_has_its_chosen_items_and_no_other() -> None:
    said = made(ConsentState.ACTIVE, "p:x.b", "q:x.b", "q:y.c")
    processes = {each["dct:identifier"]: each for each in said["dpv:hasProcess"]}
    items = {code: [item["dct:identifier"] for item in each["dpv:hasPersonalData"]] for code, each in processes.items()}
    assert items == {"p": ["x.b"], "q": ["x.b", "y.c"]}
    assert all(each["dpv:hasLegalBasis"] == "dpv:Consent" for each in processes.values())
    assert "p" not in {each["dct:identifier"] for each in made(ConsentState.ACTIVE, "q:y.c")["dpv:hasProcess"]}


@pytest.mark.parametrize(
    ("state", "status"),
    [
        (ConsentState.ACTIVE, "dpv:ConsentGiven"),
        (ConsentState.DELETED, "dpv:ConsentWithdrawn"),
        (ConsentState.DECLINED, "dpv:ConsentRefused"),
    ],
)
def test_it_can_be_given_after_the_end(state: ConsentState, status: str) -> None:
    assert made(state)["dpv:hasConsentStatus"]["@type"] == status
    assert set(STATUS) == set(ConsentState)


def test_a_consent_past_its_term_reads_as_expired_before_anyone_has_looked() -> None:
    late = given()
    assert late.ends is not None
    said = receipt(
        late,
        subject="s",
        service=Words("", ""),
        receiver=Party(id="r", name=Words("", ""), role="dpv:Recipient"),
        holders=[],
        items=ITEMS,
        events=[],
        address="",
        at=late.ends,
    )
    assert said["dpv:hasConsentStatus"]["@type"] == "dpv:ConsentExpired"  # type: ignore[index, call-overload]
    assert replace(late).state is ConsentState.ACTIVE


@needs_material
def test_every_field_of_the_standard_that_binds_is_there() -> None:
    """Header, parties, events and each purpose: where the record of the standard names it, the receipt says it."""
    fields = json.loads((MATERIAL / "iso27560-fields.json").read_text())
    said = made()
    where = {
        "record_id": said["dct:identifier"],
        "pii_principal_id": said["dpv:hasDataSubject"]["dct:identifier"],
        "schema_version": said["dct:conformsTo"],
        "privacy_notice": said["dpv:hasNotice"]["@id"],
        "language": said["dpv:hasNotice"]["dct:language"],
        "purposes[].purpose": said["dpv:hasProcess"][0]["dpv:hasPurpose"]["dct:description"],
        "purposes[].purpose_type": said["dpv:hasProcess"][0]["dpv:hasPurpose"]["skos:broader"],
        "purposes[].lawful_basis": said["dpv:hasProcess"][0]["dpv:hasLegalBasis"],
        "purposes[].pii_information[].pii_type": said["dpv:hasProcess"][0]["dpv:hasPersonalData"][0]["dct:identifier"],
        "purposes[].pii_information[].pii_optional": said["dpv:hasProcess"][0]["dpv:hasPersonalData"][0][
            "dpv:hasNecessity"
        ],
        "purposes[].retention_period": said["dpv:hasProcess"][0]["dpv:hasStorageCondition"]["naru:days"],
        "purposes[].pii_controllers": said["dpv:hasDataSource"],
        "purposes[].recipient_third_parties": said["dpv:hasRecipient"],
        "purposes[].services": said["dpv:hasService"],
        "purposes[].withdrawal_method": said["dpv:hasNotice"]["@id"],
    }
    known = {*fields["record"]["header"], *fields["record"]["pii_processing"]}
    assert set(where) <= known
    assert all(where.values())
    assert {event["naru:type"] for event in said["naru:events"]} == {"requested", "explicit", "notice"}
    assert set(EVENT_TYPES.values()) <= set(fields["event_types"])


@needs_material
def test_its_terms_are_used_as_the_vocabulary_has_them_and_as_its_76_records_use_them() -> None:
    classes = {
        f"dpv:{row['term']}"
        for name in ("consent", "consent_status", "notice", "rights", "purposes")
        for row in csv.DictReader((MATERIAL / f"dpv-27560/dpv-2.3-{name}.csv").read_text().splitlines())
    }
    records = json.loads((MATERIAL / "dpv-27560/examples.json").read_text())
    assert len(records) == 76
    used = {text for record in records for text in texts(record) if text.startswith(("dpv:", "dct:", "skos:"))}
    said = {text for state in ConsentState for text in texts(made(state)) if text.startswith("dpv:Consent")}
    assert said - classes - used <= {"dpv:ConsentReceipt", "dpv:Consent"}
    nested = {"dpv:hasProcess", "dpv:hasPurpose", "dpv:hasPersonalData", "dpv:hasDataSubject", "dpv:hasNotice"}
    assert nested <= used & set(texts(made()))


def test_no_text_of_it_is_a_value() -> None:
    assert all("98" not in text for text in texts({name: said for name, said in made().items() if name != "@context"}))
