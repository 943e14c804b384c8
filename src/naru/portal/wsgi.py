"""The site as a WSGI application."""

import os
from threading import Thread

from django.core.wsgi import get_wsgi_application

from naru.base.kit.installed import collected, costly_lanes

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "naru.portal.settings")
application = get_wsgi_application()
application.lanes = costly_lanes()  # type: ignore[attr-defined]  # for ``serving.worker``

for warm_up in collected("warm_up"):
    Thread(target=warm_up, name=f"{warm_up.__module__}.{warm_up.__name__}", daemon=True).start()
