"""What the site may know of combination."""

from naru.base.kit.system import Audience, Deployment, Fact, MenuGroup, MenuItem, System
from naru.base.kit.words import Words

DESK = "combination:desk"
AUTHORITY, AGENCY = Words("결합키관리기관", "Key authority"), Words("결합전문기관", "Combination agency")
CASE_AT_AUTHORITY = {"combination_case": "naru.systems.combination.desk_refs:case"}
CASE_AT_AGENCY = {"combination_case": "naru.systems.combination.agency.refs:case"}

SYSTEM = System(
    name="combination",
    optional=True,
    urls="naru.systems.combination.urls",
    menu=(
        MenuItem(
            words=Words("가명정보 결합", "Combination"),
            url="combination:overview",
            group=MenuGroup.MARKET,
            order=60,
            footer="doors",
        ),
        MenuItem(
            words=Words("결합 사건", "Combination cases"),
            url=DESK,
            group=MenuGroup.OFFICE,
            order=60,
            audience=Audience.AUDITORS,
        ),
    ),
    facts=(
        Fact(
            name="combination.cases",
            words=Words("맡은 결합", "Combinations taken on"),
            unit=Words("건", "cases"),
            counts="combination.case",
            rows="naru.systems.combination.facts:cases",
            url="combination:overview",
            definition=Words(
                "결합 전문기관으로 시작한 사건. 기록이 검증되는 것만 셉니다.",
                "Cases begun as agency whose dossiers verify.",
            ),
        ),
        Fact(
            name="combination.released",
            words=Words("반출한 결합", "Combinations released"),
            unit=Words("건", "cases"),
            counts="combination.case",
            rows="naru.systems.combination.facts:released",
            url="combination:overview",
            definition=Words(
                "반출 심사를 거쳐 결과를 내보낸 결합.",
                "Cases whose result was released after review.",
            ),
        ),
    ),
    deployments={
        "authority": Deployment(
            words=AUTHORITY,
            urls="naru.systems.combination.authority.urls",
            menu=(MenuItem(words=Words("사건", "Cases"), url=DESK, order=1),),
            commands=frozenset({"authority"}),
            kinds=CASE_AT_AUTHORITY,
        ),
        "agency": Deployment(
            words=AGENCY,
            urls="naru.systems.combination.agency.urls",
            menu=(MenuItem(words=Words("사건", "Cases"), url=DESK, order=1),),
            commands=frozenset({"agency"}),
            kinds=CASE_AT_AGENCY,
        ),
    },
    kinds={
        "combination_application": "naru.systems.combination.refs:application",
        "combination_consultation": "naru.systems.combination.refs:consultation",
        **CASE_AT_AGENCY,
        "combination_holding": "naru.systems.combination.refs:holding",
    },
    derived=("combination",),  # a backup of a case's key would outlive its destruction
    commands={
        "owner": "naru.systems.combination.owner.cli:owner",
        "authority": "naru.systems.combination.authority.cli:authority",
        "agency": "naru.systems.combination.agency.cli:agency",
    },
    commands_without_home=frozenset({"owner", "authority", "agency"}),
    sample="samples.combination:bring_combination",
    sample_is_long=True,
)
