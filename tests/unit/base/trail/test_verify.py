"""What the verifier finds in an export: each kind of damage, with its stream, number and line."""

from datetime import UTC, datetime, timedelta
from typing import Any

import orjson
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from naru.base.kit.actor import SYSTEM
from naru.base.kit.canonical import canonical_json
from naru.base.trail.core import chain
from naru.base.trail.core.chain import Checkpoint, Head
from naru.base.trail.core.verify import Fault, Finding, verify

KEY, OTHER = (Ed25519PrivateKey.from_private_bytes(letter * 32) for letter in (b"n", b"m"))
PUBLIC = KEY.public_key().public_bytes_raw().hex()
START = datetime(2026, 11, 22, tzinfo=UTC)
Place = tuple[str, str, int | None, int | None, int | None]


def export(*, facts: Any = None, key: Ed25519PrivateKey = KEY) -> list[bytes]:
    """The closing checkpoint 3, checkpoints 1 and 2, then dataset 1 2 3 and person 1.

    Checkpoint 1 stands after dataset 2, checkpoint 2 after dataset 3, checkpoint 3 after person 1.
    """
    heads: dict[str, Head] = {}
    records, checkpoints = [], list[Checkpoint]()
    for second, stream in enumerate(["dataset", "dataset", None, "dataset", None, "person", None]):
        at = START + timedelta(seconds=second)
        if stream is None:
            before = checkpoints[-1] if checkpoints else None
            checkpoints.append(chain.signed(before, at=at, heads=dict(heads), key=key))
            continue
        act = {"at": at, "by": SYSTEM, "verb": f"{stream}.changed", "subject": f"s{second}"}
        record = chain.linked(heads.get(stream), facts={"값": facts if facts is not None else second}, **act)  # type: ignore[arg-type]
        heads[stream] = Head(number=record.number, hash=record.hash)
        records.append(record)
    return [line(value.to_json()) for value in (checkpoints[-1], *checkpoints[:-1], *records)]


def line(value: dict[str, Any]) -> bytes:
    return canonical_json(value) + b"\n"


def edited(written: bytes, **changes: Any) -> bytes:
    return line({**orjson.loads(written), **changes})


def resigned(written: bytes, **changes: Any) -> bytes:
    """A checkpoint with other contents, honestly hashed and signed."""
    said = {**orjson.loads(written), **changes}
    body = {name: value for name, value in said.items() if name not in {"kind", "hash", "key", "signature"}}
    hash_ = chain.hash_of(body)
    return line({**said, "hash": hash_, "signature": KEY.sign(bytes.fromhex(hash_)).hex()})


def rehashed(written: bytes, **changes: Any) -> bytes:
    said = {**orjson.loads(written), **changes}
    body = {name: value for name, value in said.items() if name not in {"kind", "hash"}}
    return line({**said, "hash": chain.hash_of(body)})


def places(lines: list[bytes], **more: Any) -> list[Place]:
    return [
        (str(found.fault), found.stream, found.number, found.last, found.line)
        for found in verify(lines, keys=frozenset({PUBLIC}), **more).findings
    ]


CLOSING, CHECKPOINT_1, CHECKPOINT_2, DATASET_1, DATASET_2, DATASET_3, PERSON_1 = export()
ALL = [CLOSING, CHECKPOINT_1, CHECKPOINT_2, DATASET_1, DATASET_2, DATASET_3, PERSON_1]
FORGED = export(facts="forged")


def hash_in(written: bytes) -> str:
    return str(orjson.loads(written)["hash"])


def test_a_trail_left_alone_is_whole_and_counted() -> None:
    report = verify(ALL)
    assert report.to_json() == {
        "whole": True,
        "records": 4,
        "checkpoints": 3,
        "streams": {"dataset": 3, "person": 1},
        "closed_at": "2026-11-22T00:00:06.000000Z",
        "keys": [PUBLIC],
        "findings": [],
    }
    assert verify([one.rstrip(b"\n") for one in ALL]).is_whole


