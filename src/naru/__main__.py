"""``python -m naru`` is the command ``naru``."""

from naru.portal.cli import main

main()
