"""The index kept true to the rows: brought up to date, rebuilt, and compared."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import tantivy
from django.conf import settings

from naru.base.kit import crash
from naru.base.kit.person import PersonId
from naru.base.kit.refusals import Refused
from naru.data.catalogue.models import Dataset, IndexOutbox
from naru.data.catalogue.search.documents import Source, document, learn, sources
from naru.data.catalogue.search.store import Store, writer

BATCH = 1000  # the writer's lock is held for less than a second each
BUILT_AT_ONCE = 10_000  # datasets: more are not indexed while a visitor waits
OWN_MOST, OWN_WAIT_S = 200, 5.0  # what a person's own search brings in, and how long it waits to do so


def store() -> Store:
    """This installation's, in ``NARU_HOME/index``."""
    return _store(Path(settings.NARU_HOME) / "index")


@cache
def _store(root: Path) -> Store:
    return Store(root)


@dataclass(frozen=True, slots=True, kw_only=True)
class Differences:
    """Where the index is not what the rows say; the outbox's datasets count too, they are merely late."""

    missing: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()
    left_over: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        return len(self.missing) + len(self.stale) + len(self.left_over)


def is_behind() -> bool:
    """Whether changes wait in the outbox."""
    return IndexOutbox.objects.exists()


def refresh() -> int:
    """Index every dataset in the outbox; answers how many.

    Words are analysed before the writer's lock is taken, a batch at a time, so that it is held for moments: a person's
    own search may wait for it.
    """
    done = 0
    while True:
        if store().exists():
            _learn(list(_waiting(BATCH).values()))
        with store().writing():
            if not store().exists():
                return _rebuild()
            taken = _waiting(BATCH)
            if not taken:
                return done
            done += _take(taken)


def build_first() -> None:
    """The first index of a small catalogue, here and now.

    Raises ``Refused``: ``index_is_being_built`` for a large one: the worker does it.
    """
    if Dataset.objects.values("id")[BUILT_AT_ONCE:].exists():
        raise Refused("index_is_being_built")
    with store().writing():
        if not store().exists():
            _rebuild()


def refresh_some(at_most: int) -> None:
    """Index the first few of the outbox. Raises ``Refused``: ``index_is_busy`` while another writes."""
    with store().writing(wait_s=0):
        _take(_waiting(at_most))


def refresh_own(by: PersonId) -> None:
    """Index what the person changed last, waiting for whoever writes: one who publishes and then searches must find it.

    Who waited in vain (for a rebuild, say) is answered by ``index_is_busy``.
    """
    if not _waiting(1, by):
        return
    with store().writing(wait_s=OWN_WAIT_S):
        _take(_waiting(OWN_MOST, by))


def _waiting(at_most: int, by: PersonId | None = None) -> dict[int, str]:
    """Rows of the outbox with their datasets: the oldest, or of a person the newest."""
    rows = IndexOutbox.objects.order_by("id") if by is None else IndexOutbox.objects.filter(by_id=by).order_by("-id")
    return dict(rows.values_list("id", "dataset_id")[:at_most])


def _take(taken: Mapping[int, str]) -> int:
    """Index these rows of the outbox; the caller holds the writer's lock.

    They are deleted after the index has committed, row by row as they were read: a crash between the two only indexes
    the same datasets again, and a change that came meanwhile keeps its own row.
    """
    if not taken:
        return 0
    crash.point("index.taken")
    ids = sorted(set(taken.values()))
    _replace(ids)
    crash.point("index.committed")
    _forget(list(taken))
    return len(ids)


def _learn(ids: Sequence[str]) -> None:
    for chunk in sources(ids):
        learn(chunk)


def rebuild() -> int:
    """Build a new generation from the rows alone and switch to it; answers how many datasets it holds."""
    with store().writing():
        return _rebuild()


def reconcile(*, repair: bool = False) -> Differences:
    """Compare every document with its rows by their stamps; ``repair`` indexes again what differs."""
    if not store().exists():
        missing = tuple(source.id for chunk in sources() for source in chunk)
        found = Differences(missing=missing)
    else:
        indexed = _stamps()
        rows = {source.id: source.stamp for chunk in sources() for source in chunk}
        found = Differences(
            missing=tuple(sorted(rows.keys() - indexed.keys())),
            stale=tuple(sorted(id_ for id_ in rows.keys() & indexed.keys() if rows[id_] != indexed[id_])),
            left_over=tuple(sorted(indexed.keys() - rows.keys())),
        )
    if repair and found.total:
        with store().writing():
            if store().exists():
                _replace([*found.missing, *found.stale, *found.left_over])
            else:
                _rebuild()
    return found


def _rebuild() -> int:
    taken = list(IndexOutbox.objects.values_list("id", flat=True))
    folder, index = store().fresh()
    with writer(index, threads=2) as pen:
        count = 0
        for chunk in sources(chunk=2000):
            learn(chunk)
            for source in chunk:
                pen.add_document(document(source))
            count += len(chunk)
    crash.point("index.built")
    store().switch(folder)
    crash.point("index.switched")
    _forget(taken)
    return count


def _replace(ids: list[str]) -> None:
    """Delete and add in one commit; a dataset that is gone is only deleted."""
    index = store().index()
    with writer(index) as pen:
        for id_ in ids:
            pen.delete_documents_by_term("id", id_)
        for chunk in sources(ids):
            learn(chunk)
            for source in chunk:
                pen.add_document(document(source))


def _forget(outbox_ids: list[int]) -> None:
    for start in range(0, len(outbox_ids), 500):
        IndexOutbox.objects.filter(id__in=outbox_ids[start : start + 500]).delete()


def _stamps() -> dict[str, str]:
    searcher = store().snapshot().searcher
    found = searcher.search(tantivy.Query.all_query(), limit=max(1, searcher.num_docs), count=False)
    documents = (searcher.doc(address) for _, address in found.hits)
    return {str(document.get_first("id")): str(document.get_first("stamp")) for document in documents}


__all__ = [
    "Differences",
    "Source",
    "build_first",
    "is_behind",
    "rebuild",
    "reconcile",
    "refresh",
    "refresh_own",
    "refresh_some",
    "store",
]
