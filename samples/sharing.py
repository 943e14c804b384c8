"""Sharing's chapter of the sample city: whoever was granted a sample opens it with their own tools, by a token that is waiting."""

import click

from naru.base.kit.clock import SYSTEM_CLOCK
from naru.base.kit.person import SYSTEM
from naru.systems.sharing import actions, entitlements, reads

NAME, DAYS = "분석 서버", 90


def bring(*, as_json: bool, again: bool) -> bool:
    """Names for every granted table, and for each recipient one token whose profile file nobody has collected; once."""
    holders = entitlements.holders(SYSTEM_CLOCK.now())
    shared = [table for holder in holders for table in actions.name_tables(holder)]
    for holder in holders:
        if not reads.tokens_of(holder):
            actions.issue_token(holder=holder, name=NAME, days=DAYS, by=SYSTEM)
    if not as_json:
        click.echo(f"Delta Sharing으로 여는 테이블 {len(shared)}개 · Tables that Delta Sharing opens: {len(shared)}")
    return True
