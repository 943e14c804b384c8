"""Tasks divided into batches."""

from collections import Counter
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from naru.systems.work.core.batching import divide

TASKS = [f"t{number}" for number in range(10)]
GOLD = ["g0", "g1", "g2"]


def test_a_job_is_divided() -> None:
    made = divide(TASKS, GOLD, size=5, gold_in_batch=1, doubled_share=Decimal("0.2"), seed="일감")
    assert [len(batch) for batch in made.batches] == [5, 5, 3, 3]  # ten in three batches of four, two again in one
    assert len(made.doubled) == 2
    assert all(sum(task in GOLD for task in batch) == 1 for batch in made.batches)


def test_what_is_done_twice_comes_again_soon() -> None:
    made = divide(TASKS, [], size=2, gold_in_batch=0, doubled_share=Decimal("0.4"), seed="일감")
    assert len(made.batches) == 7  # the first four tasks in two batches, then those of them that are done again
    assert [set(made.batches[place]) for place in (2, 6)] == [{"t1", "t2"}, {"t4", "t9"}]


def test_without_gold_a_batch_is_all_work() -> None:
    made = divide(TASKS, [], size=5, gold_in_batch=2, doubled_share=Decimal(0), seed="일감")
    assert [sorted(batch) for batch in made.batches] == [sorted(TASKS[:5]), sorted(TASKS[5:])]


def test_shares_round_half_up() -> None:
    counts = [
        len(divide(TASKS[:5], [], size=2, gold_in_batch=0, doubled_share=Decimal(share), seed="일감").doubled)
        for share in ("0", "0.09", "0.1", "0.29", "0.3", "1")
    ]
    assert counts == [0, 0, 1, 1, 2, 5]


@given(
    count=st.integers(0, 60),
    gold=st.integers(0, 5),
    size=st.integers(1, 20),
    hidden=st.integers(0, 5),
    share=st.decimals(0, 1, places=2),
    seed=st.text(max_size=5),
)
def test_each_task_once_and_the_doubled_twice_never_beside_themselves(
    count: int, gold: int, size: int, hidden: int, share: Decimal, seed: str
) -> None:
    tasks, known = [f"t{n}" for n in range(count)], [f"g{n}" for n in range(gold)]
    made = divide(tasks, known, size=size, gold_in_batch=hidden, doubled_share=share, seed=seed)
    counted = Counter(task for batch in made.batches for task in batch if task not in known)
    assert counted == {task: 2 if task in made.doubled else 1 for task in tasks}
    assert all(len(set(batch)) == len(batch) for batch in made.batches)
    assert made == divide(tasks, known, size=size, gold_in_batch=hidden, doubled_share=share, seed=seed)
