"""One function over a list of clips, spread over processes here or over the executors of a Spark cluster.

The function and its tasks must be importable and picklable; it answers a value and raises nothing that one bad clip causes. Executors share
the store's folder: what travels back is a few names.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from typing import Any, Protocol, TypeVar

Task = TypeVar("Task")
Answer = TypeVar("Answer")


class Spread(Protocol):
    def __call__(self, work: Callable[[Task], Answer], tasks: Sequence[Task]) -> Iterator[Answer]: ...


def over_processes(processes: int) -> Spread:
    """Answers come as they are ready. One process, or one task: here, without starting another."""

    def spread(work: Callable[[Task], Answer], tasks: Sequence[Task]) -> Iterator[Answer]:
        if processes <= 1 or len(tasks) <= 1:
            yield from map(work, tasks)
            return
        with ProcessPoolExecutor(min(processes, len(tasks)), mp_context=get_context("spawn")) as pool:
            waiting = [pool.submit(work, task) for task in tasks]
            try:
                for each in as_completed(waiting):
                    yield each.result()
            except BaseException:
                pool.shutdown(cancel_futures=True, wait=False)
                raise

    return spread


def over_spark(context: Any) -> Spread:
    """A ``SparkContext``: one task a partition, so that a slow clip holds up nobody."""

    def spread(work: Callable[[Task], Answer], tasks: Sequence[Task]) -> Iterator[Answer]:
        if tasks:
            yield from context.parallelize(tasks, len(tasks)).map(work).toLocalIterator(prefetchPartitions=True)

    return spread
