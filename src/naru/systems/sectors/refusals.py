"""What may have to be said no to with sectors."""

from naru.base.kit.refusals import Sentence, declare

declare(
    {
        "profile_unknown": Sentence(
            ko="‘{name}’ 프로파일이 없습니다. naru sectors profiles 명령으로 목록을 볼 수 있습니다.",
            en="There is no profile {name}. List them with naru sectors profiles.",
            status=404,
            exit_code=2,
        ),
        "profile_refused": Sentence(
            ko="프로파일을 쓸 수 없습니다: {what}. 고쳐서 다시 올려 주세요.",
            en="The profile cannot be used: {what}. Correct it and bring it again.",
            status=422,
            exit_code=2,
        ),
        "profile_version_exists": Sentence(
            ko="‘{name}’ 프로파일에는 {version} 판이 이미 있습니다. 판 번호를 올려 주세요.",
            en="{name} has a version {version} already. Raise the version.",
            status=409,
        ),
        "profile_not_claimable": Sentence(
            ko="‘{name}’ 프로파일은 문서나 여러 표로 된 파일을 검사합니다. 표 하나인 데이터셋은 따를 수 없으니 파일 검사에서 써 주세요.",
            en="{name} is for documents or files of several tables; a dataset of one table cannot claim it. Use it to check a file.",
            status=422,
            exit_code=2,
        ),
        "profile_claimed_already": Sentence(
            ko="이 데이터셋은 ‘{name}’ 프로파일을 이미 따릅니다.",
            en="The dataset claims {name} already.",
            status=409,
        ),
        "profile_needs_a_table": Sentence(
            ko="이 데이터셋에는 검사할 표가 없습니다. 파일을 먼저 올려 주세요.",
            en="The dataset has no table to check. Bring a file first.",
            status=409,
        ),
        "waiver_needs_reason": Sentence(
            ko="적용을 미루는 까닭과 마지막 날을 적어 주세요. 마지막 날은 오늘 뒤여야 합니다.",
            en="Say why it is waived and until when; the last day must be after today.",
            status=422,
        ),
        "trial_needs_file": Sentence(
            ko="검사할 파일과 프로파일을 골라 주세요.", en="Choose a file and a profile.", status=422
        ),
        "trial_gone": Sentence(
            ko="시험해 본 파일은 하루 뒤에 지웁니다. 다시 올려 주세요.",
            en="Files that were tried are removed after a day. Bring it again.",
            status=410,
        ),
        "cause_cannot_be_mended": Sentence(
            ko="이 까닭은 저절로 고칠 수 없습니다. 원본에서 고쳐 주세요.",
            en="This cannot be mended by itself. Correct it at the source.",
            status=422,
        ),
        "sectors_file_unreadable": Sentence(
            ko="파일의 {line}번째 줄에서 읽기를 멈추었습니다: {said}. 파일을 다시 저장해 보세요.",
            en="Reading stopped at line {line}: {said}. Save the file again.",
            status=422,
            exit_code=2,
        ),
        "sectors_file_empty": Sentence(
            ko="파일에 머리글이 없습니다. 첫 줄에 열 이름을 적어 주세요.",
            en="The file has no header. Put column names into its first line.",
            status=422,
            exit_code=2,
        ),
        "sectors_archive_too_large": Sentence(
            ko="압축 파일이 너무 큽니다(파일 {members}개, 많아야 {most}개). 나누어 올려 주세요.",
            en="The archive is too large ({members} files, at most {most}). Split it.",
            status=413,
            exit_code=2,
        ),
        "sectors_document_hostile": Sentence(
            ko="문서의 {line}번째 줄에서 멈추었습니다. DTD가 있거나 너무 깊거나 긴 문서는 읽지 않습니다.",
            en="Stopped at line {line}: documents with a DTD, or too deep or too long ones, are not read.",
            status=422,
            exit_code=2,
        ),
        "sectors_xml_instead_of_json": Sentence(
            ko="JSON이 아니라 XML 오류 답이 왔습니다: {said}. 인증키와 주소를 확인해 주세요.",
            en="An error in XML came instead of JSON: {said}. Check the key and the address.",
            status=422,
            exit_code=2,
        ),
        "standards_folder_empty": Sentence(
            ko="‘{folder}’ 폴더에서 아는 표준 파일을 찾지 못했습니다. 가이드의 폴더 구조를 보아 주세요.",
            en="Nothing that is known was found in {folder}. See the guide for how the folder is laid out.",
            status=422,
            exit_code=2,
        ),
        "correction_refused": Sentence(
            ko="코드표를 고칠 수 없습니다: {what}.",
            en="The code list cannot be corrected: {what}.",
            status=422,
            exit_code=2,
        ),
    }
)
