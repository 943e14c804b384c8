"""The index on disk: what a killed writer leaves behind, and a commit that fails."""

import json
from pathlib import Path

import pytest
import tantivy

from naru.data.catalogue.search.store import Store, writer

COMMITS_AHEAD = range(1, 12)


def test_what_a_killed_writer_left_is_in_no_writers_way(one_dataset):
    store, folder = one_dataset
    names = names_wanted_next(folder)
    leave(folder, names)
    tell_of(folder, names)

    replace(store, "changed")

    assert stamps(store) == ["changed"]
    assert not [name for name in names if (folder / name).exists() and name not in files_of_the_commit(folder)]


def test_a_commit_that_fails_is_an_error_and_changes_nothing(one_dataset):
    store, folder = one_dataset
    leave(folder, names_wanted_next(folder))  # files that no list knows of stay, and are in the way

    with pytest.raises(ValueError, match="FileAlreadyExists"):
        replace(store, "changed")

    assert stamps(store) == ["first"]


def test_an_error_within_commits_nothing_and_frees_the_writer(one_dataset):
    store, _ = one_dataset

    with pytest.raises(AttributeError), writer(store.index()) as pen:
        pen.delete_documents_by_term("id", "d1").no_such_thing()

    assert stamps(store) == ["first"]
    replace(store, "changed")
    assert stamps(store) == ["changed"]


@pytest.fixture
def one_dataset(tmp_path):
    store = Store(tmp_path)
    folder, index = store.fresh()
    with writer(index) as pen:
        pen.add_document(tantivy.Document(id="d1", stamp="first"))
    store.switch(folder)
    return store, folder


def replace(store: Store, stamp: str) -> None:
    with writer(store.index()) as pen:
        pen.delete_documents_by_term("id", "d1")
        pen.add_document(tantivy.Document(id="d1", stamp=stamp))


def stamps(store: Store) -> list[str]:
    searcher = store.snapshot().searcher
    hits = searcher.search(tantivy.Query.all_query(), limit=10).hits
    return [str(searcher.doc(address).get_first("stamp")) for _, address in hits]


def names_wanted_next(folder: Path) -> list[str]:
    """Files of deletions under the numbers of the next few operations, as a writer killed before its commit has them."""
    meta = json.loads((folder / "meta.json").read_text())
    segments = [each["segment_id"].replace("-", "") for each in meta["segments"]]
    return [f"{segment}.{meta['opstamp'] + ahead}.del" for segment in segments for ahead in COMMITS_AHEAD]


def leave(folder: Path, names: list[str]) -> None:
    for name in names:
        (folder / name).write_bytes(b"")


def tell_of(folder: Path, names: list[str]) -> None:
    """A writer lists a file before it opens it."""
    listed = folder / ".managed.json"
    listed.write_text(json.dumps([*json.loads(listed.read_text()), *names]))


def files_of_the_commit(folder: Path) -> list[str]:
    meta = json.loads((folder / "meta.json").read_text())
    return [
        f"{each['segment_id'].replace('-', '')}.{deletes['opstamp']}.del"
        for each in meta["segments"]
        if (deletes := each.get("deletes"))
    ]
