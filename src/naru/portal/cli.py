"""The command line ``naru``: each package brings its own commands, and every command takes ``--json``."""

import os
import sys
from importlib import import_module

import click

from naru.kit.refusals import Refused

PACKAGES = ("portal", "ingest", "catalogue", "query", "people", "jobs", "trail")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="naru")
def naru() -> None:
    """나루 — a city's data economy, from scattered files to an answer."""


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "naru.portal.settings")
    import django

    django.setup()
    for package in PACKAGES:
        for command in import_module(f"naru.{package}.commands").COMMANDS:
            naru.add_command(command)
    try:
        naru(standalone_mode=True)
    except Refused as refused:
        click.echo(f"{refused.words.ko}\n{refused.words.en}", err=True)
        sys.exit(refused.sentence.exit_code)
