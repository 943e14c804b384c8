"""A delivery as others name it: seen where the thing is seen to which it belongs."""

from naru.base.kit.person import Person
from naru.base.kit.ref import Ref, RefView
from naru.base.kit.ref_views import view_of
from naru.base.kit.refusals import Refused
from naru.commons.acceptance import reads


def delivery(delivery_id: str, person: Person) -> RefView | None:
    try:
        found = reads.delivery(delivery_id)
    except Refused:
        return None
    return view_of(Ref(found.kind, found.subject), person)
