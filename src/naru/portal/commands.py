"""The installation's commands: up, demo, doctor, backup, restore."""

import click

COMMANDS: list[click.Command] = []
