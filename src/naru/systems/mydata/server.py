"""Doors for the programs of holders and receivers: OAuth, permits, reports, orders. FAPI-shaped; no certificate is claimed.

A program shows a signed assertion where it gets a token and, everywhere else, that token with a fresh DPoP proof. Refusals are
OAuth's ``error`` and ``error_description``.
"""

import json
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt

from naru.base.kit.clock import SYSTEM_CLOCK
from naru.base.kit.person import SYSTEM
from naru.base.kit.refusals import Refused
from naru.systems.mydata import actions, city_key, oauth, orders, transport
from naru.systems.mydata.core import jose
from naru.systems.mydata.core.pulls import PERMIT
from naru.systems.mydata.models import DeletionOrder
from naru.systems.mydata.oauth import Client

P = ParamSpec("P")
Door = Callable[Concatenate[HttpRequest, P], HttpResponse]
BODY_MOST = 4 << 20
ERRORS = {
    "assertion_refused": "invalid_client",
    "dpop_refused": "invalid_dpop_proof",
    "code_refused": "invalid_grant",
    "not_found": "not_found",
    "not_yours": "access_denied",
    "service_not_registered": "unauthorized_client",
    "receiver_blocked": "unauthorized_client",
}


def door(method: str) -> Callable[[Door[P]], Door[P]]:
    """Lets one method in, and says every refusal as OAuth does."""

    def guard(view: Door[P]) -> Door[P]:
        @csrf_exempt
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            try:
                if request.method != method:
                    raise Refused("mydata_method", method=request.method, allowed=method)
                return view(request, *args, **kwargs)
            except Refused as refused:
                return _error(refused)

        return guarded

    return guard


def _error(refused: Refused) -> HttpResponse:
    said = {"error": ERRORS.get(refused.code, "invalid_request"), "error_description": refused.words.en}
    status = refused.sentence.status
    headers = {"WWW-Authenticate": 'DPoP algs="Ed25519"'} if status == 401 else {}
    return JsonResponse(said, status=status, headers=headers)


def issuer(request: HttpRequest) -> str:
    return request.build_absolute_uri("/mydata")


def _proof(request: HttpRequest, *, token: str = "") -> jose.Proof:
    url = request.build_absolute_uri(request.path)
    said = request.headers.get("DPoP", "")
    return oauth.proof_of(said, request.method or "", url, token=token, clock=SYSTEM_CLOCK)


def _client(request: HttpRequest) -> tuple[Client, jose.Proof]:
    """At the doors that give something to whoever signs."""
    form = request.POST.dict()
    client = oauth.client_of(form, audience=issuer(request), clock=SYSTEM_CLOCK)
    return client, _proof(request)


