"""Every address of the site, one line a domain."""

from django.urls import include, path

from naru.portal import pages
from naru.portal.api import api
from naru.portal.style import style

urlpatterns = [
    path("", pages.home, name="home"),
    path("health/", pages.health, name="health"),
    path("language/", pages.choose_language, name="language"),
    path("look/", pages.choose_look, name="look"),
    path("style/", style, name="style"),
    path("api/v1/", api.urls),
    path("accounts/", include("allauth.urls")),
    path("", include("naru.base.people.urls")),
    path("", include("naru.base.trail.urls")),
    path("", include("naru.base.jobs.urls")),
    path("", include("naru.data.catalogue.urls")),
    path("", include("naru.data.ingest.urls")),
    path("", include("naru.data.query.urls")),
]

handler400 = "naru.portal.pages.bad_request"
handler403 = "naru.portal.pages.forbidden"
handler404 = "naru.portal.pages.not_found"
handler429 = "naru.portal.pages.too_many"
handler500 = "naru.portal.pages.broken"
