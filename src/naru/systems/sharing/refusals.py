"""What sharing may have to say no to. A program reads the English sentence inside the protocol's own error."""

from naru.base.kit.refusals import Sentence, declare

declare(
    {
        "share_token_missing": Sentence(
            ko="수신자 토큰이 없거나 맞지 않습니다. 프로필 파일을 확인하거나 새로 받으세요.",
            en="The recipient token is missing or unknown. Check the profile file, or ask for a new one.",
            status=401,
            exit_code=3,
        ),
        "share_token_expired": Sentence(
            ko="수신자 토큰의 기한이 지났습니다(token expired). 새 프로필 파일을 받으세요.",
            en="The recipient token expired: ask for a new profile file.",
            status=401,
            exit_code=3,
        ),
        "share_token_revoked": Sentence(
            ko="회수된 수신자 토큰입니다. 새 프로필 파일을 받으세요.",
            en="The recipient token was revoked. Ask for a new profile file.",
            status=401,
            exit_code=3,
        ),
        "share_nothing_here": Sentence(
            ko="이 토큰으로 열 수 있는 그런 공유, 스키마, 테이블이 없습니다: {name}. 목록에서 이름을 확인해 주세요.",
            en="There is no share, schema or table {name} for this token. Look its name up in the list.",
            status=404,
            exit_code=4,
        ),
        "share_address_unknown": Sentence(
            ko="Delta Sharing에 그런 주소는 없습니다.",
            en="Delta Sharing has no such address here.",
            status=404,
            exit_code=4,
        ),
        "share_too_often": Sentence(
            ko="이 토큰은 1분에 {most}번까지 물을 수 있습니다. 잠시 뒤에 다시 해 주세요.",
            en="This token may ask {most} times a minute. Try again in a while.",
            status=429,
            exit_code=6,
        ),
        "share_method": Sentence(
            ko="이 주소는 {method} 요청을 받지 않습니다. 받는 것: {allowed}",
            en="This address does not take {method}. It takes {allowed}.",
            status=405,
        ),
        "share_value_refused": Sentence(
            ko="요청의 {name} 값을 쓸 수 없습니다: {value}. {wanted}",
            en="{name} cannot be {value}: {wanted}",
        ),
        "share_body_malformed": Sentence(
            ko="요청 본문이 JSON 객체가 아닙니다.",
            en="The body of the request is not a JSON object.",
        ),
        "share_together": Sentence(
            ko="{names} 가운데 하나만 쓸 수 있습니다.",
            en="Only one of {names} may be given.",
        ),
        "share_version_unknown": Sentence(
            ko="이 테이블에서 읽을 수 없는 버전입니다: {version}. 읽을 수 있는 버전은 {first}부터 {last}까지입니다.",
            en="Version {version} of this table cannot be read. Versions {first} to {last} can.",
        ),
        "share_instant_unknown": Sentence(
            ko="{timestamp} 시각에 맞는 버전이 없습니다.",
            en="The table has no version for {timestamp}.",
        ),
        "share_no_history": Sentence(
            ko="이 테이블은 지금 버전만 공유합니다.",
            en="This table is shared without its history: only its newest version can be read.",
        ),
        "share_features_missing": Sentence(
            ko="이 테이블을 읽으려면 클라이언트에 다음 기능이 필요합니다: {features}.",
            en="Reading this table needs reader features that the request does not offer: {features}.",
        ),
        "share_not_ready": Sentence(
            ko="수신자용 사본을 만드는 중입니다. 잠시 뒤에 다시 해 주세요.",
            en="The recipient's copy of this table is being made. Try again shortly.",
            status=503,
        ),
        "share_link_dead": Sentence(
            ko="파일 주소가 맞지 않거나 기한이 지났거나 권한이 끝났습니다. 테이블을 다시 조회해 주세요.",
            en="The file's address is wrong, has expired, or its right has ended. Query the table again.",
            status=403,
            exit_code=3,
        ),
        "share_link_used": Sentence(
            ko="이미 썼거나 기한이 지난 활성화 링크입니다. 토큰을 발급한 사람에게 새 링크를 요청해 주세요.",
            en="This activation link was used or has expired. Ask whoever issued it for a new one.",
            status=410,
        ),
        "share_days_refused": Sentence(
            ko="토큰의 기한은 1일에서 {longest}일까지입니다: {days}",
            en="A recipient token lasts 1 to {longest} days, not {days}.",
            status=422,
            exit_code=2,
        ),
        "share_name_refused": Sentence(
            ko="토큰 이름을 비울 수 없고, 보이는 글자로 {longest}자까지 한 줄로 적어 주세요.",
            en="Name the token with one line of visible letters, {longest} at most.",
            status=422,
            exit_code=2,
        ),
        "receipt_unreadable": Sentence(
            ko="수령증을 읽을 수 없습니다: {reason}. 나루에서 받은 JSON 파일 그대로인지 확인해 주세요.",
            en="The receipt cannot be read: {reason}. Use the JSON file as Naru gave it.",
            exit_code=5,
        ),
        "receipt_false": Sentence(
            ko="수령증의 서명이 맞지 않습니다. 내용이 바뀌었거나 다른 곳의 서명입니다.",
            en="The receipt's signature does not hold: its text was changed, or another key signed it.",
            exit_code=6,
        ),
        "mark_column_refused": Sentence(
            ko="표식을 넣을 수 없는 열입니다: {column}. 키가 아닌 수량(정수나 소수) 열만 쓸 수 있습니다.",
            en="The column {column} cannot bear a mark: only measures that are no key can, in whole numbers or decimals.",
            status=422,
            exit_code=2,
        ),
        "trace_unreadable": Sentence(
            ko="파일에서 숫자 열을 읽을 수 없습니다: {file}. CSV나 Parquet 파일을 주세요.",
            en="No columns of numbers can be read from {file}. Give a CSV or Parquet file.",
            exit_code=5,
        ),
    }
)
