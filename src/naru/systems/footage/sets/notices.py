"""What people are told of training sets."""

from naru.base.kit.words import Words
from naru.commons.notices.core.topics import Topic, declare

WITHDRAWN = "footage.release_withdrawn"
declare(Topic(name=WITHDRAWN, words=Words("학습 데이터의 철회", "Withdrawals from training sets")))
