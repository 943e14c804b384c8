"""What a person is told when a file cannot be kept or opened."""

from naru.base.kit.refusals import Sentence, declare

declare(
    {
        "file_too_large": Sentence(
            ko="{file}: 크기가 {megabytes}MB로 한도 {limit_megabytes}MB를 넘습니다. 파일을 나누거나 압축해 올려 주세요.",
            en="{file} is {megabytes} MB, over the limit of {limit_megabytes} MB. Split or compress it.",
            status=413,
        ),
        "disk_is_full": Sentence(
            ko="저장할 자리가 {megabytes}MB밖에 남지 않아 받지 않았습니다. 관리자에게 알려 주세요.",
            en="Only {megabytes} MB of disk space are left, so nothing was taken. Tell the installation's operator.",
            status=507,
        ),
        "erasure_needs_basis": Sentence(
            ko="어느 법이나 결정에 따라, 왜 지우는지 각각 300자 안으로 적어 주세요.",
            en="Write the law or the decision, and why, in at most 300 characters each.",
            status=422,
            exit_code=2,
        ),
        "erasure_not_carried_out": Sentence(
            ko="아직 다 지우지 못해 증명이 없습니다. `naru erase finish`로 마저 지워 주세요.",
            en="It is not carried out yet, so there is no certificate. Finish it with `naru erase finish`.",
            status=409,
        ),
        "erasure_still_needed": Sentence(
            ko="아직 쓰는 곳이 있어 지울 수 없습니다: {subject}. 먼저 그 파일을 지우거나 버전을 철회해 주세요.",
            en="{subject} is still needed, so it cannot be erased. Erase the file that needs it, or withdraw the version, first.",
            status=409,
        ),
        "key_was_destroyed": Sentence(
            ko="지워진 자료입니다(열쇠 {key}). 열쇠를 없앴으므로 어떤 사본에서도 되살릴 수 없습니다.",
            en="This was erased (key {key}): with its key destroyed no copy can be read any more.",
            status=410,
            exit_code=4,
        ),
        "key_is_missing": Sentence(
            ko="열쇠 {key}이(가) {folder}에 없거나 다른 주 열쇠로 잠겼습니다. NARU_KEYSTORE와 NARU_MASTER_KEY를 확인해 주세요.",
            en="The key {key} is not in {folder}, or another master key wraps it. Check NARU_KEYSTORE and NARU_MASTER_KEY.",
            status=409,
            exit_code=5,
        ),
        "asset_was_erased": Sentence(
            ko="{file}: 지워진 파일입니다.",
            en="{file} was erased.",
            status=410,
            exit_code=4,
        ),
        "asset_is_gone": Sentence(
            ko="{file}: 파일의 내용이 저장소에 없습니다. 다시 올리거나 관리자에게 알려 주세요.",
            en="The bytes of {file} are not in the store. Upload it again, or tell the installation's operator.",
            status=409,
            exit_code=4,
        ),
    }
)
