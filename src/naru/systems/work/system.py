"""What the site may know of paid work."""

from naru.base.kit.system import Audience, Fact, Findable, MenuGroup, MenuItem, System
from naru.base.kit.words import Words

SYSTEM = System(
    name="work",
    optional=True,
    urls="naru.systems.work.urls",
    api="naru.systems.work.api:router",
    api_words="naru.systems.work.api_words:WORDS",
    commands={"work": "naru.systems.work.commands:work"},
    menu=(
        MenuItem(
            words=Words("데이터 일감", "Data work"),
            url="work:home",
            group=MenuGroup.COMMUNITY,
            order=56,
            footer="doors",
        ),
        MenuItem(
            words=Words("내 작업", "My work"),
            url="work:mine",
            group=MenuGroup.COMMUNITY,
            order=57,
            audience=Audience.SIGNED_IN,
        ),
    ),
    facts=(
        Fact(
            name="work.jobs",
            words=Words("데이터 일자리", "Jobs in data work"),
            unit=Words("명", "people"),
            counts="work.person",
            rows="naru.systems.work.facts:jobs",
            url="work:home",
            definition=Words(
                "보수를 받은 계약이 정한 날수를 넘긴 사람. 계약이 여럿이어도 한 번만 셉니다.",
                "People with a paid contract of so many days; each once, however many contracts.",
            ),
        ),
        Fact(
            name="work.paid_krw",
            words=Words("데이터 일감으로 지급한 보수", "Won paid for data work"),
            unit=Words("원", "won"),
            counts="work.payout",
            rows="naru.systems.work.facts:paid_krw",
            url="work:home",
            definition=Words("지급일에 지급한 보수를 세금을 떼기 전으로 더합니다.", "What was paid, before tax."),
            least=3,
        ),
        Fact(
            name="work.accepted",
            words=Words("인정한 라벨", "Labels accepted"),
            unit=Words("건", "labels"),
            counts="work.answer",
            rows="naru.systems.work.facts:accepted",
            url="work:home",
            definition=Words(
                "다른 사람의 검수를 거쳐 인정한 답. 검수를 마친 때부터 셉니다.",
                "Answers accepted by another person's check, from then on.",
            ),
        ),
    ),
    findables=(
        Findable(
            name="work.jobs",
            words=Words("데이터 일감", "Data work"),
            things="naru.systems.work.findables:jobs",
            url="work:home",
            order=47,
        ),
    ),
    kinds={
        "work_job": "naru.systems.work.refs:job",
        "work_contract": "naru.systems.work.refs:contract",
        "work_assignment": "naru.systems.work.refs:assignment",
        "work_answer": "naru.systems.work.refs:answer",
        "work_task": "naru.systems.work.refs:task",
        "work_payout": "naru.systems.work.refs:payout",
    },
    sample="samples.work:bring_work",
    sample_is_long=True,
)
