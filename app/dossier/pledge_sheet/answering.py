"""Who answered the question, on which day, in which form; and what stands where the source kept no words."""

from collections.abc import Sequence

from app.core import vietnamese
from app.core.pdf import cell
from app.pledges.models import Pledge
from app.questions.domain import Capacity, QuestionKind
from app.sittings.domain import SessionKind

NO_QUESTION = "(không có văn bản ghi lời chất vấn)"
NO_ANSWER = "(không có văn bản ghi lời đáp)"
_AT = {
    SessionKind.EXPLANATION: "giải trình tại phiên giải trình",
    SessionKind.CITIZEN_DIALOGUE: "trả lời tại buổi đối thoại",
}
_AS = {Capacity.CO_ANSWERING: "cùng trả lời", Capacity.INVITED: "được mời giải trình thêm"}


def answered_by(pledge: Pledge) -> str:
    """As in: Nguyễn Văn A, Giám đốc Sở Y tế, ngày 08/01/2026, trả lời bằng văn bản số 88/SYT."""
    answer = pledge.answer
    return ", ".join(
        cell(
            answer.person.full_name if answer.person else "",
            answer.office.title if answer.office else "",
            f"ngày {vietnamese.day(answer.answered_on)}",
            _form(pledge),
            _AS.get(answer.capacity, ""),
        )
    )


def _form(pledge: Pledge) -> str:
    answer, kind = pledge.answer, pledge.session.kind
    if answer.document_number:
        return f"trả lời bằng văn bản số {answer.document_number}"
    if answer.question.kind is QuestionKind.WRITTEN or kind is SessionKind.WRITTEN_ONLY:
        return "trả lời bằng văn bản"
    return _AT.get(kind, "trả lời trực tiếp tại phiên chất vấn")


def answer_words(text: Sequence[str], files: Sequence[str]) -> tuple[str, ...]:
    """The words of the answer, else where they are to be read."""
    if text:
        return tuple(text)
    return (f"(lời đáp ghi trong tệp kèm theo: {'; '.join(files)})" if files else NO_ANSWER,)
