"""OAI-PMH: six verbs at one address, by GET or a form's POST."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from naru.base.kit.clock import SYSTEM_CLOCK
from naru.base.kit.guard import person_of
from naru.base.kit.person import Person
from naru.data.catalogue import reads as catalogue
from naru.data.catalogue.core.listing import Listed, ListingFilter
from naru.data.catalogue.search import counts
from naru.systems.protocols.core import oai
from naru.systems.protocols.core.addresses import Addresses
from naru.systems.protocols.core.oai import OaiError
from naru.systems.protocols.doors.answering import addresses, as_text, city

XML_TYPE = "text/xml; charset=utf-8"
EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
Said = Mapping[str, str]


@csrf_exempt  # a session's POST is checked under /api/ like any other
@require_http_methods(["GET", "HEAD", "POST"])
def oai_pmh(request: HttpRequest) -> HttpResponse:
    """What is wrong with a request is said inside a 200: clients stop at any other status before they read why."""
    given = _given(request.POST if request.method == "POST" else request.GET)
    at, now = addresses(request), SYSTEM_CLOCK.now()
    try:
        said = oai.arguments(given)
        body = VERBS[said["verb"]](said, person_of(request), at)
        text = oai.envelope(body, said=said, base=at.oai, now=now)
    except OaiError as found:
        bare = found.code in {"badVerb", "badArgument"}
        text = oai.envelope(oai.error(found), said=dict(given), base=at.oai, now=now, is_error=bare)
    return as_text(text, type_=XML_TYPE)


def _given(asked: QueryDict) -> list[tuple[str, str]]:
    return [(name, str(value)) for name, values in asked.lists() for value in values if name != "lang"]


def _identify(said: Said, person: Person, at: Addresses) -> str:
    earliest = catalogue.first_change(person) or EPOCH
    return oai.identify(city=city(), at=at, mail=settings.DEFAULT_FROM_EMAIL, earliest=earliest)


def _formats(said: Said, person: Person, at: Addresses) -> str:
    if "identifier" in said:
        _one(said["identifier"], person, at)
    return oai.formats()


def _sets(said: Said, person: Person, at: Addresses) -> str:
    if "resumptionToken" in said:
        raise OaiError("badResumptionToken", "Sets come in one list.")
    return oai.sets((each.slug, each.name) for each in counts.publishers(person))


def _record(said: Said, person: Person, at: Addresses) -> str:
    found = _one(said["identifier"], person, at)
    oai.require_format(said["metadataPrefix"])
    return f"<GetRecord>{oai.record(found, said['metadataPrefix'], at)}</GetRecord>"


def _records(said: Said, person: Person, at: Addresses) -> str:
    return _list(said, person, lambda listed, prefix: oai.record(listed, prefix, at))


def _identifiers(said: Said, person: Person, at: Addresses) -> str:
    return _list(said, person, lambda listed, prefix: oai.header(listed, at))


def _list(said: Said, person: Person, write: Callable[[Listed, str], str]) -> str:
    question = oai.list_question(said)
    found = catalogue.listed(person, question.wanted, after=question.after, limit=oai.PAGE + 1)
    if not found:
        raise OaiError("noRecordsMatch", "Nothing fits.")
    page = found[: oai.PAGE]
    body = "".join(write(each, question.prefix) for each in page)
    if len(found) > oai.PAGE or question.after:
        token = oai.token_after(question, page[-1].place, len(page)) if len(found) > oai.PAGE else ""
        total = catalogue.count_listed(person, question.wanted)
        body += oai.resumption(token, total=total, seen=question.seen)
    return f"<{said['verb']}>{body}</{said['verb']}>"


def _one(identifier: str, person: Person, at: Addresses) -> Listed:
    """Raises ``OaiError``: ``idDoesNotExist``, also of what is not the visitor's to know."""
    dataset_id = identifier.rpartition(":")[2].replace("\0", "")
    wanted = ListingFilter(ids=(dataset_id,), with_withdrawn=True)
    found = catalogue.listed(person, wanted, limit=1) if identifier == at.oai_identifier(dataset_id) else []
    if not found:
        raise OaiError("idDoesNotExist", "There is no such record.")
    return found[0]


VERBS: Mapping[str, Callable[[Said, Person, Addresses], str]] = {
    "Identify": _identify,
    "ListMetadataFormats": _formats,
    "ListSets": _sets,
    "GetRecord": _record,
    "ListRecords": _records,
    "ListIdentifiers": _identifiers,
}
