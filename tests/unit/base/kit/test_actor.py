"""Who acted, as people are told."""

from naru.base.kit.actor import SYSTEM, Actor, actor_words
from naru.base.kit.words import Words


def test_this_installation_is_known_by_its_id_and_not_by_a_name_that_anyone_may_take() -> None:
    assert SYSTEM.words == Words("나루 시스템", "Naru system") == actor_words("naru", "anything")
    assert Actor(kind="person", id="p1", name="Naru").words == Words("Naru", "Naru")
    assert (SYSTEM.kind, SYSTEM.id, SYSTEM.name) == ("system", "naru", "Naru")
