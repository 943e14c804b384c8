"""What the portal may have to tell a person."""

from naru.base.kit.refusals import Sentence, declare

declare(
    {
        "bad_request": Sentence(
            ko="요청을 이해하지 못했습니다. 주소와 보낸 내용을 확인해 주세요.",
            en="The request could not be understood. Check the address and what was sent.",
        ),
        "method_not_allowed": Sentence(
            ko="이 주소는 {method}(으)로 부를 수 없습니다. 다음 가운데 하나로 불러 주세요: {allowed}",
            en="This address does not answer {method}. Use one of: {allowed}",
            status=405,
        ),
        "too_many": Sentence(
            ko="짧은 시간에 너무 여러 번 시도하셨습니다. 몇 분 뒤 다시 해 주세요. 비밀번호를 잊으셨다면 새로 정할 수 있습니다.",
            en="Too many attempts in a short time. Try again in a few minutes; a forgotten password can be set anew.",
            status=429,
        ),
        "body_too_large": Sentence(
            ko="로그인하지 않고 {megabytes}MB가 넘는 것을 보낼 수 없습니다. 먼저 로그인해 주세요.",
            en="Nobody who is not signed in may send more than {megabytes} MB. Please sign in first.",
            status=413,
        ),
        "broken": Sentence(
            ko="나루 쪽에서 문제가 생겼습니다. 잠시 뒤 다시 해 보시고, 계속되면 담당자에게 알려 주세요. 올리신 것은 그대로 있습니다.",
            en="Something broke on Naru's side. Try again in a moment and tell the staff if it goes on. Nothing you gave us is lost.",
            status=500,
            exit_code=70,
        ),
        "role_unknown_here": Sentence(
            ko="이 설치는 모르는 역할입니다: {role}. 다음 가운데 하나를 써 주세요: {known}",
            en="This installation knows no role {role}. Use one of: {known}",
            exit_code=2,
        ),
        "role_of_home_other": Sentence(
            ko="{home}: 이미 다른 설치가 쓰는 폴더입니다. 역할 {role}에 쓸 빈 폴더를 NARU_HOME으로 지정해 주세요.",
            en="{home} is another installation's. Point NARU_HOME to an empty folder for the role {role}.",
            status=409,
            exit_code=5,
        ),
        "home_not_empty": Sentence(
            ko="{home}에 이미 데이터가 있습니다. 되살리기는 빈 설치에만 합니다. NARU_HOME을 빈 폴더로, DATABASE_URL을 빈 데이터베이스로 지정해 주세요.",
            en="{home} already holds data. Restoring needs an empty installation: point NARU_HOME to an empty folder and DATABASE_URL to an empty database.",
            status=409,
            exit_code=5,
        ),
        "restore_unfinished": Sentence(
            ko="{home}에는 끝나지 않은 되살리기가 있습니다. 같은 백업으로 `naru restore`를 다시 하면 이어서 끝납니다.",
            en="A restore into {home} has not ended. Give `naru restore` the same backup again, and it goes on to its end.",
            status=409,
            exit_code=5,
        ),
        "not_a_backup": Sentence(
            ko="{file}은(는) 나루의 백업이 아닙니다. `naru backup`으로 만든 파일을 지정해 주세요.",
            en="{file} is not a backup of Naru. Give a file that `naru backup` made.",
            exit_code=5,
        ),
        "backup_damaged": Sentence(
            ko="{file}의 {part} 부분이 손상되어 되살리지 않았습니다. 다른 백업을 써 주세요.",
            en="The part {part} of {file} is damaged, so nothing was restored. Use another backup.",
            exit_code=5,
        ),
        "backup_passphrase_wrong": Sentence(
            ko="{file}을(를) 열 수 없습니다. 암호문구가 맞는지 확인해 주세요(`--passphrase-file` 또는 NARU_BACKUP_PASSPHRASE).",
            en="{file} cannot be opened. Check the passphrase (`--passphrase-file`, or NARU_BACKUP_PASSPHRASE).",
            exit_code=5,
        ),
        "backup_keys_missing": Sentence(
            ko="{file}에 담긴 자료의 열쇠가 {folder}에 없습니다. 백업한 설치의 열쇠 보관소를 NARU_KEYSTORE로 지정해 주세요.",
            en="The keys of what {file} holds are not in {folder}. Name the key store of the installation it was made of in NARU_KEYSTORE.",
            exit_code=5,
        ),
        "backup_from_newer_version": Sentence(
            ko="더 새로운 나루에서 만든 백업입니다 ({migration}). 나루를 먼저 올려 주세요.",
            en="The backup was made by a newer Naru ({migration}). Upgrade Naru first.",
            exit_code=5,
        ),
        "port_taken": Sentence(
            ko="{host}:{port}은(는) 이미 쓰이고 있습니다. --port로 다른 번호를 지정하거나, 이미 열려 있는 나루를 닫아 주세요.",
            en="{host}:{port} is taken already. Choose another with --port, or stop the Naru that is running there.",
            status=409,
            exit_code=6,
        ),
        "host_unknown": Sentence(
            ko="{host}은(는) 이 컴퓨터의 주소가 아닙니다. --host에 127.0.0.1이나 0.0.0.0을 지정해 주세요.",
            en="{host} is no address of this machine. Give --host 127.0.0.1 or 0.0.0.0.",
            exit_code=2,
        ),
        "setting_unusable": Sentence(
            ko="환경 변수 {name}의 값이 맞지 않습니다: {value}. 이렇게 적어 주세요: {example}",
            en="The environment variable {name} cannot be {value}. Write it like this: {example}",
            exit_code=2,
        ),
        "database_unusable": Sentence(
            ko="데이터베이스를 쓸 수 없습니다: {reason}. `naru doctor`가 무엇을 할지 알려 줍니다.",
            en="The database cannot be used: {reason}. `naru doctor` says what to do.",
            status=503,
            exit_code=6,
        ),
        "disk_unusable": Sentence(
            ko="{path}에 쓰지 못했습니다: {reason}. 남은 공간과 권한을 확인해 주세요. `naru doctor`가 도와줍니다.",
            en="{path} could not be written: {reason}. Check its free space and permissions; `naru doctor` helps.",
            status=503,
            exit_code=6,
        ),
        "word_missing": Sentence(
            ko="`{command}`에 {what} 값이 빠졌습니다. `{command} --help`를 보세요.",
            en="`{command}` needs {what}. See `{command} --help`.",
            exit_code=2,
        ),
        "word_unknown": Sentence(
            ko="`{command}`에는 {what}(이)라는 것이 없습니다. `{command} --help`를 보세요.",
            en="`{command}` knows no {what}. See `{command} --help`.",
            exit_code=2,
        ),
        "word_mistaken": Sentence(
            ko="`{command}`에는 {what}(이)라는 것이 없습니다. 혹시 {near}? `{command} --help`를 보세요.",
            en="`{command}` knows no {what}. Did you mean {near}? See `{command} --help`.",
            exit_code=2,
        ),
        "word_unusable": Sentence(
            ko="`{command}`의 {what} 값이 맞지 않습니다. 바른 값: {ko_wanted}. `{command} --help`를 보세요.",
            en="{what} of `{command}` cannot be that; it is {en_wanted}. See `{command} --help`.",
            exit_code=2,
        ),
        "word_misplaced": Sentence(
            ko="`{command}` 명령은 이렇게 쓸 수 없습니다: {reason} `{command} --help`를 보세요.",
            en="`{command}` cannot be used like this: {reason} See `{command} --help`.",
            exit_code=2,
        ),
    }
)
