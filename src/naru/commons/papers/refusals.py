"""What may have to be said no to where papers are set and checked."""

from naru.base.kit.refusals import Sentence, declare

declare(
    {
        "paper_template_missing": Sentence(
            ko="이 문서의 서식이 설치되어 있지 않습니다: {template} {version}판. 서식을 가진 시스템을 다시 설치해 주세요.",
            en="The template of this paper is not installed: {template}, version {version}. Install its system again.",
            status=409,
            exit_code=5,
        ),
        "paper_number_refused": Sentence(
            ko="문서 번호가 아닙니다: {number}. 문서 위쪽에 적힌 네 글자씩 네 묶음을 그대로 적어 주세요.",
            en="{number} is no paper's number. Type the four groups of four letters from the top of the paper.",
            status=422,
            exit_code=2,
        ),
        "paper_unknown": Sentence(
            ko="이곳에서 발급한 문서가 아닙니다. 번호가 맞는지, 파일을 고치거나 다시 저장하지 않았는지 확인해 주세요.",
            en="No such paper was issued here. Check the number, and whether the file was changed or saved anew.",
            status=404,
            exit_code=4,
        ),
        "paper_file_too_large": Sentence(
            ko="확인할 파일이 너무 큽니다. {most_mb} MB까지 확인합니다.",
            en="The file is too large to check: {most_mb} MB at most.",
            status=413,
            exit_code=2,
        ),
    }
)
