"""What people are told of the academy."""

from naru.base.kit.words import Words
from naru.commons.notices.core.topics import Topic, declare

SELECTED = "academy.selected"
SEAT_FREE = "academy.seat_free"
COMPLETED = "academy.completed"
REFERRED = "academy.referred"
declare(
    Topic(name=SELECTED, words=Words("교육 선발 결과", "Course selection")),
    Topic(name=SEAT_FREE, words=Words("대기하던 자리", "A seat became free")),
    Topic(name=COMPLETED, words=Words("수료와 증명서", "Completion and certificates")),
    Topic(name=REFERRED, words=Words("취업 추천", "Job referrals")),
)
