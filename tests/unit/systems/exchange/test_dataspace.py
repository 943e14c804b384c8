"""Messages of the Dataspace Protocol: our checks say what the official schemas say, over their examples and changed ones."""

import json
from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from naru.base.kit.refusals import Refused
from naru.systems.exchange import refusals as _declared  # noqa: F401 - makes the codes known
from naru.systems.exchange.core import dataspace, term_blocks
from naru.systems.exchange.core.dataspace import findings, require_message
from naru.systems.exchange.core.term_blocks import Blocks, Frequency, People, Purpose, Sharing, blocks_from, clauses

DSP = Path(__file__).parents[5] / "shared/data/exchange/dsp"
HAS_SCHEMAS = pytest.mark.skipif(not DSP.exists(), reason="the protocol's schemas are not here")
KINDS = {
    "ContractRequestMessage": "negotiation/contract-request-message",
    "ContractNegotiationEventMessage": "negotiation/contract-negotiation-event-message",
    "ContractAgreementVerificationMessage": "negotiation/contract-agreement-verification-message",
    "ContractNegotiationTerminationMessage": "negotiation/contract-negotiation-termination-message",
    "CatalogRequestMessage": "catalog/catalog-request-message",
}


def validator(schema: str) -> Any:
    jsonschema = pytest.importorskip("jsonschema")
    referencing = pytest.importorskip("referencing")
    resources = []
    for path in DSP.rglob("*-schema.json"):
        text = path.read_text().replace('"#definitions', '"#/definitions')
        resource = referencing.Resource.from_contents(json.loads(text))
        resources.append((resource.contents["$id"], resource))
    registry = referencing.Registry().with_resources(resources)
    contents = json.loads((DSP / f"{schema}-schema.json").read_text())
    return jsonschema.Draft201909Validator(contents, registry=registry)


def examples(kind: str) -> list[dict[str, Any]]:
    found = [json.loads(path.read_text()) for path in sorted(DSP.glob("*/example/*.json"))]
    return [each for each in found if each.get("@type") == kind]


def changed(value: Any) -> Iterator[Any]:
    """The value with one thing in it gone, of another type, empty or doubled, at every place."""
    if isinstance(value, dict):
        for name in value:
            yield {key: deepcopy(each) for key, each in value.items() if key != name}
            for other in (7, [], {}, "x", None):
                yield {**deepcopy(value), name: other}
            for inner in changed(value[name]):
                yield {**deepcopy(value), name: inner}
    if isinstance(value, list):
        for place, each in enumerate(value):
            for inner in changed(each):
                yield [*deepcopy(value[:place]), inner, *deepcopy(value[place + 1 :])]


@HAS_SCHEMAS
@pytest.mark.parametrize("kind", sorted(KINDS))
def test_our_checks_say_what_the_official_schema_says(kind: str) -> None:
    official, tried = validator(KINDS[kind]), 0
    for example in examples(kind):
        assert official.is_valid(example)
        assert findings(example, kind) == []
        for message in changed(example):
            tried += 1
            assert (findings(message, kind) == []) == official.is_valid(message), message
    assert tried > 15


@pytest.mark.parametrize("message", [None, [], "x", {}, {"@type": "ContractRequestMessage"}])
def test_what_is_no_message_is_refused_with_its_place(message: Any) -> None:
    with pytest.raises(Refused) as refused:
        require_message(message, "ContractRequestMessage")
    assert refused.value.code == "dataspace_message_refused"


BLOCKS = [
    Blocks(purposes=(Purpose.ANALYSIS,)),
    Blocks(purposes=tuple(Purpose), sharing=Sharing.EVERYTHING, ai_training=True, only_in_korea=False, attribution=False),
    Blocks(purposes=(Purpose.RESEARCH,), derivatives=False, sharing=Sharing.RESULTS, deletion_days=None, frequency=Frequency.WEEKLY),
    Blocks(purposes=(Purpose.PRODUCT,), people=People.STAFF, filled_least=Decimal("0.995")),
]  # fmt: skip


@HAS_SCHEMAS
@pytest.mark.parametrize("blocks", BLOCKS)
@pytest.mark.parametrize("ends", [None, date(2027, 1, 1)])
def test_what_we_write_is_valid_by_the_official_schemas(blocks: Blocks, ends: date | None) -> None:
    policy = term_blocks.policy(
        blocks, kind="Agreement", uid="urn:a", target="urn:d", assigner="urn:s", assignee="urn:b", ends=ends
    )
    message = dataspace.agreement_message("p", "c", policy, "2026-11-29T10:00:00+09:00")
    validator("negotiation/contract-agreement-message").validate(message)
    dataset = dataspace.dataset("urn:d", [policy], "https://naru.example/api/v1")
    catalog = dataspace.catalog("urn:city", [dataset], "https://naru.example/api/v1")
    validator("catalog/catalog").validate(catalog)
    validator("catalog/catalog").validate(dataspace.catalog("urn:city", [], "https://naru.example/api/v1"))
    for state in ("REQUESTED", "FINALIZED"):
        validator("negotiation/contract-negotiation").validate(dataspace.negotiation("p", "c", state))


@pytest.mark.parametrize("blocks", BLOCKS)
def test_blocks_come_back_as_they_were_stored_and_each_has_its_clause(blocks: Blocks) -> None:
    assert blocks_from(json.loads(json.dumps(blocks.to_json()))) == blocks
    said = clauses(blocks)
    assert len(said) == 11
    assert all(words.ko and words.en for pair in said for words in pair)
