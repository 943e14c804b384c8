"""Boats afloat: everyone may see them."""

from naru_throwaway.models import Boat


def boats() -> list[str]:
    return list(Boat.objects.filter(is_afloat=True).order_by("id").values_list("name", flat=True))


def count() -> int:
    return Boat.objects.filter(is_afloat=True).count()
