"""What the site may know of firms."""

from naru.base.kit.system import Audience, Fact, Findable, MenuGroup, MenuItem, Panel, System
from naru.base.kit.words import Words

FACTS = "naru.systems.firms.facts:"
SYSTEM = System(
    name="firms",
    optional=True,
    needs=frozenset({"query"}),
    urls="naru.systems.firms.urls",
    menu=(
        MenuItem(
            words=Words("기업과 문제", "Firms and problems"),
            url="firms:board",
            group=MenuGroup.COMMUNITY,
            order=48,
            footer="doors",
        ),
        MenuItem(
            words=Words("기업 지원", "Support for firms"),
            url="firms:calls",
            group=MenuGroup.COMMUNITY,
            order=49,
            footer="doors",
        ),
        MenuItem(
            words=Words("연구 작업방", "Research workspaces"),
            url="firms:workspaces",
            group=MenuGroup.MINE,
            order=60,
            audience=Audience.SIGNED_IN,
        ),
    ),
    findables=(
        Findable(
            name="firms.firms",
            words=Words("데이터 기업", "Data firms"),
            things="naru.systems.firms.findables:firms",
            url="firms:directory",
            order=46,
        ),
        Findable(
            name="firms.problems",
            words=Words("문제", "Problems"),
            things="naru.systems.firms.findables:problems",
            url="firms:board",
            order=47,
        ),
        Findable(
            name="firms.calls",
            words=Words("지원 공고", "Calls for support"),
            things="naru.systems.firms.findables:calls",
            url="firms:calls",
            order=48,
        ),
    ),
    missed_searches="naru.systems.firms.missed_searches:note",
    organisation_panels=(Panel(render="naru.systems.firms.pages.directory:of_organisation", order=60),),
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
            name="firms.awards",
            words=Words("지원한 과제", "Projects supported"),
            unit=Words("건", "projects"),
            counts="firms.award",
            rows=f"{FACTS}awards",
            url="firms:calls",
            definition=Words(
                "지원 공고에서 선정한 과제. 결과를 알린 때부터 셉니다.",
                "Projects that a call awarded, from its announcement on.",
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
            is_reported=True,
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
            is_reported=True,
        ),
    ),
    kinds={
        "firm": "naru.systems.firms.refs:firm",
        "problem": "naru.systems.firms.refs:problem",
        "pilot": "naru.systems.firms.refs:pilot",
        "support_call": "naru.systems.firms.refs:call",
        "support_application": "naru.systems.firms.refs:application",
        "support_award": "naru.systems.firms.refs:award",
        "support_milestone": "naru.systems.firms.refs:milestone",
        "workspace": "naru.systems.firms.refs:workspace",
        "workspace_data": "naru.systems.firms.refs:workspace_data",
    },
    sample="samples.firms:bring",
    sample_is_long=True,
)
