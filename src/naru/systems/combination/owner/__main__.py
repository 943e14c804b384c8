"""``naru-owner``: the owner's commands on a firm's own PC, where nothing else of Naru is installed."""

import json
import sys

import click

from naru.base.kit.refusals import Refused, as_problem
from naru.systems.combination.owner.cli import owner


def main() -> None:
    """Run the commands; a refusal is said in both languages, or as a problem document with ``--json``."""
    try:
        owner(standalone_mode=True)
    except Refused as refused:
        if "--json" in sys.argv:
            click.echo(json.dumps(as_problem(refused, "en"), ensure_ascii=False), err=True)
        else:
            click.echo(f"{refused.words.ko}\n{refused.words.en}", err=True)
        sys.exit(refused.sentence.exit_code)


if __name__ == "__main__":
    main()
