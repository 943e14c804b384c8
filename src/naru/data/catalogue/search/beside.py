"""What the search box finds beside datasets, of every kind that an installed package declares.

*Theory of operation.* A package lists its things for a person by a query or two, and a search would ask for all kinds each time
and look at a few words. Every act is in the trail, so what was listed for a person holds until the trail goes on; what merely
time changes (a deadline) shows within ``LISTED_FOR``.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from datetime import timedelta
from itertools import islice
from pkgutil import resolve_name
from threading import Lock

from django.urls import reverse

from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.findable import FindableThing
from naru.base.kit.installed import findables
from naru.base.kit.person import Person
from naru.base.kit.system import Findable
from naru.base.trail import reads as trail
from naru.data.catalogue.core.query_plan import Plan, understood
from naru.data.catalogue.core.things_beside import LOOKED_AT, KindBeside, things_beside

LISTED_FOR = timedelta(minutes=1)
LISTS_MOST = 64  # kinds × persons that search at the same time

_lists: OrderedDict[Hashable, tuple[FindableThing, ...]] = OrderedDict()
_listing = Lock()


def beside(text: str, person: Person, *, language: str = "ko", clock: Clock = SYSTEM_CLOCK) -> tuple[KindBeside, ...]:
    """The kinds of which something that the person may know of fits, in their order; nothing for an empty text."""
    plan = understood(text)
    if plan.is_empty:
        return ()
    state = (trail.version(), int(clock.now().timestamp() // LISTED_FOR.total_seconds()), _rights_of(person))
    kinds = (_kind(each, plan, _listed(each, person, state), language) for each in findables())
    return tuple(kind for kind in kinds if kind.total)


def _kind(findable: Findable, plan: Plan, things: Iterable[FindableThing], language: str) -> KindBeside:
    total, hits = things_beside(plan, things, language=language)
    return KindBeside(name=findable.name, words=findable.words, address=reverse(findable.url), total=total, hits=hits)


def _listed(findable: Findable, person: Person, state: Hashable) -> tuple[FindableThing, ...]:
    key = (findable.name, state)
    with _listing:
        if key in _lists:
            _lists.move_to_end(key)
            return _lists[key]
    list_things: Callable[[Person], Iterable[FindableThing]] = resolve_name(findable.things)
    listed = tuple(islice(list_things(person), LOOKED_AT))
    with _listing:
        _lists[key] = listed
        while len(_lists) > LISTS_MOST:
            _lists.popitem(last=False)
    return listed


def _rights_of(person: Person) -> Hashable:
    """All of a person that a list may depend on."""
    kinds = (person.is_officer, person.is_auditor, person.is_system, person.service)
    return (person.id, frozenset(person.roles.items()), kinds, person.scopes, person.token_id)
