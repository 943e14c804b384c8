"""What the protocols may have to say no to."""

from naru.base.kit.refusals import Sentence, declare

declare(
    {
        "parameter_unreadable": Sentence(
            ko="요청 항목 {name}: 읽을 수 없는 값입니다 (“{value}”). 이렇게 적어 주세요: {wanted}",
            en="The parameter {name} cannot be read: “{value}”. Write it like this: {wanted}",
        ),
        "parameter_not_known": Sentence(
            ko="요청 항목 {name}: 없는 이름입니다. 쓸 수 있는 이름: {names}",
            en="There is no parameter {name}. Known are: {names}",
        ),
        "ckan_query_unreadable": Sentence(
            ko="질의의 이 부분을 이해하지 못했습니다: {part}. 필드:값 꼴의 조건만 쓸 수 있습니다 (organization, groups, tags, license_id, res_format, metadata_modified).",
            en="This part of the query is not understood: {part}. Conditions are field:value (organization, groups, tags, license_id, res_format, metadata_modified).",
            status=409,
        ),
        "ckan_action_unknown": Sentence(
            ko="이런 동작은 없습니다: {action}. 쓸 수 있는 동작은 /api/3/action/help_show에서 확인해 주세요.",
            en="There is no action {action}. See /api/3/action/help_show for those there are.",
            status=404,
        ),
        "ckan_post_wanted": Sentence(
            ko="이 동작은 POST로만 부릅니다: {action}.",
            en="The action {action} takes POST alone.",
            status=409,
        ),
        "ckan_argument_missing": Sentence(
            ko="요청 항목 {name}: 값이 필요합니다.",
            en="The parameter {name} is needed.",
            status=409,
        ),
        "json_body_wanted": Sentence(
            ko="요청 본문은 JSON 객체여야 합니다. Content-Type: application/json 머리글과 함께 보내 주세요.",
            en="The request's body must be a JSON object. Send it with Content-Type: application/json.",
        ),
    }
)
