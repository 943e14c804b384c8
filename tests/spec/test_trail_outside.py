"""The trail's unsigned end: whoever holds the database alone can neither cut nor alter it, nor take the notes away unseen."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson
import pytest
from django.db import connection

from naru.base.kit.actor import SYSTEM
from naru.base.trail import actions, notes, reads
from naru.base.trail.core import chain
from naru.base.trail.core.chain import Head
from naru.base.trail.core.verify import Fault
from naru.base.trail.models import CheckpointRow, RecordRow, StreamHead
from tests.conftest import APPEND_ONLY

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def owner_of_the_database(db: None) -> Iterator[None]:
    """Lifts the triggers, as whoever owns the tables can."""
    with connection.schema_editor() as editor:
        for package in APPEND_ONLY:
            package.uninstall(None, editor)
    yield
    with connection.schema_editor() as editor:
        for package in APPEND_ONLY:
            package.install(None, editor)


def faults() -> set[Fault]:
    return {finding.fault for finding in reads.verified_now().findings}


def write(*subjects: str) -> None:
    for subject in subjects:
        actions.record(SYSTEM, "dataset.changed", subject)


def cut(to: int) -> None:
    RecordRow.objects.filter(stream="dataset", number__gt=to).delete()
    last = RecordRow.objects.get(stream="dataset", number=to)
    StreamHead.objects.filter(stream="dataset").update(number=to, hash=last.hash)


def rewrite_the_last() -> None:
    """Its hash and the stream's head made to fit."""
    rows = list(RecordRow.objects.filter(stream="dataset").order_by("number"))
    before = Head(number=rows[-2].number, hash=rows[-2].hash)
    made = chain.linked(before, at=rows[-1].at, by=SYSTEM, verb=rows[-1].verb, subject="other", facts={})
    RecordRow.objects.filter(pk=rows[-1].pk).update(subject="other", hash=made.hash)
    StreamHead.objects.filter(stream="dataset").update(hash=made.hash)


def note(name: str) -> Path:
    return notes.folders()[0] / name


@pytest.mark.usefixtures("owner_of_the_database")
def test_the_unsigned_end_can_not_be_cut() -> None:
    write("a", "b", "c")
    assert faults() == set()
    cut(2)
    assert faults() == {Fault.MISSING}


@pytest.mark.usefixtures("owner_of_the_database")
def test_the_unsigned_end_can_not_be_altered() -> None:
    write("a", "b", "c")
    rewrite_the_last()
    assert faults() == {Fault.NOT_AS_NOTED}


@pytest.mark.usefixtures("owner_of_the_database")
def test_an_end_that_was_cut_and_signed_anew_is_told_by_the_checkpoints_note() -> None:
    write("a", "b", "c")
    actions.checkpoint()
    CheckpointRow.objects.all().delete()
    cut(2)
    assert Fault.NOT_AS_SIGNED in faults()


@pytest.mark.parametrize("gone", [0, 1, 2])
def test_a_checkpoint_that_is_no_longer_noted_is_a_finding(gone: int) -> None:
    for subject in "abc":
        write(subject)
        actions.checkpoint()
    lines = note(notes.CHECKPOINTS).read_bytes().splitlines(keepends=True)
    note(notes.CHECKPOINTS).write_bytes(b"".join(lines[:gone] + lines[gone + 1 :]))
    assert faults() == {Fault.NOT_NOTED}


@pytest.mark.parametrize(("gone", "fault"), [(notes.CHECKPOINTS, Fault.NOT_NOTED), (notes.HEADS, Fault.NOTES_GONE)])
def test_notes_that_are_gone_are_a_finding(gone: str, fault: Fault) -> None:
    write("a")
    actions.checkpoint()
    note(gone).unlink()
    assert faults() == {fault}
    actions.checkpoint()
    assert faults() == {fault}


@pytest.mark.usefixtures("owner_of_the_database")
def test_a_copy_elsewhere_tells_what_the_homes_own_notes_no_longer_do(settings: Any, tmp_path: Path) -> None:
    settings.NARU_TRAIL_COPY = str(tmp_path / "other-machine")
    write("a", "b", "c")
    cut(2)
    lines = note(notes.HEADS).read_bytes().splitlines(keepends=True)
    note(notes.HEADS).write_bytes(b"".join(lines[:2]))
    assert faults() == {Fault.MISSING}


@pytest.mark.usefixtures("owner_of_the_database")
def test_what_was_cut_is_told_after_others_took_its_place_and_were_signed() -> None:
    write("a", "b", "c")
    cut(2)
    write("d", "e")  # the first takes the number of what is gone
    assert faults() == {Fault.NOT_AS_NOTED}
    actions.check()
    actions.checkpoint()
    assert faults() == {Fault.NOT_AS_NOTED}


def test_notes_stay_few_and_forget_nothing_that_the_database_contradicts() -> None:
    write("a", "b", "c")
    notes.note_heads({"dataset": Head(number=9, hash="9" * 64)})
    actions.checkpoint()
    assert notes.noted_heads()["dataset"] == {Head(number=9, hash="9" * 64)}
    assert len(note(notes.HEADS).read_bytes().splitlines()) == 1


def test_half_a_line_that_a_machine_without_power_left_is_no_finding() -> None:
    write("a")
    note(notes.HEADS).write_bytes(note(notes.HEADS).read_bytes() + b'{"heads": {"dataset": [9')
    assert faults() == set()


def test_a_restored_home_begins_from_what_its_database_knows() -> None:
    """Its notes were copied after its database."""
    write("a")
    actions.checkpoint()
    notes.note_heads({"dataset": Head(number=7, hash="7" * 64)})
    later = {"number": 2, "hash": "2" * 64}
    note(notes.CHECKPOINTS).write_bytes(note(notes.CHECKPOINTS).read_bytes() + orjson.dumps(later) + b"\n")
    assert faults() != set()
    actions.align_notes()
    assert faults() == set()
    write("b")
    assert faults() == set()


def test_a_restore_forgets_nothing_that_its_database_contradicts() -> None:
    write("a")
    actions.checkpoint()
    notes.note_heads({"dataset": Head(number=1, hash="7" * 64)})
    before = note(notes.HEADS).read_bytes()
    actions.align_notes()
    assert note(notes.HEADS).read_bytes() == before
    assert faults() != set()


def test_a_home_of_before_has_no_notes_of_heads_and_is_whole() -> None:
    write("a")
    made = actions.checkpoint()
    note(notes.CHECKPOINTS).write_bytes(orjson.dumps(made.to_json()) + b"\n")
    note(notes.HEADS).unlink()
    assert faults() == set()
