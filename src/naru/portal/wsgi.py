"""The site as a WSGI application."""

import os
from threading import Thread

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from naru.base.kit.installed import collected

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "naru.portal.settings")
application = get_wsgi_application()
# What pages need is imported here, once: a first visitor and a warm-up that import the same package at once break both.
PAGES = get_resolver().url_patterns

for warm_up in collected("warm_up"):
    Thread(target=warm_up, name=f"{warm_up.__module__}.{warm_up.__name__}", daemon=True).start()
