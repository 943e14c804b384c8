"""What the catalogue may have to say no to."""

from naru.base.kit.refusals import Sentence, declare

declare(
    {
        "dataset_state_has_no_such_step": Sentence(
            ko="'{state_ko}' 상태의 데이터셋은 '{wanted_ko}' 상태로 바로 갈 수 없습니다. 화면에서 가능한 단계를 골라 주세요.",
            en="A dataset cannot go from '{state_en}' to '{wanted_en}' in one step. Choose one of the steps its page offers.",
            status=409,
        ),
        "version_is_not_held": Sentence(
            ko="이 버전은 이미 결정되었습니다 ({state_ko}). 새로 고침해서 지금 상태를 확인해 주세요.",
            en="This version was decided already ({state_en}). Reload the page to see where it stands.",
            status=409,
        ),
        "version_withdrawn": Sentence(
            ko="{number}번 버전은 제공기관이 철회해 더는 볼 수 없습니다. 버전 번호 없이 지금 자료를 읽어 주세요.",
            en="Version {number} was withdrawn by its publisher and can no longer be read. Leave the version out to read the current data.",
            status=410,
        ),
        "version_needs_disclosure": Sentence(
            ko="이 버전에는 개인정보가 있습니다. 열: {columns}. 까닭과 법적 근거를 적어 요청하고, 다른 담당관이 확인해야 보이게 됩니다.",
            en="There is personal data in this version. Columns: {columns}. Ask with a reason and a legal basis; it is shown once another officer has agreed.",
            status=409,
        ),
        "version_needs_a_reason": Sentence(
            ko="철회하는 까닭을 적어 주세요. 감사 기록에 남습니다.",
            en="Say why it is withdrawn: the reason is kept in the trail.",
            status=422,
        ),
        "identity_numbers_stay": Sentence(
            ko="주민등록·외국인등록·카드·여권·운전면허·계좌 번호는 그대로 공개할 수 없습니다. 열: {columns}. 그 열을 빼거나 가려 주세요.",
            en="Numbers of residents, foreigners, cards, passports, licences and accounts are never published as they are. Columns: {columns}. Drop or mask them.",
            status=422,
        ),
        "disclosure_needs_reason": Sentence(
            ko="개인정보를 그대로 공개하려는 까닭을 적어 주세요. 다른 담당관이 읽고 감사 기록에 남습니다.",
            en="Say why the personal data is to be published as it is: another officer reads it and the trail keeps it.",
            status=422,
        ),
        "disclosure_needs_basis": Sentence(
            ko="법적 근거를 고르고 조문이나 동의서 이름을 적어 주세요. 고를 수 있는 근거: {codes}",
            en="Choose the legal basis and name the article or the form of consent. The bases are: {codes}",
            status=422,
        ),
        "disclosure_is_over": Sentence(
            ko="이 공개 요청은 이미 끝났습니다 ({state_ko}). 새로 고쳐 지금 상태를 확인해 주세요.",
            en="This request is over already ({state_en}). Reload the page to see where it stands.",
            status=409,
        ),
        "disclosure_not_asked": Sentence(
            ko="확인을 기다리는 공개 요청이 없습니다. 새로 고쳐 지금 상태를 확인해 주세요.",
            en="No request to publish personal data waits here. Reload the page to see where it stands.",
            status=409,
        ),
        "second_person_needed": Sentence(
            ko="개인정보를 그대로 공개하려면 요청한 사람이 아닌 다른 담당관이 확인해야 합니다. 다른 담당관에게 이 화면을 보여 주세요.",
            en="Personal data is published as it is only after an officer other than the one who asked has agreed. Ask another officer to open this page.",
            status=403,
        ),
        "dataset_needs_publisher_and_licence": Sentence(
            ko="공개하려면 제공기관과 이용허락이 있어야 합니다. 없는 것: {missing_ko}. 설명에 적은 뒤 공개해 주세요.",
            en="A dataset is published with its publisher and its licence. Missing: {missing_en}. Describe it so, then publish.",
            status=422,
        ),
        "publisher_is_anothers": Sentence(
            ko="‘{name}’: 다른 기관의 이름입니다. 담당 공무원에게 이름을 배정해 달라고 하거나, 초안으로 되돌려 다시 공개를 청해 동의를 받으세요.",
            en="“{name}” is another organisation's name. Ask an officer to assign it to yours, or return the dataset to a draft and publish it again to be granted consent.",
            status=403,
        ),
        "dataset_needs_a_reason": Sentence(
            ko="데이터셋을 철회하는 까닭을 적어 주세요. 감사 기록과 이력에 남습니다.",
            en="Say why the dataset is withdrawn: the reason is kept in the trail.",
            status=422,
        ),
        "dataset_needs_title": Sentence(
            ko="데이터셋의 제목을 적어 주세요. 제목은 500자까지 쓸 수 있습니다.",
            en="Give the dataset a title. A title has up to 500 characters.",
            status=422,
        ),
        "unknown_code": Sentence(
            ko="'{value}'은(는) {field_ko} 목록에 없습니다. 다음 가운데 골라 주세요: {codes}",
            en="'{value}' is not in the list of {field}. Choose one of: {codes}",
            status=422,
        ),
        "only_one_version": Sentence(
            ko="'{table}' 표에는 견줄 버전이 아직 둘이 되지 않습니다. 새 버전이 들어오면 견줄 수 있습니다.",
            en="The table '{table}' has fewer than two versions so far. They can be compared once a new one has come.",
            status=409,
        ),
        "table_name_taken": Sentence(
            ko="이 데이터셋에는 '{name}'이라는 표가 이미 있습니다.",
            en="This dataset already has a table called '{name}'.",
            status=409,
        ),
        "distribution_needs_address": Sentence(
            ko="'{url}'은(는) 웹 주소가 아닙니다. https://로 시작하는 주소를 적어 주세요.",
            en="'{url}' is no web address. Give one that begins with https://.",
            status=422,
        ),
        "period_is_reversed": Sentence(
            ko="기간의 끝({end})이 시작({start})보다 앞섭니다. 두 날짜를 바꾸어 적어 주세요.",
            en="The period ends ({end}) before it starts ({start}). Exchange the two dates.",
            status=422,
        ),
        "organisation_unknown": Sentence(
            ko="'{name}'이라는 기관이 없습니다. 기관의 주소 이름(slug)을 확인해 주세요.",
            en="There is no organisation '{name}'. Check the organisation's short name.",
            status=422,
        ),
        "index_is_being_built": Sentence(
            ko="검색 색인을 새로 만드는 중입니다. 몇 분 뒤에 다시 찾아 주세요.",
            en="The search index is being built anew. Search again in a few minutes.",
            status=503,
            exit_code=5,
        ),
        "index_is_busy": Sentence(
            ko="다른 프로세스가 검색 색인을 쓰고 있습니다. 끝난 뒤에 다시 해 주세요.",
            en="Another process is writing the search index. Try again when it has finished.",
            status=409,
            exit_code=5,
        ),
        "column_not_found": Sentence(
            ko="‘{name}’ 열이 없습니다. 있는 열: {names}",
            en="There is no column “{name}”. The columns are: {names}",
        ),
        "filter_unreadable": Sentence(
            ko="‘{filter}’ 조건을 읽을 수 없습니다. 열:연산:값으로 쓰고, 연산은 {operators} 가운데 하나입니다.",
            en="The filter “{filter}” is not readable. Write column:operator:value with one of {operators}.",
        ),
        "filter_value": Sentence(
            ko="‘{column}’ 열의 값 ‘{value}’을(를) 읽을 수 없습니다. {wanted_ko}(으)로 써 주세요.",
            en="The value “{value}” of column “{column}” is not readable. Write {wanted_en}.",
        ),
        "filter_needs_text": Sentence(
            ko="‘{column}’ 열은 글자가 아니어서 {operator} 조건을 쓸 수 없습니다.",
            en="Column “{column}” holds no text, so {operator} does not apply.",
        ),
        "entitlement_term": Sentence(
            ko="이용 기간의 끝({ends})이 시작({starts})보다 뒤여야 합니다. 날짜를 고쳐 주세요.",
            en="A term ends ({ends}) after it starts ({starts}). Change one of the dates.",
            status=422,
        ),
        "entitlement_table_unknown": Sentence(
            ko="이 데이터셋에는 ‘{table}’ 표가 없습니다. 데이터셋의 표 가운데 골라 주세요.",
            en="This dataset has no table “{table}”. Choose one of its own.",
            status=422,
        ),
        "holder_unknown": Sentence(
            ko="이용권을 받을 사람이나 기관이 없습니다: {kind} {id}. 번호를 확인해 주세요.",
            en="There is nobody to hold the entitlement: {kind} {id}. Check the id.",
            status=422,
        ),
        "entitlement_needs_reason": Sentence(
            ko="이용권을 거두는 까닭을 적어 주세요. 받은 쪽에 알려지고 감사 기록에 남습니다.",
            en="Say why the entitlement is revoked: its holder is told, and it stands in the trail.",
            status=422,
        ),
        "right_ended": Sentence(
            ko="읽는 사이에 이용 권한이 끝났습니다. 여기까지 받은 것은 온전하지 않습니다. 이용권의 기간과 상태를 확인해 주세요.",
            en="The right to read ended meanwhile; what came so far is incomplete. See the entitlement's term and state.",
            status=403,
        ),
        "dataset_after_sign_in": Sentence(
            ko="로그인하면 볼 수 있는 데이터입니다. 먼저 로그인해 주세요.",
            en="This data is open to everyone who signed in. Please sign in first.",
            status=401,
            exit_code=3,
        ),
        "dataset_by_entitlement_after_sign_in": Sentence(
            ko="이용권이 있는 쪽만 읽는 데이터입니다. 이용권이 있으면 로그인하고, 없으면 로그인한 뒤 제공기관에 요청해 주세요.",
            en="This data is read by holders of an entitlement. Sign in if you hold one, or sign in and ask its publisher for it.",
            status=401,
            exit_code=3,
        ),
        "dataset_by_entitlement": Sentence(
            ko="이용권이 있는 쪽만 읽는 데이터입니다. 쓸 목적과 기간을 적어 제공기관의 문의처에 요청해 주세요.",
            en="This data is read by holders of an entitlement. Ask its publisher for one and say for what and how long.",
            status=403,
            exit_code=3,
        ),
        "dataset_entitlement_coming": Sentence(
            ko="이용권의 기간이 아직 시작되지 않았습니다. 시작하는 날부터 읽을 수 있습니다.",
            en="Your entitlement has not begun. You read this data from its first day on.",
            status=403,
            exit_code=3,
        ),
        "dataset_entitlement_over": Sentence(
            ko="이용권이 끝났거나 거두어졌습니다. 더 쓰려면 제공기관에 이용권을 다시 요청해 주세요.",
            en="Your entitlement ended or was revoked. To go on, ask the publisher to renew it.",
            status=403,
            exit_code=3,
        ),
        "dataset_token_does_not_read": Sentence(
            ko="이 토큰에는 읽을 권한이 없습니다. ‘읽기’ 범위가 있는 토큰을 써 주세요.",
            en="This token may not read. Use one with the scope “read”.",
            status=403,
            exit_code=3,
        ),
        "dataset_withdrawn": Sentence(
            ko="제공기관이 철회해 더는 읽을 수 없는 데이터입니다. 같은 제공기관의 다른 데이터를 찾거나 문의처에 물어봐 주세요.",
            en="The publisher withdrew this data, so it can no longer be read. See what else its publisher offers, or ask there.",
            status=403,
            exit_code=3,
        ),
        "needs_the_whole": Sentence(
            ko="이 표의 일부만 볼 수 있는 이용권이라 이 화면은 볼 수 없습니다. 볼 수 있는 행은 표 화면과 API에 있습니다.",
            en="Your entitlement gives a part of this table, so this page is closed. The rows you may see are in the table's page and the API.",
            status=403,
        ),
        "sealed_by_service": Sentence(
            ko="봉인된 데이터셋의 이용권은 그 데이터셋을 만든 시스템만 줍니다.",
            en="Entitlements to a sealed dataset are given by the system that made it alone.",
            status=403,
        ),
    }
)