def _bearer(request: HttpRequest) -> Client:
    """At all other doors: by token and proof."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "dpop" or not token:
        raise Refused("dpop_refused")
    return oauth.access(token, _proof(request, token=token), clock=SYSTEM_CLOCK)


def _body(request: HttpRequest) -> Mapping[str, Any]:
    if int(request.headers.get("Content-Length") or 0) > BODY_MOST:
        raise Refused("oauth_request_refused", what="Content-Length")
    try:
        said = json.loads(request.body)
    except (ValueError, RecursionError):
        raise Refused("oauth_request_refused", what="JSON") from None
    if not isinstance(said, dict):
        raise Refused("oauth_request_refused", what="JSON")
    return said


@door("GET")
def metadata(request: HttpRequest) -> HttpResponse:
    """RFC 8414, and the key that receipts and orders are signed with."""
    own = issuer(request)
    said = {
        "issuer": own,
        "pushed_authorization_request_endpoint": f"{own}/oauth/par/",
        "authorization_endpoint": f"{own}/oauth/authorize/",
        "token_endpoint": f"{own}/oauth/token/",
        "require_pushed_authorization_requests": True,
        "response_types_supported": ["code"],
        "grant_types_supported": ["authorization_code", "client_credentials"],
        "code_challenge_methods_supported": ["S256"],
        "token_endpoint_auth_methods_supported": ["private_key_jwt"],
        "token_endpoint_auth_signing_alg_values_supported": jose.ALGORITHMS,
        "dpop_signing_alg_values_supported": jose.ALGORITHMS,
        "authorization_response_iss_parameter_supported": True,
        "naru_key": jose.public_jwk(city_key.public_key()),
        "naru_did": city_key.did(),
    }
    return JsonResponse(said)


@door("POST")
def push(request: HttpRequest) -> HttpResponse:
    client, proof = _client(request)
    issued = oauth.push(request.POST.dict(), client, proof)
    return JsonResponse({"request_uri": issued.token, "expires_in": issued.seconds}, status=201, headers=NO_STORE)


NO_STORE = {"Cache-Control": "no-store"}


@door("POST")
def token(request: HttpRequest) -> HttpResponse:
    client, proof = _client(request)
    issued = oauth.exchange(request.POST.dict(), client, proof)
    said = {"access_token": issued.token, "token_type": "DPoP", "expires_in": issued.seconds}
    return JsonResponse(said | ({"consent": issued.consent} if issued.consent else {}), headers=NO_STORE)


@door("GET")
def due(request: HttpRequest) -> HttpResponse:
    client = _bearer(request)
    if not client.service:
        raise Refused("not_yours")
    return JsonResponse({"pulls": transport.due(client)})


@door("POST")
def permits(request: HttpRequest) -> HttpResponse:
    client, said = _bearer(request), _body(request)
    answer = transport.permit(
        client, token=str(said.get("token")), jkt=str(said.get("jkt")), pull_ids=_texts(said.get("pulls"))
    )
    given = [{"pull": pull, "subject": subject, "items": items} for pull, (subject, items) in answer.given.items()]
    valid_ms = int(PERMIT.total_seconds() * 1000)
    return JsonResponse({"valid_ms": valid_ms, "permits": given, "refused": answer.refused}, headers=NO_STORE)


def _texts(value: Any) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise Refused("oauth_request_refused", what="pulls")
    return value


@door("POST")
def reports(request: HttpRequest) -> HttpResponse:
    client, said = _bearer(request), _body(request)
    if not client.holder:
        raise Refused("not_yours")
    faults = transport.report(client, [_report(each) for each in said.get("parts", [])])
    return JsonResponse({"faults": [{"pull": each.pull, "kind": each.kind} for each in faults]})


def _report(raw: Any) -> transport.Report:
    try:
        hashes = {str(item): str(said) for item, said in raw["hashes"].items()}
        ground = str(raw.get("ground", ""))
        return transport.Report(pull=str(raw["pull"]), about=str(raw["about"]), hashes=hashes, ground=ground)
    except (KeyError, TypeError, AttributeError):
        raise Refused("oauth_request_refused", what="parts") from None


@door("GET")
def open_orders(request: HttpRequest) -> HttpResponse:
    """For a receiver that was away when it was told."""
    client = _bearer(request)
    rows = DeletionOrder.objects.filter(service_id=client.service or None, attested__isnull=True)
    said = [orders.claims_of(row) for row in rows.select_related("consent").order_by("ordered")[:200]]
    return JsonResponse({"orders": said})


@door("POST")
def attestations(request: HttpRequest) -> HttpResponse:
    client, said = _bearer(request), _body(request)
    if not client.service:
        raise Refused("not_yours")
    order = orders.attest(client.service, said)
    return JsonResponse({"order": order.id, "state": order.state})


@door("POST")
def withdrawals(request: HttpRequest) -> HttpResponse:
    """The citizen took it back at the holder or at the receiver: the same as here."""
    client, said = _bearer(request), _body(request)
    at = "receiver" if client.service else "holder"
    actions.withdraw_at(str(said.get("consent")), at=at, service_id=client.service, holder_id=client.holder, by=SYSTEM)
    return HttpResponse(status=204)
