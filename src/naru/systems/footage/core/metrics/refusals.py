"""What a person is told when a truth or an answer cannot be compared."""

from naru.base.kit.refusals import Sentence, declare

declare(
    {
        "track_id_twice": Sentence(
            ko="{frame}번 화면에 추적 번호 {id}번이 두 번 나옵니다. 한 화면에서 번호는 한 번만 쓸 수 있습니다. 파일을 만든 도구에서 고쳐 주세요.",
            en="Track {id} stands twice in frame {frame}. An id may stand once in a frame: mend it in the tool that wrote the file.",
            status=422,
        ),
        "mot_line_unreadable": Sentence(
            ko="MOT 파일의 {line}번째 줄을 읽을 수 없습니다. 한 줄은 frame, id, left, top, width, height와 confidence의 숫자여야 합니다.",
            en="Line {line} of the MOT file cannot be read. A line is numbers: frame, id, left, top, width, height, and a confidence.",
            status=422,
        ),
    }
)
