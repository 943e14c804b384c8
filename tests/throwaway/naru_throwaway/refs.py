"""A boat as others name it: to everyone, while it is afloat."""

from django.urls import reverse

from naru.base.kit.person import Person
from naru.base.kit.ref import RefView
from naru.base.kit.words import Words
from naru_throwaway.models import Boat


def boat(boat_id: str, _person: Person) -> RefView | None:
    found = Boat.objects.filter(pk=boat_id, is_afloat=True).first() if boat_id.isdigit() else None
    return RefView(title=Words(found.name, found.name), address=reverse("throwaway:boats")) if found else None
