"""A share of what is costly for each who asks, and for all together."""

from contextlib import ExitStack

import pytest

from naru.base.kit.refusals import Refused
from naru.base.kit.turns import Turns


def test_one_has_their_share_and_all_together_have_theirs() -> None:
    turns = Turns(at_once=3, each=2, busy="not_found")
    with ExitStack() as held:
        for _ in range(2):
            held.enter_context(turns.turn("a"))
        with pytest.raises(Refused), turns.turn("a"):
            pass
        with turns.turn("b"), pytest.raises(Refused), turns.turn("c"):
            pass
        held.enter_context(turns.turn("c"))
    with ExitStack() as held:
        for asker in "abb":
            held.enter_context(turns.turn(asker))


def test_a_turn_is_given_back_whatever_becomes_of_it() -> None:
    turns = Turns(at_once=1, each=1, busy="not_found")
    with pytest.raises(ZeroDivisionError), turns.turn("a"):
        raise ZeroDivisionError
    with turns.turn("b"):
        pass
