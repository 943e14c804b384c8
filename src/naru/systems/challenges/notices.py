"""What people are told of challenges."""

from naru.base.kit.words import Words
from naru.commons.notices.core.topics import Topic, declare

RESULT = "challenge.result"
TEAM = "challenge.team"
declare(
    Topic(name=RESULT, words=Words("챌린지 결과", "Results of challenges")),
    Topic(name=TEAM, words=Words("챌린지 팀", "Teams of challenges")),
)
