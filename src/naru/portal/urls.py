"""Every address of the site: the portal's own, then those that the installed packages declare."""

from django.urls import include, path

from naru.base.kit.installed import systems
from naru.portal import pages, texts
from naru.portal.api import api
from naru.portal.style import style

urlpatterns = [
    path("", pages.home, name="home"),
    path("about/", texts.about, name="about"),
    path("help/", texts.help_page, name="help"),
    path("terms/", texts.terms, name="terms"),
    path("privacy/", texts.privacy, name="privacy"),
    path("health/", pages.health, name="health"),
    path("language/", pages.choose_language, name="language"),
    path("look/", pages.choose_look, name="look"),
    path("style/", style, name="style"),
    path("api/v1/", api.urls),
    path("accounts/", include("allauth.urls")),
    *(path("", include(system.urls)) for system in systems() if system.urls),
]

handler400 = "naru.portal.pages.bad_request"
handler403 = "naru.portal.pages.forbidden"
handler404 = "naru.portal.pages.not_found"
handler429 = "naru.portal.pages.too_many"
handler500 = "naru.portal.pages.broken"
