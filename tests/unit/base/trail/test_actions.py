"""The trail's rows: numbered without a gap, chained, and refused by the database when someone would change them."""

import pytest
from django.db import DatabaseError, connection, transaction

from naru.base.kit.actor import SYSTEM
from naru.base.trail import actions, reads


@pytest.mark.django_db
def test_records_of_a_stream_are_numbered_from_one_and_chained() -> None:
    for subject in ("a", "b", "c"):
        actions.record(SYSTEM, "dataset.published", subject, facts={"판": 1})
    records = list(reads.records("dataset", up_to=3))
    assert [record.number for record in records] == [1, 2, 3]
    assert [record.previous for record in records[1:]] == [record.hash for record in records[:-1]]


@pytest.mark.django_db
def test_what_is_rolled_back_leaves_neither_a_record_nor_a_gap() -> None:
    actions.record(SYSTEM, "dataset.published", "a")
    with transaction.atomic():
        actions.record(SYSTEM, "dataset.published", "b")
        transaction.set_rollback(True)
    actions.record(SYSTEM, "dataset.published", "c")
    assert [record.subject for record in reads.records("dataset", up_to=9)] == ["a", "c"]
    assert reads.heads()["dataset"].number == 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE trail_record SET subject = 'b'",
        "DELETE FROM trail_record",
        "UPDATE trail_checkpoint SET number = 7",
        "DELETE FROM trail_checkpoint",
    ],
)
def test_the_database_itself_refuses_to_change_what_happened(statement: str) -> None:
    actions.record(SYSTEM, "dataset.published", "a")
    actions.checkpoint()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.django_db(transaction=True)
def test_a_tests_database_can_still_be_emptied() -> None:
    actions.record(SYSTEM, "dataset.published", "a")
