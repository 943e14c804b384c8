"""OAuth for consents: a receiver's request, the citizen's answer to it, tokens that only one key can use.

*Theory of operation.* A receiver pushes its request (PAR), the citizen answers it in Naru's pages, the receiver changes its code
for a token that only its DPoP key can use. For its schedule it has a token of its own (client credentials). All of a consent's
codes and tokens go with it, in the transaction that ends it.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

from django.db import IntegrityError, transaction

from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.person import SYSTEM, Person
from naru.base.kit.refusals import Refused
from naru.systems.mydata import actions, reads
from naru.systems.mydata.core import jose
from naru.systems.mydata.core.states import ConsentState
from naru.systems.mydata.models import Consent, Holder, Seen, Service, Token

REQUEST, CODE, USED_CODE, ACCESS = "request", "code", "used_code", "access"
REQUEST_LIFE, CODE_LIFE, TOKEN_LIFE = timedelta(minutes=10), timedelta(minutes=5), timedelta(minutes=10)
REQUEST_URN = "urn:ietf:params:oauth:request_uri:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """A participant that proved who it is: exactly one of ``service`` and ``holder``."""

    service: str = ""
    holder: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    token: str
    seconds: int
    consent: str = ""


def client_of(form: Mapping[str, str], *, audience: str, clock: Clock) -> Client:
    """By its signed assertion (RFC 7523). Raises ``Refused``: ``assertion_refused``."""
    if form.get("client_assertion_type") != jose.ASSERTION_TYPE:
        raise Refused("assertion_refused")
    client_id = form.get("client_id", "")
    key = _key(client_id)
    claims = jose.read(
        form.get("client_assertion", ""),
        jose.public_jwk(bytes.fromhex(key)),
        jose.ASSERTION,
        audience=audience,
        now=clock.now(),
        seen=_seen(client_id, clock),
    )
    if claims.get("sub") != client_id or claims.get("iss") != client_id:
        raise Refused("assertion_refused")
    is_service = Service.objects.filter(id=client_id).exists()
    return Client(service=client_id) if is_service else Client(holder=client_id)


def _key(client_id: str) -> str:
    for model in (Service, Holder):
        key: str | None = model.objects.filter(id=client_id).values_list("key", flat=True).first()
        if key is not None:
            return key
    raise Refused("assertion_refused")


def _seen(who: str, clock: Clock) -> jose.Seen:
    def seen(jti: str) -> bool:
        try:
            with transaction.atomic():
                Seen.objects.create(jti=f"{who}:{jti}"[:140], at=clock.now())
        except IntegrityError:
            return True
        return False

    return seen


def proof_of(compact: str, method: str, url: str, *, token: str = "", clock: Clock) -> jose.Proof:
    """Raises ``Refused``: ``dpop_refused``."""
    return jose.check_dpop(compact, method, url, token=token, now=clock.now(), seen=_seen("dpop", clock))


# --- OAuth ---


def push(form: Mapping[str, str], client: Client, proof: jose.Proof, *, clock: Clock = SYSTEM_CLOCK) -> Issued:
    """A pushed authorization request (RFC 9126) becomes an offer that nobody has opened.

    Raises ``Refused``: ``oauth_request_refused``, or as ``actions.offer``.
    """
    if not client.service:
        raise Refused("oauth_request_refused", what="client")
    service = actions.require_receiver(client.service)
    wanted = {"response_type": "code", "code_challenge_method": "S256", "redirect_uri": service.redirect_url}
    for name, value in wanted.items():
        if form.get(name) != value:
            raise Refused("oauth_request_refused", what=name)
    if len(form.get("code_challenge", "")) != 43:
        raise Refused("oauth_request_refused", what="code_challenge")
    if len(form.get("state", "")) > 200:
        raise Refused("oauth_request_refused", what="state")
    with transaction.atomic():
        request = {"challenge": form["code_challenge"], "jkt": proof.jkt, "state": form.get("state", "")}
        consent_id = actions.offer(service.id, request=request, by=SYSTEM, clock=clock)
        secret = _issue(REQUEST, REQUEST_LIFE, clock, service_id=service.id, consent_id=consent_id)
    return Issued(token=REQUEST_URN + secret, seconds=int(REQUEST_LIFE.total_seconds()))


@transaction.atomic
def authorize(client_id: str, request_uri: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> str:
    """The offer behind a request address, which opens once and is for the person who opened it.

    Raises ``Refused``: ``oauth_request_refused``, ``offer_taken``.
    """
    row = _token(request_uri.removeprefix(REQUEST_URN), REQUEST, clock)
    if row is None or row.service_id != client_id or row.consent_id is None:
        raise Refused("oauth_request_refused", what="request_uri")
    actions.open_offer(row.consent_id, by=by, clock=clock)
    consent_id = row.consent_id
    row.delete()
    return consent_id


@transaction.atomic
def way_back(consent_id: str, *, issuer: str, by: Person, clock: Clock = SYSTEM_CLOCK) -> str:
    """The address at the service that the citizen goes back to with a fresh code, or with her no.

    Raises ``Refused``: ``not_found``; ``code_refused`` where the service did not ask, or is not to have a code any more.
    """
    reads.consent(consent_id, by, clock=clock)
    row = Consent.objects.select_for_update(of=("self",)).select_related("service").get(id=consent_id)
    if row.request is None:
        raise Refused("code_refused")
    said = {"state": row.request["state"], "iss": issuer}
    if row.state == ConsentState.DECLINED:
        return f"{row.service.redirect_url}?{urlencode({'error': 'access_denied', **said})}"
    if not reads.consent_value(row).is_live(clock.now()):
        raise Refused("code_refused")
    facts = {"challenge": row.request["challenge"]}
    code = _issue(
        CODE, CODE_LIFE, clock, service_id=row.service_id, consent_id=row.id, jkt=row.request["jkt"], facts=facts
    )
    return f"{row.service.redirect_url}?{urlencode({'code': code, **said})}"


def exchange(form: Mapping[str, str], client: Client, proof: jose.Proof, *, clock: Clock = SYSTEM_CLOCK) -> Issued:
    """Raises ``Refused``: ``code_refused``, ``oauth_request_refused``."""
    match form.get("grant_type"):
        case "client_credentials":
            owner = {"service_id": client.service or None, "holder_id": client.holder or None}
            with transaction.atomic():
                token = _issue(ACCESS, TOKEN_LIFE, clock, jkt=proof.jkt, **owner)
            return Issued(token=token, seconds=int(TOKEN_LIFE.total_seconds()))
        case "authorization_code":
            issued = _exchange_code(form, client, proof, clock)
            if issued is None:
                raise Refused("code_refused")
            return issued
    raise Refused("oauth_request_refused", what="grant_type")


@transaction.atomic
def _exchange_code(form: Mapping[str, str], client: Client, proof: jose.Proof, clock: Clock) -> Issued | None:
    """None, and every token of the consent gone, where the code was used before; so that this is saved, nothing is raised."""
    row = Token.objects.select_for_update().filter(digest=_digest(form.get("code", ""))).first()
    if row is None or row.consent_id is None or row.service_id != client.service:
        raise Refused("code_refused")
    if row.kind != CODE:
        Token.objects.filter(consent_id=row.consent_id).delete()
        return None
    consent = Consent.objects.select_for_update(of=("self",)).select_related("service").get(id=row.consent_id)
    is_ours = (
        row.ends > clock.now() and row.jkt == proof.jkt and form.get("redirect_uri") == consent.service.redirect_url
    )
    if not is_ours or not reads.consent_value(consent).state.is_running:
        raise Refused("code_refused")
    jose.check_verifier(form.get("code_verifier", ""), row.facts["challenge"])
    row.kind = USED_CODE
    row.save(update_fields=["kind"])
    token = _issue(ACCESS, TOKEN_LIFE, clock, service_id=row.service_id, consent_id=row.consent_id, jkt=proof.jkt)
    return Issued(token=token, seconds=int(TOKEN_LIFE.total_seconds()), consent=consent.pseudonym)


def _issue(kind: str, life: timedelta, clock: Clock, **values: Any) -> str:
    secret = secrets.token_urlsafe(32)
    Token.objects.create(digest=_digest(secret), kind=kind, ends=clock.now() + life, **values)
    return secret


def _token(secret: str, kind: str, clock: Clock) -> Token | None:
    return Token.objects.select_for_update().filter(digest=_digest(secret), kind=kind, ends__gt=clock.now()).first()


def _digest(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()


def access(token: str, proof: jose.Proof, *, clock: Clock = SYSTEM_CLOCK) -> Client:
    """Whose token it is. Raises ``Refused``: ``dpop_refused`` for one that is over or bound to another key."""
    row = Token.objects.filter(digest=_digest(token), kind=ACCESS, ends__gt=clock.now()).first()
    if row is None or row.jkt != proof.jkt:
        raise Refused("dpop_refused")
    return Client(service=row.service_id or "", holder=row.holder_id or "")


def receiver_token(token: str, jkt: str, *, clock: Clock) -> Token:
    """What a receiver showed a holder, with the key that it proved to have. Raises ``Refused``: ``dpop_refused``."""
    row = Token.objects.filter(digest=_digest(token), kind=ACCESS, ends__gt=clock.now(), service__isnull=False).first()
    if row is None or row.jkt != jkt:
        raise Refused("dpop_refused")
    return row


def sweep(*, clock: Clock = SYSTEM_CLOCK) -> int:
    """Tokens that are over, and proofs too old to come again; how many rows went."""
    now = clock.now()
    return Token.objects.filter(ends__lte=now).delete()[0] + Seen.objects.filter(at__lt=now - 3 * jose.SKEW).delete()[0]
