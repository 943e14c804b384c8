"""What the site may know of the academy."""

from naru.base.kit.system import Audience, Fact, Findable, MenuGroup, MenuItem, Subscription, System
from naru.base.kit.words import Words

SYSTEM = System(
    name="academy",
    optional=True,
    needs=frozenset({"query"}),
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
            rows="naru.systems.academy.facts:certificates",
            url="academy:home",
            definition=Words(
                "과정을 마치고 받은 수료증 가운데 취소되지 않은 것.",
                "Certificates of completed courses that were not revoked.",
            ),
        ),
    ),
    findables=(
        Findable(
            name="academy.courses",
            words=Words("교육과정", "Courses"),
            things="naru.systems.academy.findables:courses",
            url="academy:home",
            order=30,
        ),
        Findable(
            name="academy.exercises",
            words=Words("실습", "Exercises"),
            things="naru.systems.academy.findables:exercises",
            url="academy:exercises",
            order=40,
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
    sample_is_long=True,
)
