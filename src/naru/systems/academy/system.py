"""What the site may know of the academy."""

from naru.base.kit.system import Audience, Fact, MenuGroup, MenuItem, Subscription, System
from naru.base.kit.words import Words

SYSTEM = System(
    name="academy",
    optional=True,
    urls="naru.systems.academy.urls",
    api="naru.systems.academy.api:router",
    api_words="naru.systems.academy.api_words:WORDS",
    reading_posts=frozenset({"api:academy_check"}),
    commands={"academy": "naru.systems.academy.commands:academy"},
    menu=(
        MenuItem(
            words=Words("배움", "Academy"),
            url="academy:home",
            group=MenuGroup.COMMUNITY,
            order=50,
            footer="doors",
            footer_words=Words("데이터 아카데미", "Data academy"),
        ),
        MenuItem(words=Words("실습", "Exercises"), url="academy:exercises", group=MenuGroup.COMMUNITY, order=51),
        MenuItem(words=Words("일자리", "Jobs"), url="academy:postings", group=MenuGroup.COMMUNITY, order=52),
        MenuItem(
            words=Words("내 배움", "My learning"),
            url="academy:mine",
            group=MenuGroup.COMMUNITY,
            order=53,
            audience=Audience.SIGNED_IN,
        ),
    ),
    facts=(
        Fact(
            name="academy.certificates",
            words=Words("수료증을 받은 사람", "Certificates of completion"),
            unit=Words("건", "certificates"),
            counts="academy.certificate",
            value="naru.systems.academy.reads.outcomes:count_certificates",
            url="academy:home",
        ),
        Fact(
            name="academy.completed",
            words=Words("수료한 사람", "People who completed"),
            unit=Words("명", "people"),
            counts="academy.certificate",
            rows="naru.systems.academy.facts:completed",
            url="academy:home",
            definition=Words(
                "유효한 수료증. 발급한 때부터 세고, 취소하면 그때부터 세지 않습니다.",
                "Certificates that hold: from their day of issue on, and no more once revoked.",
            ),
            least=3,
        ),
    ),
    kinds={
        "academy_course": "naru.systems.academy.refs:course",
        "academy_cohort": "naru.systems.academy.refs:cohort",
        "academy_application": "naru.systems.academy.refs:application",
        "academy_enrolment": "naru.systems.academy.refs:enrolment",
        "academy_exercise": "naru.systems.academy.refs:exercise",
        "academy_credential": "naru.systems.academy.refs:credential",
        "academy_posting": "naru.systems.academy.refs:posting",
        "academy_referral": "naru.systems.academy.refs:referral",
    },
    subscriptions=(
        Subscription(
            name="academy.exercises_follow",
            event="catalogue.dataset_withdrawn",
            to="naru.systems.academy.reactions:on_withdrawn",
        ),
    ),
    sample="samples.academy:bring_academy",
)
