"""The site as a WSGI application."""

import os
from threading import Thread

from django.core.wsgi import get_wsgi_application

from naru.data.catalogue.core import korean

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "naru.portal.settings")
application = get_wsgi_application()

# The first visitor to search need not wait for the analyser to be read (a second, about 300 MB).
Thread(target=korean.morphemes, args=("나루",), name="read-the-analyser", daemon=True).start()
