"""Who may pass which door: one row an address and method. A new address without a row fails ``test_every_door.py``.

The rows of a package lie in the module of its name; a system that lies elsewhere names its own in ``System.doors``. To add
yours: name the address as Django does ("catalogue:dataset", "api:get_rows") and say ``Door(method, who)``; give ``args``
where the address has parts and ``body`` where a form or JSON is sent (a valid one: a body that is refused before the door
asks who would look like passing). Both are functions of the ``World``, in which every thing exists. Several rows under one
name are several cases, say a published dataset and a draft. What a package's doors need beside the world's organisation, people and
tables it makes itself: ``make_things(world)`` in the module of its rows answers ids by name, which are then ``world.things``.

Roles are seen from the world's own organisation: ``stranger`` is the owner of another one. Whoever may not pass is told so
(403; 401 or the way to sign in for anonymous), unless the row hides the thing from them (404). A token passes where its
person may and its scopes reach; none passes outside ``/api/``.
"""

from tests.spec.doors.allauth import DOORS as ALLAUTH
from tests.spec.doors.door import ANYONE, Door, Rows
from tests.spec.doors.world import World, door_modules, make_world

__all__ = ["ANYONE", "DOORS", "Door", "World", "make_world"]


def _rows() -> Rows:
    found: Rows = dict(ALLAUTH)
    for module in door_modules():
        found |= module.DOORS
    return found


DOORS = _rows()
