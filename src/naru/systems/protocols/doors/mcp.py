"""MCP over HTTP: one JSON-RPC message a POST, answered as JSON; no stream is opened, for nothing comes unasked."""

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from naru.base.kit.guard import person_of
from naru.base.kit.refusals import Refused
from naru.systems.protocols.core.mcp_protocol import reply
from naru.systems.protocols.doors.answering import addresses, as_json
from naru.systems.protocols.mcp.server import server_for
from naru.systems.protocols.mcp.tools import Desk


@csrf_exempt  # a session's POST is checked under /api/ like any other
@require_POST
def mcp(request: HttpRequest) -> HttpResponse:
    """Pages of other sites are turned away: a browser sends their origin (DNS rebinding)."""
    origin = request.headers.get("Origin")
    if origin and urlsplit(origin).netloc != request.get_host():
        raise Refused("forbidden")
    server = server_for(Desk(person=person_of(request), at=addresses(request)))
    answer = reply(request.body, server, header=request.headers.get("MCP-Protocol-Version"))
    if answer.body is None:
        return HttpResponse(status=answer.status)
    return as_json(answer.body, status=answer.status)
