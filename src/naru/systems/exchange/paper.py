"""The contract of a negotiation as a policy and a body: what both sign, byte for byte."""

from collections.abc import Mapping, Sequence
from datetime import date

from naru.base.kit.canonical import JSON
from naru.base.kit.clock import Clock
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.commons.parties import reads as parties
from naru.commons.terms.core.documents import Signature
from naru.systems.exchange.core import term_blocks
from naru.systems.exchange.core.articles import Article, article_from, articles
from naru.systems.exchange.core.offers import Offer
from naru.systems.exchange.core.plans import PlanKind, months_later, plan_from
from naru.systems.exchange.core.term_blocks import Blocks, blocks_from
from naru.systems.exchange.models import Contract, Negotiation
from naru.systems.exchange.reads.offers import dataset_of, title_of

FORM = "naru.exchange.contract/1"
STANDING = "standing offer "


def term(negotiation: Negotiation, starts: date) -> date | None:
    """The first day without the contract; None where it has no end."""
    plan = plan_from(negotiation.plan)
    if negotiation.months is None or plan.kind is PlanKind.QUOTE:
        return None
    return months_later(starts, negotiation.months)


def contract(row: Negotiation, offer: Offer, *, clock: Clock) -> tuple[dict[str, JSON], dict[str, JSON]]:
    """Policy and body of what the negotiation came to. Raises ``Refused``: ``party_not_registered``."""
    starts = clock.today()
    ends = term(row, starts)
    plan, blocks = plan_from(row.plan), blocks_from(row.blocks)
    body: dict[str, JSON] = {
        "form": FORM,
        "offer": {"id": offer.id, "revision": offer.revision, "title_ko": offer.title.ko, "title_en": offer.title.en},
        "dataset": {"id": offer.dataset_id, "title": title_of(dataset_of(offer.dataset_id)).ko},
        "seller": _side(row.seller, clock),
        "buyer": _side(row.buyer, clock),
        "scope": offer.scope.to_json(),
        "plan": plan.to_json(),
        "starts": starts.isoformat(),
        "ends": ends.isoformat() if ends else None,
        "purpose": row.purpose,
        "blocks": blocks.to_json(),
        **_text(blocks),
    }
    return policy(blocks, f"urn:naru:contract:{row.id}", offer.dataset_id, row.seller, row.buyer, ends), body


def amended(
    row: Contract, before: dict[str, JSON], *, price_krw: int, blocks: Blocks
) -> tuple[dict[str, JSON], dict[str, JSON]]:
    """The same contract with another price and other terms."""
    body = {
        **before,
        "plan": {**row.plan, "price_krw": price_krw},
        "blocks": blocks.to_json(),
        **_text(blocks),
    }
    uid = f"urn:naru:contract:{row.negotiation_id}"
    return policy(blocks, uid, row.dataset_id, row.seller, row.buyer, row.ends), body


def policy(blocks: Blocks, uid: str, dataset_id: str, seller: str, buyer: str, ends: date | None) -> dict[str, JSON]:
    return term_blocks.policy(
        blocks,
        kind="Agreement",
        uid=uid,
        target=f"urn:naru:dataset:{dataset_id}",
        assigner=f"urn:naru:organisation:{seller}",
        assignee=f"urn:naru:organisation:{buyer}",
        ends=ends,
    )


def _text(blocks: Blocks) -> dict[str, JSON]:
    """What the two sides chose, and the whole contract with it in its place."""
    written = articles(blocks.form, term_blocks.clauses(blocks))
    return {"clauses": clauses_json(blocks), "articles": [each.to_json() for each in written]}


def clauses_json(blocks: Blocks) -> list[JSON]:
    return [
        {"head_ko": head.ko, "head_en": head.en, "ko": said.ko, "en": said.en}
        for head, said in term_blocks.clauses(blocks)
    ]


def clauses_from(body: Mapping[str, JSON]) -> list[tuple[Words, Words]]:
    """Heading and sentence of each, as a signed body has them."""
    stored = body["clauses"]
    assert isinstance(stored, Sequence)
    return [
        (Words(str(each["head_ko"]), str(each["head_en"])), Words(str(each["ko"]), str(each["en"])))
        for each in stored
        if isinstance(each, Mapping)
    ]


def articles_from(body: Mapping[str, JSON]) -> list[Article]:
    """The whole text of a signed body; one signed before there were articles has its clauses."""
    stored = body.get("articles")
    if not isinstance(stored, Sequence):
        return [Article(head=head, paragraphs=(said,)) for head, said in clauses_from(body)]
    return [article_from(each) for each in stored if isinstance(each, Mapping)]


def standing_note(offer: Offer) -> str:
    """What a signature says that a standing offer gave: of which offer and revision, and who listed it."""
    return f"{STANDING}{offer.id} r{offer.revision}, {offer.listed_by.en}"


def signer(signature: Signature) -> Words:
    """Who signed, as people read it."""
    if not signature.note.startswith(STANDING):
        return signature.by
    hand = signature.note.rpartition(", ")[2]
    return Words(f"{hand} (상품을 내놓으며 서명)", f"{hand} (signed by listing the offer)")


def _side(organisation: str, clock: Clock) -> dict[str, JSON]:
    """As it is registered on the day of signing."""
    party = parties.party_of(organisation, clock=clock)
    if party is None:
        raise Refused("party_not_registered", organisation=organisation)
    return {
        "party": party.id,
        "name_ko": party.name.ko,
        "name_en": party.name.en,
        "business_number": party.business_number,
        "representative": party.details.representative,
        "address": party.details.address,
    }
