"""``/api/v1/boats``."""

from django.http import HttpRequest
from ninja import Router

from naru_throwaway import reads

router = Router(tags=["boats"])


@router.get("/boats", response=list[str], operation_id="list_boats", summary="Every boat afloat")
def list_boats(request: HttpRequest) -> list[str]:
    return reads.boats()
