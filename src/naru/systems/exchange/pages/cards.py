"""Where the card gateway's signed events come in."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from naru.base.kit.clock import SYSTEM_CLOCK
from naru.base.kit.refusals import Refused
from naru.systems.exchange.actions import cards
from naru.systems.exchange.adapters.card_gateway import read_event

BODY_MOST = 1 << 16


@csrf_exempt  # the gateway signs what it says
@require_POST
def card_events(request: HttpRequest) -> JsonResponse:
    """As often as it comes; 200 says that it need not come again."""
    if int(request.headers.get("Content-Length") or 0) > BODY_MOST:
        raise Refused("card_event_malformed")
    headers = {name.lower(): value for name, value in request.headers.items()}
    state = cards.take_event(read_event(headers, request.body, clock=SYSTEM_CLOCK))
    return JsonResponse({"state": state.value})
