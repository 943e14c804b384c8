"""The sentences of people's refusals."""

from naru.base.kit.refusals import Sentence, declare

declare(
    {
        "second_factor_needed": Sentence(
            ko="펴내거나 관리하는 계정은 두 번째 확인 수단이 있어야 합니다. 내 계정의 ‘2단계 인증’에서 먼저 켜 주세요.",
            en="Accounts that publish or administer need a second factor. Turn one on under “Two-factor authentication” first.",
            status=403,
        ),
        "already_a_member": Sentence(
            ko="이미 이 기관의 구성원입니다. 역할을 바꾸려면 목록에서 바꿔 주세요.",
            en="This person is already a member. Change their role in the list instead.",
            status=409,
        ),
        "not_a_member": Sentence(
            ko="이 기관의 구성원이 아닙니다. 먼저 구성원으로 추가해 주세요.",
            en="This person is not a member of the organisation. Add them first.",
            status=404,
            exit_code=4,
        ),
        "last_owner": Sentence(
            ko="마지막 대표입니다. 다른 구성원을 대표로 정한 다음에 다시 해 주세요.",
            en="This is the last owner. Make another member an owner, then try again.",
            status=409,
        ),
        "no_such_person": Sentence(
            ko="{email} 주소로 가입한 사람이 없습니다. 먼저 가입해 달라고 해 주세요.",
            en="Nobody has signed up as {email}. Ask them to sign up first.",
            status=404,
            exit_code=4,
        ),
        "no_such_organisation": Sentence(
            ko="{organisation} 기관을 찾을 수 없습니다. `naru organisation list`로 이름을 확인해 주세요.",
            en="There is no organisation {organisation}. See `naru organisation list`.",
            status=404,
            exit_code=4,
        ),
        "email_taken": Sentence(
            ko="{email} 주소는 이미 쓰이고 있습니다. 다른 주소를 쓰거나 로그인해 주세요.",
            en="The address {email} is already in use. Use another one or sign in.",
            status=409,
        ),
        "slug_taken": Sentence(
            ko="{slug} 주소는 다른 기관이 쓰고 있습니다. 다른 영문 주소를 정해 주세요.",
            en="The address {slug} belongs to another organisation. Choose another one.",
            status=409,
        ),
        "text_empty": Sentence(
            ko="{field} 값이 비어 있습니다. 보이는 글자를 하나라도 적어 주세요.",
            en="The value of {field} is empty. Write at least one visible letter.",
            status=422,
            exit_code=2,
        ),
        "text_too_long": Sentence(
            ko="{field} 값이 {length}자입니다. {longest}자까지 적을 수 있습니다.",
            en="The value of {field} has {length} characters; {longest} is the most.",
            status=422,
            exit_code=2,
        ),
        "text_character": Sentence(
            ko="{field} 값에 쓸 수 없는 글자({character})가 들어 있습니다. 지우고 다시 해 주세요.",
            en="The value of {field} holds the character {character}, which cannot be used. Remove it and try again.",
            status=422,
            exit_code=2,
        ),
        "email_refused": Sentence(
            ko="{email}은(는) 이메일 주소가 아닙니다. 이름@예시.kr 꼴로 적어 주세요.",
            en="{email} is not an email address. Write it like name@example.org.",
            status=422,
            exit_code=2,
        ),
        "slug_refused": Sentence(
            ko="{slug}은(는) 주소로 쓸 수 없습니다. 영문 소문자와 숫자, 하이픈으로 60자까지 적어 주세요.",
            en="{slug} cannot be an address. Use a-z, 0-9 and single hyphens, 60 characters at most.",
            status=422,
            exit_code=2,
        ),
        "member_unnamed": Sentence(
            ko="누구의 역할을 바꿀지 이메일 주소를 적어 주세요: `naru organisation member 기관 이메일 --role member`",
            en="Name whose membership changes: `naru organisation member SLUG EMAIL --role member`",
            exit_code=2,
        ),
        "member_change_unsaid": Sentence(
            ko="무엇을 할지 --role이나 --remove로 적어 주세요.",
            en="Say what to do with --role or --remove.",
            exit_code=2,
        ),
        "password_refused": Sentence(
            ko="이 비밀번호는 쓸 수 없습니다: {reason}",
            en="This password cannot be used: {reason_en}",
            status=422,
            exit_code=2,
        ),
        "token_invalid": Sentence(
            ko="토큰이 올바르지 않거나 기한이 지났거나 회수되었습니다. 내 토큰 화면에서 새로 발급해 주세요.",
            en="The token is mistyped, expired or revoked. Issue a new one on your tokens page.",
            status=401,
            exit_code=3,
        ),
        "token_only_for_api": Sentence(
            ko="토큰은 /api/ 아래 주소에서만 쓸 수 있습니다. 화면은 로그인해서 이용해 주세요.",
            en="Tokens work only for addresses under /api/. Sign in to use the pages.",
            status=403,
            exit_code=3,
        ),
        "token_scope_missing": Sentence(
            ko="이 토큰에는 {scope} 권한이 없습니다. 필요한 권한으로 새 토큰을 발급해 주세요.",
            en="This token lacks the scope {scope}. Issue a new token that has it.",
            status=403,
            exit_code=3,
        ),
        "token_expiry_refused": Sentence(
            ko="토큰의 기한은 1일에서 {days_max}일 사이여야 합니다.",
            en="A token lasts from 1 to {days_max} days.",
            status=422,
            exit_code=2,
        ),
        "role_refused": Sentence(
            ko="그런 역할은 없습니다. 대표, 담당자, 구성원 가운데 하나를 골라 주세요.",
            en="There is no such role. Choose owner, steward or member.",
            status=422,
            exit_code=2,
        ),
        "csrf_refused": Sentence(
            ko="이 요청이 나루의 화면에서 왔는지 확인할 수 없습니다. 화면을 새로 고친 뒤 다시 해 주세요.",
            en="This request does not seem to come from Naru's own pages. Reload the page and try again.",
            status=403,
            exit_code=3,
        ),
        "role_unknown": Sentence(
            ko="‘{role}’ 역할이 없거나 그 대상에 줄 수 없습니다. 설치된 시스템의 역할 가운데 골라 주세요.",
            en="There is no role “{role}”, or it is not over that kind of thing. Choose one that an installed system declares.",
            status=422,
            exit_code=2,
        ),
        "role_term": Sentence(
            ko="역할의 끝({ends})이 이미 지났습니다. 앞으로의 때를 적어 주세요.",
            en="The role would end ({ends}) before it begins. Give a time to come.",
            status=422,
            exit_code=2,
        ),
        "not_sealed": Sentence(
            ko="‘{kind}’ 갈래는 봉인되어 있지 않아 긴급 열람이 필요하지 않습니다. 평소의 화면에서 보세요.",
            en="Things of the kind “{kind}” are not sealed: no emergency access is needed. See them where they are shown.",
            status=422,
            exit_code=2,
        ),
        "break_glass_is_over": Sentence(
            ko="이 긴급 열람 요청은 이미 끝났습니다. 필요하면 까닭을 적어 다시 요청해 주세요.",
            en="This request for emergency access is over. Ask anew, with a reason, if it is still needed.",
            status=409,
        ),
    }
)
