"""What people are told of paid work."""

from naru.base.kit.words import Words
from naru.commons.notices.core.topics import Topic, declare

CONTRACT, CHECKED, PAID, STOPPED, ALARM, DISPUTE = (
    "work.contract",
    "work.checked",
    "work.paid",
    "work.stopped",
    "work.alarm",
    "work.dispute",
)
declare(
    Topic(name=CONTRACT, words=Words("작업 계약", "Work contracts")),
    Topic(name=CHECKED, words=Words("작업 검수 결과", "Results of checks")),
    Topic(name=PAID, words=Words("작업 보수 지급", "Pay for work")),
    Topic(name=STOPPED, words=Words("최저임금 아래라 멈춘 작업", "Work stopped under the minimum wage")),
    Topic(name=ALARM, words=Words("작업 품질 경보", "Alarms on quality")),
    Topic(name=DISPUTE, words=Words("작업 이의 신청", "Disputes about work")),
)
