"""What the site may know of firms."""

from naru.base.kit.system import Fact, MenuGroup, MenuItem, System
from naru.base.kit.words import Words

FACTS = "naru.systems.firms.facts:"
SYSTEM = System(
    name="firms",
    optional=True,
    urls="naru.systems.firms.urls",
    menu=(
        MenuItem(
            words=Words("기업과 문제", "Firms and problems"),
            url="firms:board",
            group=MenuGroup.COMMUNITY,
            order=48,
            footer="data",
        ),
    ),
    facts=(
        Fact(
            name="firms.firms",
            words=Words("소개를 쓴 데이터 기업", "Data firms in the directory"),
            unit=Words("곳", "firms"),
            counts="organisation",
            rows=f"{FACTS}firms",
            url="firms:directory",
            definition=Words(
                "소개를 쓴 기업. 처음 쓴 때부터 셉니다.", "Firms that described themselves, from then on."
            ),
        ),
        Fact(
            name="firms.problems",
            words=Words("올라온 문제", "Problems posted"),
            unit=Words("건", "problems"),
            counts="problem",
            rows=f"{FACTS}problems",
            url="firms:board",
            definition=Words(
                "게시판에 올라온 문제. 합치거나 거둔 것도 올라온 것으로 셉니다.",
                "Problems posted on the board, those merged or withdrawn since among them.",
            ),
        ),
        Fact(
            name="firms.pilots",
            words=Words("시작한 실증", "Proofs of concept begun"),
            unit=Words("건", "pilots"),
            counts="pilot",
            rows=f"{FACTS}pilots",
            url="firms:board",
            definition=Words(
                "제안을 골라 앞의 값을 재고 시작한 실증.", "Proposals chosen and measured before they began."
            ),
        ),
        Fact(
            name="firms.adopted",
            words=Words("도입한 서비스", "Services adopted"),
            unit=Words("건", "services"),
            counts="pilot",
            rows=f"{FACTS}adopted",
            url="firms:board",
            definition=Words(
                "실증 앞뒤를 재고 도입하기로 한 서비스.", "Proofs of concept that were measured and adopted."
            ),
        ),
        Fact(
            name="firms.jobs",
            words=Words("기업이 알린 일자리", "Jobs that firms report"),
            unit=Words("명", "people"),
            counts="firms.job",
            rows=f"{FACTS}jobs",
            url="firms:directory",
            definition=Words(
                "기업이 알린 일하는 사람 수. 기업마다 마지막 해만 더합니다.",
                "People as firms report them; the last year of each.",
            ),
            least=3,
        ),
        Fact(
            name="firms.investment_krw",
            words=Words("기업이 알린 투자", "Investment that firms report"),
            unit=Words("원", "won"),
            counts="firms.investment",
            rows=f"{FACTS}investment_krw",
            url="firms:directory",
            definition=Words("기업이 해마다 알린 투자를 더합니다.", "Investment as firms report it, year by year."),
            least=3,
        ),
    ),
    kinds={
        "firm": "naru.systems.firms.refs:firm",
        "problem": "naru.systems.firms.refs:problem",
        "pilot": "naru.systems.firms.refs:pilot",
    },
    sample="samples.firms:bring",
)