DAMAGE: list[tuple[str, list[bytes], list[Place]]] = [
    ("nothing at all", [], [("no_closing", "", None, None, None)]),
    (
        "an earlier checkpoint in the closing one's place",
        ALL[1:],
        [
            ("out_of_place", "checkpoint", 2, None, 2),
            ("not_signed", "dataset", 3, None, 5),
            ("not_signed", "person", 1, None, 6),
        ],
    ),
    (
        "a record in the closing checkpoint's place",
        ALL[3:],
        [("no_closing", "", None, None, None)],
    ),
    (
        "a record is not there",
        [*ALL[:4], *ALL[5:]],
        [("missing", "dataset", 2, 2, None)],
    ),
    (
        "two records are not there",
        [*ALL[:3], *ALL[5:]],
        [("missing", "dataset", 1, 2, None)],
    ),
    ("the last record is not there", ALL[:-1], [("missing", "person", 1, 1, None)]),
    (
        "two streams are cut off",
        ALL[:4],
        [("missing", "dataset", 2, 3, None), ("missing", "person", 1, 1, None)],
    ),
    ("a checkpoint is not there", [ALL[0], *ALL[2:]], [("missing", "checkpoint", 1, 1, None)]),
    ("the checkpoint before the closing is not there", [*ALL[:2], *ALL[3:]], [("missing", "checkpoint", 2, 2, None)]),
    ("no earlier checkpoint is there", [ALL[0], *ALL[3:]], [("missing", "checkpoint", 1, 2, None)]),
    (
        "a record's fact is edited",
        [*ALL[:4], edited(DATASET_2, subject="another"), *ALL[5:]],
        [("altered", "dataset", 2, None, 5)],
    ),
    (
        "a record is edited and hashed anew",
        [*ALL[:4], rehashed(DATASET_2, subject="another"), *ALL[5:]],
        [("not_as_signed", "dataset", 2, 1, None), ("broken_link", "dataset", 3, None, 6)],
    ),
    (
        "a record is there twice",
        [*ALL[:5], DATASET_2, *ALL[5:]],
        [("out_of_place", "dataset", 2, None, 6)],
    ),
    (
        "two records change places",
        [*ALL[:3], DATASET_2, DATASET_1, *ALL[5:]],
        [("missing", "dataset", 1, 1, None), ("out_of_place", "dataset", 1, None, 5)],
    ),
    (
        "the streams change places",
        [*ALL[:3], PERSON_1, DATASET_1, DATASET_2, DATASET_3],
        [
            ("out_of_place", "dataset", 1, None, 5),
            ("out_of_place", "dataset", 2, None, 6),
            ("out_of_place", "dataset", 3, None, 7),
            ("missing", "dataset", 1, 3, None),
        ],
    ),
    (
        "a checkpoint among the records",
        [CLOSING, CHECKPOINT_1, DATASET_1, CHECKPOINT_2, DATASET_2, DATASET_3, PERSON_1],
        [("out_of_place", "checkpoint", 2, None, 4), ("missing", "checkpoint", 2, 2, None)],
    ),
    (
        "a checkpoint is there twice",
        [*ALL[:2], CHECKPOINT_1, *ALL[2:]],
        [("out_of_place", "checkpoint", 1, None, 3)],
    ),
    (
        "the closing checkpoint is there twice",
        [*ALL[:3], CLOSING, *ALL[3:]],
        [("out_of_place", "checkpoint", 3, None, 4)],
    ),
    (
        "a checkpoint is edited",
        [CLOSING, edited(CHECKPOINT_1, at="2026-11-22T00:00:09.000000Z"), *ALL[2:]],
        [("altered", "checkpoint", 1, None, 2)],
    ),
    (
        "a signature is not of the hash",
        [CLOSING, edited(CHECKPOINT_1, signature="00" * 64), *ALL[2:]],
        [("not_signed", "checkpoint", 1, None, 2)],
    ),
    (
        "a checkpoint that does not follow the one before",
        [CLOSING, CHECKPOINT_1, resigned(CHECKPOINT_2, previous="00" * 32), *ALL[3:]],
        [("broken_link", "checkpoint", 2, None, 3), ("broken_link", "checkpoint", 3, None, 1)],
    ),
    (
        "a closing checkpoint that does not follow the last",
        [resigned(CLOSING, previous="11" * 32), *ALL[1:]],
        [("broken_link", "checkpoint", 3, None, 1)],
    ),
    (
        "a record past the closing checkpoint",
        [
            *ALL,
            line(
                chain.linked(
                    Head(number=1, hash=hash_in(PERSON_1)),
                    at=START,
                    by=SYSTEM,
                    verb="person.changed",
                    subject="s",
                    facts={},
                ).to_json()
            ),
        ],
        [("not_signed", "person", 2, None, 8)],
    ),
    (
        "a stream that no checkpoint knows",
        [*ALL, line(chain.linked(None, at=START, by=SYSTEM, verb="token.issued", subject="s", facts={}).to_json())],
        [("not_signed", "token", 1, None, 8)],
    ),
    (
        "all of it written anew",
        [*ALL[:3], *FORGED[3:]],
        [
            ("not_as_signed", "dataset", 2, 1, None),
            ("not_as_signed", "dataset", 3, 3, None),
            ("not_as_signed", "person", 1, 3, None),
        ],
    ),
    (
        "all of it written anew with another key",
        export(key=OTHER),
        [
            ("unknown_key", "checkpoint", 3, None, 1),
            ("unknown_key", "checkpoint", 1, None, 2),
            ("unknown_key", "checkpoint", 2, None, 3),
        ],
    ),
]


