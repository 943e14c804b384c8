"""Whatever is done to an exported trail, the verifier finds it and says where."""

from datetime import UTC, datetime, timedelta
from typing import Any

import orjson
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from naru.base.kit.actor import SYSTEM
from naru.base.kit.canonical import canonical_json
from naru.base.trail.core import chain
from naru.base.trail.core.chain import Checkpoint, Head, Record
from naru.base.trail.core.verify import Fault, Report, verify

KEY = Ed25519PrivateKey.from_private_bytes(b"n" * 32)
PUBLIC = KEY.public_key().public_bytes_raw().hex()
STREAMS = ("dataset", "person", "token")
START = datetime(2026, 11, 22, tzinfo=UTC)


def exported(verbs: list[str | None], facts: list[Any] | None = None) -> list[bytes]:
    """An export of these records, in which ``None`` stands for a checkpoint; a closing one is added."""
    heads: dict[str, Head] = {}
    records: list[Record] = []
    checkpoints: list[Checkpoint] = []
    for second, stream in enumerate([*verbs, None]):
        at = START + timedelta(seconds=second)
        if stream is None:
            before = checkpoints[-1] if checkpoints else None
            checkpoints.append(chain.signed(before, at=at, heads=dict(heads), key=KEY))
            continue
        said = {"값": facts[second % len(facts)] if facts else second}
        record = chain.linked(
            heads.get(stream), at=at, by=SYSTEM, verb=f"{stream}.changed", subject=f"s{second}", facts=said
        )
        heads[stream] = Head(number=record.number, hash=record.hash)
        records.append(record)
    records.sort(key=lambda record: (record.stream, record.number))
    values = [checkpoints[-1], *checkpoints[:-1], *records]
    return [canonical_json(value.to_json()) + b"\n" for value in values]


def check(lines: list[bytes]) -> Report:
    return verify(lines, keys=frozenset({PUBLIC}))


def fields_of(line: bytes) -> dict[str, Any]:
    said = orjson.loads(line)
    assert isinstance(said, dict)
    return said


trails = (
    st.lists(st.sampled_from([*STREAMS, *STREAMS, None]), min_size=3, max_size=25)
    .map(exported)
    .filter(lambda lines: len(lines) > 1)
)
picks = st.integers(0, 10_000)
quick = settings(max_examples=150)

json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner, max_size=3)
    ),
    max_leaves=6,
)


@quick
@given(st.lists(st.sampled_from([*STREAMS, None]), max_size=25), st.lists(json_values, min_size=1, max_size=5))
def test_a_trail_left_alone_is_whole(verbs: list[str | None], facts: list[Any]) -> None:
    report = check(exported(verbs, facts))
    assert report.is_whole, report.findings
    assert report.records == sum(verb is not None for verb in verbs)


@quick
@given(trails, picks, st.data())
def test_an_edited_field_is_found_on_its_line(lines: list[bytes], pick: int, data: st.DataObject) -> None:
    at = pick % len(lines)
    said = fields_of(lines[at])
    name = data.draw(st.sampled_from(sorted(said.keys() - {"kind"})))
    edited = {**said, name: _other(said[name])}
    lines[at] = canonical_json(edited) + b"\n"
    findings = check(lines).findings
    assert any(finding.line == at + 1 or finding.number in {said["number"], said["number"] + 1} for finding in findings)


@quick
@given(trails, picks, picks)
def test_a_flipped_bit_is_found(lines: list[bytes], pick: int, bit: int) -> None:
    at = pick % len(lines)
    line = bytearray(lines[at])
    line[bit % (len(line) - 1)] ^= 1 << bit % 8
    lines[at] = bytes(line)
    assert not check(lines).is_whole


@quick
@given(trails, picks)
def test_a_deleted_record_is_named(lines: list[bytes], pick: int) -> None:
    said = fields_of(lines.pop(1 + pick % (len(lines) - 1)))
    stream = said.get("stream", "checkpoint")
    assert any(
        finding.fault is Fault.MISSING and finding.stream == stream and finding.number <= said["number"] <= finding.last
        for finding in check(lines).findings
        if finding.number is not None and finding.last is not None
    )


