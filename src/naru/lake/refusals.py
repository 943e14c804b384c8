"""What the lake may tell a person."""

from naru.kit.refusals import Sentence, declare

declare(
    {
        "table_not_in_lake": Sentence(
            ko="표의 데이터가 아직 없습니다. 파일을 올린 뒤 다시 시도해 주세요.",
            en="The table holds no data yet. Load a file, then try again.",
            status=404,
            exit_code=4,
        ),
        "version_not_in_lake": Sentence(
            ko="{version}번 버전이 없습니다. 버전 목록에서 골라 주세요.",
            en="There is no version {version}. Choose one from the list of versions.",
            status=404,
            exit_code=4,
        ),
        "table_too_busy": Sentence(
            ko="여러 곳에서 동시에 이 표를 고치고 있습니다. 잠시 뒤 다시 시도해 주세요.",
            en="Others are writing to this table just now. Try again in a moment.",
            status=409,
        ),
    }
)
