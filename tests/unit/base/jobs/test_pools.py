"""Which lanes serve which queues."""

import pytest

from naru.base.jobs.core.pools import Pool, lanes_by_queue, pools_of


@pytest.mark.parametrize(
    ("text", "lanes"),
    [
        ("default:1", {"default": 1}),
        (" loads : 2 , default:64", {"loads": 2, "default": 64}),
        ("video:1,default:3,loads:2", {"video": 1, "default": 3, "loads": 2}),
    ],
)
def test_queues_and_their_lanes_are_read(text: str, lanes: dict[str, int]) -> None:
    assert lanes_by_queue(text) == lanes


@pytest.mark.parametrize(
    "text",
    ["", "default", "default:", ":1", "default:1,", "default:x", "default:-1", "default:١", "default:1,default:2"],
)
def test_what_names_no_queues_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not queues and their lanes"):
        lanes_by_queue(text)


@pytest.mark.parametrize("text", ["loads:1", "default:0", "default:65", "default:1,loads:0", "default:1,loads:65"])
def test_each_queue_has_one_to_sixty_four_lanes_and_default_too(text: str) -> None:
    with pytest.raises(ValueError, match="1 to 64 lanes"):
        lanes_by_queue(text)


def test_queues_that_are_named_have_pools_of_their_own_and_the_rest_share_one() -> None:
    assert pools_of({"video": 1, "default": 3, "loads": 2}) == [
        Pool(lanes=3, but=frozenset({"video", "loads"})),
        Pool(lanes=2, only=frozenset({"loads"})),
        Pool(lanes=1, only=frozenset({"video"})),
    ]
