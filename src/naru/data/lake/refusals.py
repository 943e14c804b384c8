"""What the lake may tell a person."""

from naru.base.kit.refusals import Sentence, declare

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
        "file_not_in_version": Sentence(
            ko="{file}: 이 버전에 없는 파일입니다.",
            en="{file} is no file of this version.",
            status=404,
            exit_code=4,
        ),
        "table_too_busy": Sentence(
            ko="여러 곳에서 동시에 이 표를 고치고 있습니다. 잠시 뒤 다시 시도해 주세요.",
            en="Others are writing to this table just now. Try again in a moment.",
            status=409,
        ),
        "too_much_for_engine": Sentence(
            ko="이 계산에는 메모리가 모자랍니다. 조건이나 묶을 열을 줄여 주세요.",
            en="There is not enough memory for this. Narrow it with a filter or fewer groups.",
            status=422,
        ),
        "number_too_large": Sentence(
            ko="계산한 값이 너무 커서 나타낼 수 없습니다. 조건으로 줄이거나 평균을 써 주세요.",
            en="A computed number is too large to be written. Narrow it with a filter, or take the mean.",
            status=422,
        ),
    }
)
