"""The page of boats."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from naru_throwaway import reads


@require_safe
def boats(request: HttpRequest) -> HttpResponse:
    return render(request, "naru_throwaway/boats.html", {"boats": reads.boats()})
