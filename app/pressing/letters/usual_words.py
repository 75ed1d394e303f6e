"""The words offered for a run of letters; what is typed over them is kept with the run. Papers are Vietnamese always."""

from dataclasses import replace
from datetime import date

from app.council.models import Council
from app.documents.domain import LegalBasisUse
from app.documents.issuing.papers import issuer, usual_outgoing
from app.documents.settings.queries import bases_on
from app.pressing.domain import LetterKind
from app.pressing.letters.domain import AGENCY, BASIS, COUNT, SITTING, TERM, RunWords

_FOLLOWED = "việc thực hiện cam kết sau chất vấn"
_FORM = "bằng văn bản kèm bản điện tử"
_SUBJECTS = {
    LetterKind.REMINDER: f"đôn đốc {_FOLLOWED}",
    LetterKind.EXPLANATION: "yêu cầu giải trình việc chậm thực hiện cam kết sau chất vấn",
    LetterKind.REPORT_REQUEST: f"báo cáo {_FOLLOWED} phục vụ {SITTING}",
}
_REQUESTS = {
    LetterKind.REMINDER: "Khẩn trương hoàn thành; báo cáo kết quả, kèm tài liệu chứng minh",
    LetterKind.EXPLANATION: "Giải trình nguyên nhân, trách nhiệm; nêu giải pháp và thời hạn hoàn thành",
    LetterKind.REPORT_REQUEST: "Báo cáo kết quả, khó khăn, giải pháp; kèm tài liệu chứng minh",
}


def usual_words(kind: LetterKind, council: Council, day: date) -> RunWords:
    """Signed by the first who may sign today."""
    out = usual_outgoing()
    by = issuer(out, council).name
    return RunWords(
        subject=_SUBJECTS[kind],
        opening=_opening(kind, by, day),
        request=_REQUESTS[kind],
        closing=_closing(kind, by),
        signer_name=out.signer_name,
        signer_title=out.signer_title,
        signing_capacity=out.signing_capacity,
        on_behalf_of=out.on_behalf_of,
    )


def fit_to_day(words: RunWords, kind: LetterKind, council: Council, due_on: date | None) -> RunWords:
    """The usual sentence of a reminder asks for the report by the day, where one is given, and names none where none is.

    What was typed over that sentence stays as it is.
    """
    if kind is not LetterKind.REMINDER:
        return words
    open_ended, by_day = (_asks_report(issuer(usual_outgoing(), council).name, until) for until in ("", TERM))
    if due_on is None:
        return replace(words, closing=words.closing.replace(by_day, open_ended))
    if TERM in f"{words.opening}{words.request}{words.closing}":
        return words
    return replace(words, closing=words.closing.replace(open_ended, by_day))


def _asks_report(by: str, until: str) -> str:
    return f"gửi báo cáo kết quả {_FORM} về {by}{f' chậm nhất {until}' if until else ''}."


def _opening(kind: LetterKind, by: str, day: date) -> str:
    basis = f"Thực hiện {BASIS}"
    if kind is LetterKind.REMINDER:
        return (
            f"{basis}, {by} đã theo dõi {_FOLLOWED} của {AGENCY}. Đến nay còn {COUNT} cam kết cần được đôn đốc, cụ thể "
            "như sau:"
        )
    if kind is LetterKind.EXPLANATION:
        return (
            f"{_law(day)}thực hiện {BASIS}, {by} đã theo dõi {_FOLLOWED}. Đến nay {AGENCY} còn {COUNT} cam kết chưa được "
            f"thực hiện theo đúng thời hạn.\n{by} yêu cầu {AGENCY} giải trình về các cam kết sau:"
        )
    return (
        f"{_law(day)}để phục vụ {SITTING}, {by} đề nghị {AGENCY} báo cáo kết quả {_FOLLOWED.removeprefix('việc ')} theo "
        f"{BASIS}, gồm {COUNT} nội dung sau:"
    )


def _law(day: date) -> str:
    """The law on supervision in force on the day, as the council cites it in letters."""
    bases = bases_on(day, LegalBasisUse.LETTER)
    cited = [words for words in bases if "giám sát" in words and "Luật" in words] or list(bases[:1])
    return f"{cited[0]}; " if cited else ""


def _closing(kind: LetterKind, by: str) -> str:
    if kind is LetterKind.REMINDER:
        return (
            f"Đề nghị {AGENCY} tập trung thực hiện, {_asks_report(by, '')}\n"
            f"{by} thông báo để {AGENCY} biết, thực hiện."
        )
    if kind is LetterKind.EXPLANATION:
        return (
            f"Văn bản giải trình nêu rõ nguyên nhân khách quan, chủ quan; trách nhiệm của tập thể, cá nhân; giải pháp và thời "
            f"hạn hoàn thành từng cam kết.\nVăn bản giải trình gửi về {by} chậm nhất {TERM}."
        )
    return (
        f"Báo cáo nêu rõ nội dung đã thực hiện, chưa thực hiện; với nội dung chưa thực hiện, nêu nguyên nhân, giải pháp và thời "
        f"hạn hoàn thành.\nBáo cáo gửi {_FORM} về {by} chậm nhất {TERM}."
    )
