"""What people are told of duties."""

from naru.base.kit.words import Words
from naru.commons.notices.core.topics import Topic, declare

DUE = "duty.due"
declare(Topic(name=DUE, words=Words("다가온 기한", "What is due soon")))