@quick
@given(trails)
def test_without_its_closing_checkpoint_a_trail_is_whole_only_as_far_as_an_earlier_one_signed(
    lines: list[bytes],
) -> None:
    """Where nothing happened between two checkpoints the honest earlier export remains; who remembers the later
    checkpoint (``known``) sees that it is gone."""
    closing = fields_of(lines.pop(0))
    report = check(lines)
    if report.is_whole:
        assert {stream: head[0] for stream, head in closing["heads"].items()} == report.streams
        assert not verify(lines, known={closing["number"]: closing["hash"]}).is_whole


@quick
@given(trails, picks, picks)
def test_swapped_lines_are_found(lines: list[bytes], one: int, other: int) -> None:
    one, other = one % len(lines), other % len(lines)
    assume(one != other)
    lines[one], lines[other] = lines[other], lines[one]
    assert not check(lines).is_whole


@quick
@given(trails, picks)
def test_a_trail_cut_short_is_found_through_the_checkpoint(lines: list[bytes], pick: int) -> None:
    cut = lines[: pick % len(lines)]
    findings = check(cut).findings
    assert {finding.fault for finding in findings} <= {Fault.MISSING, Fault.NO_CLOSING}
    assert findings


@quick
@given(trails, picks)
def test_a_line_cut_in_its_middle_is_found(lines: list[bytes], pick: int) -> None:
    whole = b"".join(lines)
    torn = whole[: pick % (len(whole) - 1)]
    assert not check(torn.splitlines(keepends=True)).is_whole


@quick
@given(trails, picks)
def test_a_repeated_record_is_out_of_place(lines: list[bytes], pick: int) -> None:
    at = pick % len(lines)
    lines.insert(at + 1, lines[at])
    assert any(finding.fault is Fault.OUT_OF_PLACE and finding.line == at + 2 for finding in check(lines).findings)


@quick
@given(trails, picks, st.integers(1, 5))
def test_a_renumbered_record_is_found(lines: list[bytes], pick: int, step: int) -> None:
    at = pick % len(lines)
    said = fields_of(lines[at])
    lines[at] = canonical_json({**said, "number": said["number"] + step}) + b"\n"
    assert any(finding.fault is Fault.ALTERED and finding.line == at + 1 for finding in check(lines).findings)


@quick
@given(st.lists(st.sampled_from(STREAMS), min_size=2, max_size=12), picks)
def test_a_stream_written_anew_from_some_record_on_contradicts_what_was_signed(streams: list[str], pick: int) -> None:
    """The clever forger recomputes every hash behind the edit; only the signature stops them."""
    honest = exported(list(streams))
    forged = exported(list(streams), facts=["forged"])
    signed = [line for line in honest if fields_of(line)["kind"] == "checkpoint"]
    records = [line for line in forged if fields_of(line)["kind"] == "record"]
    findings = check([*signed, *records]).findings
    assert {finding.fault for finding in findings} == {Fault.NOT_AS_SIGNED}
    assert {finding.stream for finding in findings} == set(streams)


def test_a_checkpoint_of_a_strange_key_is_not_believed() -> None:
    report = verify(exported(["dataset"]), keys=frozenset({"00" * 32}))
    assert faults(report) == {Fault.UNKNOWN_KEY}


def test_an_older_export_is_found_by_one_who_remembers_a_later_checkpoint() -> None:
    older, newer = exported(["dataset"]), exported(["dataset", None, "dataset"])
    later = fields_of(newer[0])
    report = verify(older, keys=frozenset({PUBLIC}), known={later["number"]: later["hash"]})
    assert faults(report) == {Fault.MISSING}


def test_every_finding_says_itself_in_both_languages() -> None:
    report = check(exported(["dataset", "dataset"])[:-1])
    assert [finding.words.en for finding in report.findings] == ["Records 2 to 2 of dataset are missing."]
    assert report.findings[0].words.ko == "dataset 2번부터 2번까지의 기록이 없습니다."


def faults(report: Report) -> set[Fault]:
    return {finding.fault for finding in report.findings}


def _other(value: Any) -> Any:
    match value:
        case int():
            return value + 1
        case str():
            return ("0" if value[:1] != "0" else "1") + value[1:]
        case dict():
            return {**value, "새": 1}
        case _:
            raise AssertionError(value)
