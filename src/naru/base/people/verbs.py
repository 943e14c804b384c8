"""What people's acts say in the trail."""

from naru.base.kit.person import Role
from naru.base.kit.words import Words
from naru.base.people.core.values import ROLE_WORDS
from naru.base.trail.core.verbs import Stream, declare

FACTORS = {
    "totp": Words("인증 앱", "an authenticator app"),
    "webauthn": Words("패스키나 보안 키", "a passkey or security key"),
    "recovery_codes": Words("복구 코드", "recovery codes"),
}

declare(
    Stream(
        name="person",
        words=Words("사람", "People"),
        verbs={
            "person.signed_up": Words("회원으로 가입했습니다.", "Signed up."),
            "person.created": Words("계정을 만들었습니다.", "Created an account."),
            "person.signed_in": Words("로그인했습니다.", "Signed in."),
            "person.renamed": Words("이름을 바꾸었습니다.", "Changed the name."),
            "person.password_set": Words("비밀번호를 바꾸었습니다.", "Set the password."),
            "person.email_changed": Words("이메일 주소를 바꾸었습니다.", "Changed the email address."),
            "person.roles_changed": Words(
                "도시에서 맡은 역할을 바꾸었습니다. 담당 공무원: {is_officer}, 감사관: {is_auditor}",
                "Changed the roles in the city. Officer: {is_officer}, auditor: {is_auditor}",
            ),
            "person.suspended": Words("계정을 멈추었습니다: {reason}", "Suspended the account: {reason}"),
            "person.unsuspended": Words("멈춘 계정을 다시 열었습니다: {reason}", "Opened the account again: {reason}"),
            "person.deleted": Words("계정을 지웠습니다.", "Deleted the account."),
            "person.factor_added": Words("로그인 수단을 더했습니다: {type}", "Added a way to sign in: {type}"),
            "person.factor_removed": Words("로그인 수단을 뺐습니다: {type}", "Removed a way to sign in: {type}"),
        },
        values={
            "type": FACTORS,
            "is_officer": {"True": Words("예", "yes"), "False": Words("아니요", "no")},
            "is_auditor": {"True": Words("예", "yes"), "False": Words("아니요", "no")},
        },
    )
)
declare(
    Stream(
        name="organisation",
        words=Words("기관", "Organisations"),
        verbs={
            "organisation.created": Words("‘{name}’ 기관을 만들었습니다.", "Founded the organisation “{name}”."),
            "organisation.described": Words("‘{name_ko}’ 기관의 소개를 고쳤습니다.", "Described “{name_ko}” anew."),
            "organisation.member_added": Words("기관에 사람을 더했습니다. 역할: {role}", "Added a member as {role}."),
            "organisation.role_changed": Words(
                "기관 사람의 역할을 바꾸었습니다. 새 역할: {role}", "Changed a member's role to {role}."
            ),
            "organisation.member_removed": Words("기관에서 사람을 뺐습니다.", "Took a member out."),
        },
        values={"role": {role.value: ROLE_WORDS[role] for role in Role}},
    )
)
declare(
    Stream(
        name="token",
        words=Words("API 토큰", "API tokens"),
        verbs={
            "token.issued": Words("API 토큰을 발급했습니다. 권한: {scopes}", "Issued an API token that may {scopes}."),
            "token.revoked": Words("API 토큰을 회수했습니다.", "Revoked an API token."),
        },
        values={
            "scopes": {
                "read": Words("읽기", "read"),
                "write": Words("쓰기", "write"),
                "admin": Words("관리", "administer"),
            }
        },
    )
)
declare(
    Stream(
        name="role",
        words=Words("역할", "Roles"),
        verbs={
            "role.assigned": Words("역할을 주었습니다: {role}", "Gave the role {role}."),
            "role.ended": Words("역할을 거두었습니다: {role}", "Ended the role {role}."),
        },
    )
)
declare(
    Stream(
        name="break_glass",
        words=Words("긴급 열람", "Emergency access"),
        verbs={
            "break_glass.asked": Words(
                "봉인된 것({kind})의 긴급 열람을 요청했습니다. 까닭: {reason}",
                "Asked to open something sealed ({kind}). Reason: {reason}",
            ),
            "break_glass.agreed": Words(
                "긴급 열람({kind})에 둘째 사람으로 동의했습니다. 까닭: {reason}",
                "Agreed, as the second person, to open something sealed ({kind}). Reason: {reason}",
            ),
            "break_glass.declined": Words(
                "긴급 열람({kind}) 요청을 돌려보냈습니다. 까닭: {reason}",
                "Declined to open something sealed ({kind}). Reason: {reason}",
            ),
            "break_glass.used": Words(
                "긴급 열람으로 읽었습니다: {kind}", "Read something sealed that was open: {kind}"
            ),
            "break_glass.shut": Words("긴급 열람을 닫았습니다: {kind}", "Shut an emergency access: {kind}"),
        },
    )
)
