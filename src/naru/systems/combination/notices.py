"""What people are told of combinations."""

from naru.base.kit.words import Words
from naru.commons.notices.core.topics import Topic, declare

CONSULTATION = "combination.consultation"
APPLICATION = "combination.application"
RELEASE = "combination.release"
REVIEW = "combination.review"
LATE = "combination.late"
declare(
    Topic(name=CONSULTATION, words=Words("결합 사전협의", "Consultations on combinations")),
    Topic(name=APPLICATION, words=Words("결합 신청", "Applications for combinations")),
    Topic(name=REVIEW, words=Words("결합 결과 반출 심사", "Reviews of releases")),
    Topic(name=LATE, words=Words("늦어진 결합", "Combinations that are late")),
    Topic(name=RELEASE, words=Words("결합 결과 반출", "Releases of combinations")),
)
