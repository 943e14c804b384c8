from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa
import pytest

from naru.base.kit.refusals import Refused
from naru.systems.footage.pipeline.store import Store, content_hash

TABLE = pa.table({"n": [1, 2, 3]})


def make(_folder: Path) -> Mapping[str, pa.Table]:
    return {"numbers": TABLE}


def test_what_was_made_once_is_not_made_again(tmp_path: Path) -> None:
    store = Store(tmp_path)
    first = store.once("count", {"a": 1}, clips=["c"], make=make)
    again = store.once("count", {"a": 1}, clips=["c"], make=lambda _folder: pytest.fail("made again"))
    assert (first.fresh, again.fresh) == (True, False)
    assert (first.key, first.hashes, first.clips) == (again.key, again.hashes, again.clips)
    assert store.table("count", again.key, "numbers") == TABLE


@pytest.mark.parametrize(("stage", "inputs"), [("count", {"a": 2}), ("events", {"a": 1}), ("count", {"b": 1})])
def test_another_stage_or_input_is_another_result(tmp_path: Path, stage: str, inputs: dict[str, int]) -> None:
    store = Store(tmp_path)
    first = store.once("count", {"a": 1}, clips=[], make=make)
    other = store.once(stage, inputs, clips=[], make=make)
    assert other.fresh
    assert other.key != first.key


def test_what_breaks_off_leaves_nothing_to_be_read(tmp_path: Path) -> None:
    store = Store(tmp_path)

    def broken(folder: Path) -> Mapping[str, pa.Table]:
        (folder / "half").write_bytes(b"x")
        raise Refused("clip_is_broken", file="a")

    with pytest.raises(Refused):
        store.once("mask", {}, clips=[], make=broken)
    assert list(store.results()) == []
    with store.at_work():
        assert not (tmp_path / "tmp").exists()
    assert store.once("mask", {}, clips=[], make=make).fresh


def test_nobody_sweeps_while_another_is_at_work(tmp_path: Path) -> None:
    store = Store(tmp_path)
    with store.at_work():
        draft = tmp_path / "tmp" / "other"
        draft.mkdir(parents=True)
        with store.at_work():
            assert draft.exists()
    with store.at_work():
        assert not draft.exists()


def test_two_who_make_the_same_keep_one(tmp_path: Path) -> None:
    store = Store(tmp_path)

    def meanwhile(folder: Path) -> Mapping[str, pa.Table]:
        store.once("probe", {}, clips=[], make=make)
        return make(folder)

    result = store.once("probe", {}, clips=[], make=meanwhile)
    assert [each.key for each in store.results()] == [result.key]
    assert list((tmp_path / "tmp").iterdir()) == []


def test_a_dropped_result_is_gone(tmp_path: Path) -> None:
    store = Store(tmp_path)
    result = store.once("probe", {}, clips=[], make=make)
    store.drop(result)
    assert store.result("probe", result.key) is None


def test_json_is_replaced_whole(tmp_path: Path) -> None:
    store = Store(tmp_path)
    assert store.read_json("cameras/gate") is None
    for value in ({"a": "가"}, {"b": 2}):
        store.write_json("cameras/gate", value)
        assert store.read_json("cameras/gate") == value


def test_a_hash_is_of_rows_and_not_of_chunks() -> None:
    chunked = pa.concat_tables([TABLE.slice(0, 1), TABLE.slice(1)])
    assert content_hash(chunked) == content_hash(TABLE)
    assert content_hash(TABLE.slice(1)) != content_hash(TABLE)
    assert content_hash(TABLE.cast(pa.schema([("n", pa.int32())]))) != content_hash(TABLE)


def test_a_store_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    (tmp_path / "lock").mkdir()
    with pytest.raises(Refused) as refused, Store(tmp_path).at_work():
        pass
    assert refused.value.code == "folder_not_writable"