@pytest.mark.parametrize(("lines", "found"), [row[1:] for row in DAMAGE], ids=[row[0] for row in DAMAGE])
def test_each_damage_is_found_where_it_is(lines: list[bytes], found: list[Place]) -> None:
    assert places(lines) == found


SAID = orjson.loads(DATASET_1)
UNREADABLE = {
    "no JSON": b"{\n",
    "empty": b"\n",
    "a list": b"[]\n",
    "another kind": line({**SAID, "kind": "other"}),
    "no kind": line({name: value for name, value in SAID.items() if name != "kind"}),
    "a field too many": line({**SAID, "more": 1}),
    "a field too few": line({name: value for name, value in SAID.items() if name != "facts"}),
    "a number as text": line({**SAID, "number": "1"}),
    "a number that is true": line({**SAID, "number": True}),
    "facts as a list": line({**SAID, "facts": []}),
    "a space": DATASET_1.replace(b":", b": ", 1),
    "keys in another order": orjson.dumps(dict(reversed(SAID.items()))) + b"\n",
    "a key twice": DATASET_1.replace(b'{"at"', b'{"at":"x","at"', 1),
    "two line ends": DATASET_1 + b"\n",
    "heads of another shape": edited(CHECKPOINT_1, heads={"dataset": [1]}),
    "heads as text": edited(CHECKPOINT_1, heads={"dataset": "1"}),
    "a head that is true": edited(CHECKPOINT_1, heads={"dataset": [True, "00"]}),
}


@pytest.mark.parametrize("written", UNREADABLE.values(), ids=UNREADABLE)
def test_a_line_that_the_trail_would_not_have_written_cannot_be_read(written: bytes) -> None:
    assert places([CLOSING, CHECKPOINT_1, CHECKPOINT_2, written, *ALL[3:]]) == [("unreadable", "", None, None, 4)]


def test_a_number_that_two_writers_write_differently_is_read_in_the_one_way() -> None:
    """orjson and the canonical writer differ in these: what the trail wrote is canonical and whole."""
    for fact in (1e16, 1.5e300, 1e-7, -0.0, {"\ufb33": 1, "😀": 2}):
        assert verify(export(facts=fact), keys=frozenset({PUBLIC})).is_whole


@pytest.mark.parametrize(
    ("known", "found"),
    [
        ({1: hash_in(CHECKPOINT_1), 3: hash_in(CLOSING)}, []),
        ({2: "00" * 32}, [("not_as_signed", "checkpoint", 2, 2, None)]),
        ({3: "00" * 32}, [("not_as_signed", "checkpoint", 3, 3, None)]),
        ({4: "00" * 32}, [("missing", "checkpoint", 4, 4, None)]),
    ],
)
def test_who_remembers_a_checkpoint_sees_that_it_is_another_or_gone(known: dict[int, str], found: list[Place]) -> None:
    assert places(ALL, known=known) == found


def test_without_a_key_to_trust_the_files_own_are_named() -> None:
    report = verify(export(key=OTHER))
    assert report.is_whole
    assert report.keys == {OTHER.public_key().public_bytes_raw().hex()}


@pytest.mark.parametrize("fault", Fault)
def test_a_finding_says_itself_in_both_languages_and_comes_back_from_its_place(fault: Fault) -> None:
    finding = Finding(fault=fault, stream="dataset", number=2, last=3, line=4)
    assert Finding.at(finding.place()) == finding
    assert finding.to_json() == {**finding.place(), "said": finding.words.en}
    assert "{" not in finding.words.ko + finding.words.en
    assert type(finding.place()["fault"]) is str


def test_a_finding_names_its_records() -> None:
    words = Finding(fault=Fault.MISSING, stream="dataset", number=2, last=3).words
    assert words.en == "Records 2 to 3 of dataset are missing."
    assert words.ko == "dataset 2번부터 3번까지의 기록이 없습니다."


def test_the_same_finding_is_told_once() -> None:
    report = verify([CLOSING, CHECKPOINT_1, CHECKPOINT_2, *ALL[3:]], known={4: "00"})
    assert len(report.findings) == len(set(report.findings)) == 1
