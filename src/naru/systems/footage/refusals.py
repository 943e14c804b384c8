"""What a person is told when footage cannot be used."""

from naru.base.kit.refusals import Sentence, declare

declare(
    {
        "footage_folder_missing": Sentence(
            ko="{folder}: 그런 폴더나 영상이 없습니다. 경로를 확인해 주세요.",
            en="There is no folder or clip {folder}. Check the path.",
            status=404,
            exit_code=4,
        ),
        "footage_folder_empty": Sentence(
            ko="{folder}: 영상 파일이 없습니다. MP4, MKV, AVI, TS 같은 영상이 있는 폴더를 지정해 주세요.",
            en="{folder} holds no clips. Name a folder with MP4, MKV, AVI, TS or similar files.",
            status=404,
            exit_code=4,
        ),
        "footage_store_empty": Sentence(
            ko="{store}: 아직 처리한 영상이 없습니다. 먼저 naru footage run 명령을 실행해 주세요.",
            en="{store} holds no results yet. Run naru footage run first.",
            status=404,
            exit_code=4,
        ),
        "figures_not_open": Sentence(
            ko="공개한 수치가 아직 없습니다. 먼저 카메라의 수치를 모두에게 열어 주세요. 장소: {site_ko}",
            en="{site_en} has no open figures yet. Open a camera's figures to everyone first.",
            status=409,
        ),
        "footage_spark_missing": Sentence(
            ko="이 설치에는 Spark가 없습니다. pip install 'naru[spark]' 명령으로 더하거나 --spark 없이 실행해 주세요.",
            en="Spark is not installed here. Add it by `pip install 'naru[spark]'`, or run without --spark.",
            status=422,
        ),
        "footage_truth_missing": Sentence(
            ko="{folder}: 처리한 카메라의 정답 표가 없습니다. <카메라 번호>/tracks.parquet 파일이 있는 폴더를 지정해 주세요.",
            en="{folder} holds no truth for any camera of the store. It needs <camera id>/tracks.parquet.",
            status=404,
            exit_code=4,
        ),
        "clip_camera_unknown": Sentence(
            ko="{file}: 어느 카메라의 영상인지 알 수 없습니다. 카메라 번호로 된 폴더에 넣거나 파일 이름을 카메라 번호로 시작해 주세요. 있는 카메라: {known}.",
            en="{file}: no camera is known for it. Put it into a folder named after its camera, or begin its name with the camera's id. Known: {known}.",
            status=422,
        ),
        "clip_size_differs": Sentence(
            ko="{file}: 화면 비율이 카메라 파일과 다릅니다. 영상 {width}×{height}, 카메라 {camera}: {its_width}×{its_height}. 카메라 파일의 구역을 이 화면에 맞게 다시 그려 주세요.",
            en="{file}: its picture of {width} × {height} has other proportions than camera {camera} ({its_width} × {its_height}). Draw the camera's zones anew for this picture.",
            status=422,
        ),
        "clip_given_twice": Sentence(
            ko="{file}: 같은 내용의 영상이 이미 있습니다({other}). 한 번만 셉니다.",
            en="{file} is the same clip as {other}. It is counted once.",
            status=422,
        ),
        "clip_time_taken": Sentence(
            ko="{file}: 같은 카메라의 다른 영상이 이 시간을 모두 담고 있어 빼고 셉니다({other}). 시작 시각이 맞는지 확인해 주세요.",
            en="{file}: another clip of its camera ({other}) shows all of its time, so it is left out. Check when it begins.",
            status=422,
        ),
        "clip_withdrawn": Sentence(
            ko="{file}: 철회된 영상이라 쓰지 않습니다(번호 {clip}).",
            en="{file} was withdrawn (id {clip}) and is not used.",
            status=410,
        ),
        "clip_unreadable": Sentence(
            ko="{file}: 파일을 읽을 수 없습니다({reason}). 파일과 권한을 확인해 주세요.",
            en="{file} cannot be read ({reason}). Check the file and its permissions.",
            status=422,
        ),
        "clip_not_in_store": Sentence(
            ko="{clip}: 그런 번호나 이름의 영상을 처리한 적이 없습니다. naru footage report 명령에서 이름을 확인해 주세요.",
            en="No clip {clip} was ever processed here, by id or name. See naru footage report for the names.",
            status=404,
            exit_code=4,
        ),
        "clip_name_shared": Sentence(
            ko="{clip}: 이 이름의 영상이 여럿입니다. 번호로 지정해 주세요: {ids}.",
            en="Several clips are called {clip}. Name one by its id: {ids}.",
            status=409,
        ),
        "camera_folder_empty": Sentence(
            ko="{path}: 카메라 파일(.yaml)이 없습니다.",
            en="There is no camera file (.yaml) in {path}.",
            status=404,
            exit_code=4,
        ),
        "camera_file_unreadable": Sentence(
            ko="{file}: 카메라 파일을 열 수 없습니다({reason}).",
            en="The camera file {file} cannot be opened ({reason}).",
            status=404,
            exit_code=4,
        ),
        "camera_file_large": Sentence(
            ko="{file}: 카메라 파일이 {limit_mb} MB보다 큽니다. 나누어 저장해 주세요.",
            en="The camera file {file} is larger than {limit_mb} MB. Split it.",
            status=413,
        ),
        "camera_file_not_utf8": Sentence(
            ko="{file}: UTF-8로 저장된 파일이 아닙니다. 편집기에서 UTF-8로 다시 저장해 주세요.",
            en="{file} is not written in UTF-8. Save it as UTF-8 in your editor.",
            status=422,
        ),
        "camera_file_malformed": Sentence(
            ko="{file}:{line}: YAML 형식이 아닙니다({problem}). 들여쓰기와 괄호를 확인해 주세요.",
            en="{file}:{line} is not well-formed YAML ({problem}). Check indents and brackets.",
            status=422,
        ),
        "camera_in_two_files": Sentence(
            ko="{file}: 같은 카메라 번호가 다른 파일에도 있습니다({id}, {other}). 하나만 남겨 주세요.",
            en="{file}: the camera {id} is in {other} too. Keep one of them.",
            status=409,
        ),
        "clip_reason_missing": Sentence(
            ko="영상을 철회하는 까닭을 한 줄로 적어 주세요. 기록에 남습니다.",
            en="Say in a line why the clip is withdrawn; it stays in the trail.",
            status=422,
        ),
        "camera_not_run": Sentence(
            ko="이 카메라에는 아직 분석한 영상이 없습니다. 먼저 영상을 넣어 주세요.",
            en="No clip of this camera has been run yet. Bring some first.",
            status=409,
        ),
        "event_decision_unknown": Sentence(
            ko="이 사건에 할 수 있는 결정이 아닙니다: {decision}. 맞음, 아님, 고쳐서 맞음 가운데 하나를 골라 주세요.",
            en="{decision} cannot be decided on this event. Choose right, not so, or corrected.",
            status=409,
        ),
    }
)
