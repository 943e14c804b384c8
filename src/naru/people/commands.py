"""The people commands of ``naru``."""

import click

COMMANDS: list[click.Command] = []
