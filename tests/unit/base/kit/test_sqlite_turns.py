"""Writers of one process take turns: whoever begins a transaction waits for the one before, however that one ends."""

import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import SimpleQueue

import pytest
from django.db.utils import ConnectionHandler, OperationalError
from pytest_django.plugin import DjangoDbBlocker

from naru.base.kit.databases.sqlite3 import base
from naru.base.kit.databases.sqlite3.base import DatabaseWrapper
from naru.portal.environment import database_from_url


def opened(path: Path | str, *, seconds: float = 30) -> DatabaseWrapper:
    """A connection of its own."""
    described = database_from_url("sqlite:///x.db") | {"NAME": str(path)}
    described["OPTIONS"] |= {"timeout": seconds}
    made = ConnectionHandler({"default": described})["default"]
    made.inc_thread_sharing()
    return made


@pytest.fixture(autouse=True)
def databases_of_its_own(django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """None of them is the tests' own."""
    with django_db_blocker.unblock():
        yield


@pytest.fixture
def path(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path / "turns.db"
    base._turns.pop(os.path.realpath(tmp_path / "turns.db"), None)


@pytest.fixture
def connection(path: Path) -> Iterator[DatabaseWrapper]:
    made = opened(path)
    made.cursor().execute("CREATE TABLE said (word TEXT)")
    yield made
    made.close()


def begin(connection: DatabaseWrapper) -> None:
    connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)


def is_free(path: Path) -> bool:
    return not base._turns[os.path.realpath(path)].locked()


@pytest.mark.parametrize(
    "end",
    [DatabaseWrapper.commit, DatabaseWrapper.rollback, DatabaseWrapper.close],
    ids=["committed", "rolled back", "closed"],
)
def test_a_turn_lasts_from_begin_to_end(
    path: Path, connection: DatabaseWrapper, end: Callable[[DatabaseWrapper], None]
) -> None:
    assert is_free(path)
    begin(connection)
    assert not is_free(path)
    end(connection)
    assert is_free(path)


def test_whoever_comes_later_begins_when_the_one_before_has_ended(path: Path, connection: DatabaseWrapper) -> None:
    said: SimpleQueue[str] = SimpleQueue()

    def write() -> None:
        other = opened(path)
        said.put("comes")
        begin(other)
        said.put(other.cursor().execute("SELECT word FROM said").fetchone()[0])
        other.rollback()
        other.close()

    begin(connection)
    later = threading.Thread(target=write)
    later.start()
    assert said.get() == "comes"
    connection.cursor().execute("INSERT INTO said VALUES ('first')")
    assert said.empty()
    connection.commit()
    later.join()
    assert said.get() == "first"
    assert is_free(path)


def test_a_writer_that_never_ends_is_waited_for_as_long_as_the_settings_say(
    path: Path, connection: DatabaseWrapper
) -> None:
    begin(connection)
    other = opened(path, seconds=0.01)
    with pytest.raises(OperationalError, match="database is locked"):
        begin(other)
    connection.rollback()
    begin(other)
    other.rollback()
    other.close()


def test_where_another_process_writes_the_turn_is_given_back(path: Path, connection: DatabaseWrapper) -> None:
    begin(connection)
    turn, connection._turn = connection._turn, None
    assert turn is not None
    turn.release()  # as if the writer were another process, which SQLite alone knows of
    other = opened(path, seconds=0.01)
    with pytest.raises(OperationalError, match="database is locked"):
        begin(other)
    assert is_free(path)
    other.close()
    connection.rollback()


def test_a_commit_that_fails_keeps_the_turn_until_it_is_rolled_back(path: Path, connection: DatabaseWrapper) -> None:
    cursor = connection.cursor()
    cursor.execute("CREATE TABLE one (id INTEGER PRIMARY KEY)")
    cursor.execute("CREATE TABLE two (one REFERENCES one (id) DEFERRABLE INITIALLY DEFERRED)")
    begin(connection)
    connection.cursor().execute("INSERT INTO two VALUES (7)")
    with pytest.raises(Exception, match="FOREIGN KEY"):
        connection.commit()
    assert not is_free(path)
    connection.rollback()
    assert is_free(path)


def test_a_child_inherits_no_turn(path: Path, connection: DatabaseWrapper) -> None:
    begin(connection)
    child = os.fork()
    if not child:
        os._exit(0 if is_free(path) else 1)
    assert os.waitpid(child, 0)[1] == 0
    assert not is_free(path)
    connection.rollback()


def test_a_database_in_memory_has_one_connection_and_no_queue() -> None:
    before = set(base._turns)
    alone = opened(":memory:")
    begin(alone)
    assert set(base._turns) == before
    alone.rollback()
