"""What the site may know of challenges."""

from naru.base.kit.system import Fact, Findable, Gate, MenuGroup, MenuItem, System
from naru.base.kit.words import Words

SYSTEM = System(
    name="challenges",
    optional=True,
    urls="naru.systems.challenges.urls",
    api="naru.systems.challenges.api:router",
    api_words="naru.systems.challenges.api_words:WORDS",
    commands={"challenge": "naru.systems.challenges.commands:challenge"},
    commands_without_home=frozenset({"challenge verify"}),
    menu=(
        MenuItem(
            words=Words("챌린지", "Challenges"),
            url="challenges:challenges",
            group=MenuGroup.COMMUNITY,
            order=42,
            footer="doors",
            footer_words=Words("데이터 챌린지", "Data challenges"),
        ),
    ),
    facts=(
        Fact(
            name="challenges.running",
            words=Words("진행 중인 챌린지", "Challenges running"),
            unit=Words("개", "challenges"),
            counts="challenges.challenge",
            value="naru.systems.challenges.reads:count_running",
            url="challenges:challenges",
        ),
        Fact(
            name="challenges.held",
            words=Words("연 챌린지", "Challenges held"),
            unit=Words("개", "challenges"),
            counts="challenges.challenge",
            rows="naru.systems.challenges.facts:held",
            url="challenges:challenges",
            definition=Words("시작한 챌린지. 끝난 것도 셉니다.", "Challenges that were launched, closed ones too."),
        ),
    ),
    findables=(
        Findable(
            name="challenges.challenges",
            words=Words("챌린지", "Challenges"),
            things="naru.systems.challenges.findables:challenges",
            url="challenges:challenges",
            order=20,
        ),
    ),
    kinds={"challenge": "naru.systems.challenges.refs:challenge"},
    gates=(
        Gate(
            name="challenges.sealed_truth",
            acts=frozenset({"catalogue.publish_dataset"}),
            words=Words("챌린지의 정답", "Truth of a challenge"),
            ask="naru.systems.challenges.gates:ask_publication",
        ),
    ),
    checks="naru.systems.challenges.checks:CHECKS",
    sample="samples.challenges:bring_challenges",
    sample_is_long=True,
)
