"""CKAN's action API: ``/api/3/action/<action>``, by GET or POST; a refusal is an error in its words with its status."""

import re
from collections.abc import Mapping
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from django.urls.converters import StringConverter
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from naru.base.kit.guard import person_of
from naru.base.kit.refusals import Refused
from naru.systems.protocols.ckan.register import READING, WRITING, Action, help_of
from naru.systems.protocols.doors.answering import addresses, as_json, body_object, given

ERRORS = {401: "Authorization Error", 403: "Authorization Error", 404: "Not Found Error"}
VALIDATION, SEARCH = "Validation Error", "Search Query Error"


class ReadingAction(StringConverter):
    """The name of an action that reads, in an address."""

    regex = "|".join(sorted(READING))


@csrf_exempt  # a session's POST is checked under /api/ like any other
@require_http_methods(["GET", "HEAD", "POST"])
def reading(request: HttpRequest, action: str) -> HttpResponse:
    return _answer(request, action, READING[action])


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def writing(request: HttpRequest, action: str) -> HttpResponse:
    """Whatever else is asked for, too: what is no action is said in CKAN's words."""
    if action in WRITING and request.method == "POST":
        return _answer(request, action, WRITING[action])
    if action in WRITING:
        return _refused(request, action, Refused("ckan_post_wanted", action=action))
    return _refused(request, action, Refused("ckan_action_unknown", action=action[:100]))


@require_http_methods(["GET", "HEAD"])
def help_show(request: HttpRequest) -> HttpResponse:
    name = request.GET.get("name", "")
    result: Any = help_of(name) if name else sorted([*READING, *WRITING])
    return _success(request, "help_show", result)


def _answer(request: HttpRequest, name: str, action: Action) -> HttpResponse:
    try:
        return _success(request, name, action(person_of(request), _given(request), addresses(request)))
    except Refused as refused:
        return _refused(request, name, refused)


def _given(request: HttpRequest) -> Mapping[str, Any]:
    """The address's parameters, and the body's: JSON, or a form whose values may be JSON."""
    asked: dict[str, Any] = {name: _read(value) for name, value in given(request).items()}
    if request.method != "POST":
        return asked
    if request.content_type in {"application/x-www-form-urlencoded", "multipart/form-data"}:
        form = {name: _read(str(value)) for name, value in request.POST.items()}
        return {**asked, **_unwrapped(form)}
    return {**asked, **body_object(request)}


def _unwrapped(form: dict[str, Any]) -> dict[str, Any]:
    """``curl -d '{…}'`` sends JSON as a form's only name."""
    if len(form) == 1 and next(iter(form.values())) == "" and next(iter(form)).startswith("{"):
        try:
            value = orjson.loads(next(iter(form)))
        except orjson.JSONDecodeError:
            return form
        return value if isinstance(value, dict) else form
    return form


def _read(text: str) -> Any:
    """JSON where an address can hold nothing else: lists and objects."""
    if re.match(r"\s*[\[{]", text):
        try:
            return orjson.loads(text)
        except orjson.JSONDecodeError:
            return text
    return text


def _success(request: HttpRequest, name: str, result: Any) -> HttpResponse:
    return as_json({"help": _help(request, name), "success": True, "result": result})


def _refused(request: HttpRequest, name: str, refused: Refused) -> HttpResponse:
    status = refused.sentence.status
    kind = SEARCH if refused.code == "ckan_query_unreadable" else ERRORS.get(status, VALIDATION)
    error: dict[str, Any] = {"__type": kind, "message": refused.words.en, "code": refused.code}
    if kind == VALIDATION:
        status = status if status == 503 else 409
        error[str(refused.facts.get("name") or "__extras")] = [refused.words.ko]
    return as_json({"help": _help(request, name), "success": False, "error": error}, status=status)


def _help(request: HttpRequest, name: str) -> str:
    return f"{addresses(request).site}/api/3/action/help_show?name={name}"
