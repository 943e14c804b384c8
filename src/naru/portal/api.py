"""The API's root: one OpenAPI document, one way to say who, one way to refuse."""

from functools import cache
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema
from ninja.renderers import JSONRenderer

from naru.base.kit.installed import collected
from naru.base.kit.refusals import Refused, Sentence, declare
from naru.base.kit.words import Words
from naru.portal import validation_messages
from naru.portal.middleware import refusal_response

PROBLEM = {
    "type": "object",
    "title": "Problem",
    "description": "Why not, and what to do (RFC 9457). `code` is stable; `title` is in the asker's language.",
    "required": ["type", "title", "status", "code", "facts"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "code": {"type": "string"},
        "facts": {"type": "object", "additionalProperties": True},
    },
}
REFUSAL = {
    "description": "Refused.",
    "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
}
TOKEN = {
    "type": "http",
    "scheme": "bearer",
    "description": "A token from your own page: `Authorization: Bearer naru_…`.",
}


class NaruApi(NinjaAPI):
    """Ninja's API whose document says how it refuses, and that a token is welcome but open data needs none."""

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None
    ) -> OpenAPISchema:
        return self._document(self.get_root_path(path_params or {}) if path_prefix is None else path_prefix)

    @cache  # noqa: B019 - there is one API; its document takes a fifth of a second to make and never changes
    def _document(self, path_prefix: str) -> OpenAPISchema:
        document = super().get_openapi_schema(path_prefix=path_prefix)
        document["components"]["schemas"]["Problem"] = PROBLEM
        document["components"]["securitySchemes"] = {"token": TOKEN}
        document["security"] = [{}, {"token": []}]
        for operations in document["paths"].values():
            for operation in operations.values():
                operation["operationId"] = _camel(operation["operationId"].split("_api_")[-1])
                operation["responses"]["4XX"] = REFUSAL
                operation["responses"]["503"] = REFUSAL
        return document


class KoreanJson(JSONRenderer):
    """Korean as Korean, half as long as its escapes and readable in a terminal."""

    json_dumps_params = {"ensure_ascii": False}


def _camel(name: str) -> str:
    """``add_member`` is ``addMember``: what generated clients call it."""
    first, *rest = name.split("_")
    return first + "".join(word.title() for word in rest)


api = NaruApi(
    title=f"나루 {settings.NARU_CITY.ko}",
    version="1",
    description="A city's data: found, asked and taken away. Refusals are problem documents in Korean or English (`?lang=en`).",
    urls_namespace="api",
    docs_url=None,
    renderer=KoreanJson(),
)
for router in collected("api"):
    api.add_router("", router)

declare(
    {
        "request_unreadable": Sentence(
            ko="요청을 읽을 수 없습니다. {where}: {problem_ko}",
            en="The request is not readable. {where}: {problem_en}",
            status=422,
        ),
    }
)


@api.exception_handler(Refused)
def refuse(request: HttpRequest, refused: Refused) -> HttpResponse:
    return refusal_response(request, refused)


@api.exception_handler(ValidationError)
def refuse_unreadable(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Says the first finding alone, and where it is."""
    first = error.errors[0] if error.errors else {}
    return _unreadable(request, validation_messages.place_of(first), validation_messages.words_of(first))


@api.exception_handler(HttpError)
def refuse_malformed(request: HttpRequest, error: HttpError) -> HttpResponse:
    """A body that is no JSON."""
    return _unreadable(request, "body", validation_messages.words_of({"type": "json_invalid"}))


def _unreadable(request: HttpRequest, where: str, told: Words) -> HttpResponse:
    return refusal_response(request, Refused("request_unreadable", where=where, problem_ko=told.ko, problem_en=told.en))


@api.exception_handler(Http404)
def refuse_missing(request: HttpRequest, error: Http404) -> HttpResponse:
    return refusal_response(request, Refused("not_found"))
