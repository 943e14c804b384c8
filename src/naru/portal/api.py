"""The API's root: one OpenAPI document, one way to say who, one way to refuse."""

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI

from naru.kit.refusals import Refused
from naru.people.api import router as people
from naru.portal.middleware import refusal_response

api = NinjaAPI(title="Naru", version="1", urls_namespace="api")
api.add_router("", people)


@api.exception_handler(Refused)
def refuse(request: HttpRequest, refused: Refused) -> HttpResponse:
    return refusal_response(request, refused)
