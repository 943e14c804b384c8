"""What people are told of problems, calls and workspaces."""

from naru.base.kit.words import Words
from naru.commons.notices.core.topics import Topic, declare

PROBLEM = "firms.problem"
RESULT = "firms.result"
SUPPLEMENT = "firms.supplement"
PANEL = "firms.panel"
TO_DO = "firms.to_do"
DATA = "firms.workspace_data"
declare(
    Topic(name=PROBLEM, words=Words("문제에 생긴 일", "What came of a problem")),
    Topic(name=RESULT, words=Words("지원 결과", "Results of calls")),
    Topic(name=SUPPLEMENT, words=Words("지원 신청 보완 요청", "Supplements to applications")),
    Topic(name=PANEL, words=Words("지원 심사 위촉", "Seats on a panel of a call")),
    Topic(name=TO_DO, words=Words("지원 협약과 단계", "Agreements and milestones of support")),
    Topic(name=DATA, words=Words("작업방의 데이터", "Data of workspaces")),
)
