"""What a person is told when a model cannot be used."""

from naru.base.kit.refusals import Sentence, declare

declare(
    {
        "model_has_no_card": Sentence(
            ko="{model}: 이 모델을 어떻게 쓰는지 적은 카드가 없습니다. 같은 이름의 .yaml 카드를 옆에 두거나 카드를 지정해 주세요.",
            en="{model} has no card that says how it is used. Put a .yaml card of the same name beside it, or name one.",
            status=422,
        ),
        "model_card_wrong": Sentence(
            ko="{card}: 모델 카드의 {field} 항목이 잘못되었습니다({reason}). 카드를 고쳐 주세요.",
            en="{card}: the model card's {field} is wrong ({reason}). Correct the card.",
            status=422,
        ),
        "model_unreadable": Sentence(
            ko="{model}: 모델을 읽을 수 없습니다. 파일이 없거나 깨졌습니다. 다시 받아 주세요.",
            en="{model} cannot be read as a model; it is missing or damaged. Get it again.",
            status=422,
        ),
        "model_is_another": Sentence(
            ko="{model}: 카드에 적힌 것과 다른 파일입니다(SHA-256이 다름). 맞는 모델이나 맞는 카드를 써 주세요.",
            en="{model} is not the file its card speaks of (its SHA-256 differs). Use the right model or the right card.",
            status=422,
        ),
        "model_misfits_card": Sentence(
            ko="{model}: 카드와 모델이 맞지 않습니다({what}: 카드는 {expected}, 모델은 {seen}). 카드를 고치거나 다른 모델을 써 주세요.",
            en="{model} does not fit its card ({what}: {expected} in the card, {seen} in the model). Correct the card or use another model.",
            status=422,
        ),
        "model_of_another_task": Sentence(
            ko="{model}: {task} 모델이라 {wanted} 일에는 쓸 수 없습니다. 알맞은 모델을 지정해 주세요.",
            en="{model} is a model for {task}, not for {wanted}. Name one that is.",
            status=422,
        ),
        "model_needs_openvino": Sentence(
            ko="{model}: OpenVINO로만 읽을 수 있는 모델인데 설치되어 있지 않습니다. openvino를 설치하거나 ONNX 모델을 써 주세요.",
            en="{model} is read by OpenVINO only, which is not installed. Install openvino or use an ONNX model.",
            status=422,
            exit_code=5,
        ),
    }
)
