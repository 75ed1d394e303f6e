"""Pressing in the browser: the ladder among the settings, a step, letters from choosing to releasing."""

from typing import Any

import pytest
import sqlalchemy as sa

from app.core.database import db
from app.core.vietnamese import day as written
from app.pressing.domain import LetterKind, StepKind
from app.pressing.ladder import commands as ladder_commands
from app.pressing.ladder import queries as ladder
from app.pressing.ladder.domain import NewStep
from app.pressing.letters import queries
from app.pressing.letters.assembling import letters_as_papers
from app.pressing.letters.queries import whole_letters
from app.pressing.letters.usual_words import usual_words
from app.pressing.models import LadderStep, LetterRun, PledgeStep
from app.pressing.seals import compare_steps
from tests import factories
from tests.integration.pressing.conftest import TODAY


def test_the_administrator_renames_moves_and_retires_steps_and_the_others_do_not(council, as_role):
    client, at = as_role("administrator"), f"/{council.slug}/settings/ladder"
    assert as_role("clerk").get(at).status_code == 403
    assert "Đôn đốc lần tiếp theo" in client.get(at).text
    assert db.session.scalar(sa.select(sa.func.count(LadderStep.id))) == 0
    client.post(f"{at}/take-over")
    client.post(f"{at}/new", data={"name": "Làm việc trực tiếp"})
    first = ladder.rows()[0]
    sent = {"name": "Nhắc lần đầu", "version": first.version}
    assert client.post(f"{at}/{first.id}/edit", data=sent).status_code == 302
    client.post(f"{at}/move", data={"step": str(first.id), "direction": "down"})
    second = ladder.rows()[0]
    sent = {"name": second.name, "retired": "y", "version": second.version}
    client.post(f"{at}/{second.id}/edit", data=sent)
    rows = ladder.rows()
    assert [(each.kind, each.name, each.retired) for each in rows[:2]] == [
        (StepKind.REMINDED_AGAIN, "Đôn đốc lần tiếp theo", True),
        (StepKind.REMINDED, "Nhắc lần đầu", False),
    ]
    assert rows[-1].name == "Làm việc trực tiếp"


def test_two_steps_do_not_bear_one_name(council, as_role):
    client, at = as_role("administrator"), f"/{council.slug}/settings/ladder"
    answer = client.post(f"{at}/new", data={"name": "đôn đốc"})
    assert answer.status_code == 422


def test_a_person_takes_the_proposed_step_or_another_one_and_it_stands_in_the_story(council, late, as_role):
    client, at = as_role("clerk"), f"/{council.slug}/pledges/{late[0].id}"
    assert "Bước tiếp theo đề xuất: Đôn đốc" in client.get(at).text
    sent = {
        "step": "referred",
        "taken_on": written(TODAY),
        "document_number": "245/HĐND-VP",
        "recipient": "UBND tỉnh",
    }
    assert client.post(f"{at}/steps/new", data=sent).status_code == 302
    page = client.get(at).text
    assert page.count("Kiến nghị cơ quan có thẩm quyền xem xét") == 2
    assert "245/HĐND-VP" in page
    assert "Bước tiếp theo đề xuất: Đưa ra phiên giải trình" in page
    assert as_role("delegate").post(f"{at}/steps/new", data=sent).status_code == 403


def test_a_step_is_not_of_tomorrow_nor_older_than_the_adoption(council, late, as_role):
    client = as_role("clerk")
    for day in ("24/11/2026", "01/07/2026"):
        sent = {"step": "reminded", "taken_on": day}
        assert client.post(f"/{council.slug}/pledges/{late[0].id}/steps/new", data=sent).status_code == 422
    assert db.session.scalar(sa.select(sa.func.count(PledgeStep.id))) == 0


def test_a_step_changed_past_the_program_is_found(council, late):
    step = ladder_commands.take_step(pledge=late[0], key="reminded", new=NewStep(taken_on=TODAY), actor=None)
    db.session.commit()
    assert compare_steps().faults == []
    for name in db.session.scalars(sa.text(TRIGGERS[db.engine.dialect.name])).all():
        db.session.execute(sa.text(f"DROP TRIGGER {name}{ON[db.engine.dialect.name]}"))
    db.session.execute(sa.update(PledgeStep).where(PledgeStep.id == step.id).values(recipient="Người khác"))
    db.session.commit()
    [fault] = compare_steps().faults
    assert late[0].code in fault


TRIGGERS = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'pledge_steps'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE tgrelid = 'pledge_steps'::regclass AND NOT tgisinternal",
}
ON = {"sqlite": "", "postgresql": " ON pledge_steps"}


def prepared(client: Any, council: Any, late: list[Any], **changed: Any) -> Any:
    sent = {
        "issued_on": written(TODAY),
        "term": "usual",
        "subject": "yêu cầu giải trình",
        "opening": "Đề nghị [cơ quan] giải trình về [số cam kết] cam kết:",
        "request": "Giải trình",
        "closing": "Gửi chậm nhất [thời hạn].",
        "signer_name": "Người Ký Mẫu",
        "signing_capacity": "on_behalf_of_council",
        "pledges": [str(each.id) for each in late],
        **changed,
    }
    return client.post(f"/{council.slug}/pressing/letters/new?kind=explanation", data=sent)


def test_a_demand_for_explanation_has_the_fifteen_days_of_the_law_or_thirty_in_a_complex_case(
    council, late, as_role
):
    client = as_role("clerk")
    assert prepared(client, council, late).status_code == 302
    assert prepared(client, council, late, term="complex").status_code == 302
    runs = db.session.scalars(sa.select(LetterRun).order_by(LetterRun.id)).all()
    assert [(run.answer_due_on - TODAY).days for run in runs if run.answer_due_on] == [15, 30]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"pledges": []}, "pledges"),
        ({"term": "own"}, "answer_due_on"),
        ({"term": "usual", "answer_due_on": "27/11/2026"}, "Thời hạn đã chọn kết thúc vào ngày khác"),
        ({"term": "own", "answer_due_on": "22/11/2026"}, "answer_due_on"),
        ({"subject": ""}, "subject"),
    ],
)
def test_what_is_missing_is_said_beside_its_field_and_nothing_typed_is_lost(
    council, late, as_role, changed, field
):
    answer = prepared(as_role("clerk"), council, late, **changed)
    assert answer.status_code == 422
    assert "Đề nghị [cơ quan] giải trình" in answer.text
    assert field in answer.text
    assert db.session.scalar(sa.select(sa.func.count(LetterRun.id))) == 0


def test_letters_are_worded_anew_and_released_with_the_number_of_the_first(council, late, as_role):
    client = as_role("clerk")
    prepared(client, council, late)
    [run] = db.session.scalars(sa.select(LetterRun))
    at = f"/{council.slug}/pressing/runs/{run.id}"
    assert "Sở số 002" in client.get(at).text
    changed = client.post(
        f"{at}/edit",
        data={
            "issued_on": written(TODAY), "term": "own", "answer_due_on": "10/12/2026", "subject": "giải trình", "opening": "Mở đầu:",
            "request": "Giải trình", "closing": "Kết thúc.", "signer_name": "Người Ký Mẫu",
            "signing_capacity": "on_behalf_of_council", "version": run.version,
        },
    )  # fmt: skip
    assert changed.status_code == 302
    assert client.post(f"{at}/release", data={"number": ""}).status_code == 422
    assert client.post(f"{at}/release", data={"number": "7"}).status_code == 302
    found = queries.get_run(run.id)
    assert found.job is not None
    assert (found.job.total, found.words["number"], found.words["closing"]) == (2, "7", "Kết thúc.")
    assert client.post(f"{at}/release", data={"number": "7"}).status_code == 422
    assert as_role("delegate").post(f"{at}/release", data={"number": "7"}).status_code == 403


def test_a_term_of_which_the_words_say_nothing_is_told_before_the_letters_are_released(
    council, late, as_role
):
    client = as_role("clerk")
    prepared(client, council, late)
    [run] = db.session.scalars(sa.select(LetterRun))
    at = f"/{council.slug}/pressing/runs/{run.id}/release"
    assert "nội dung công văn chưa nêu ngày đó" not in client.get(at).text
    run.words = {**run.words, "closing": "Gửi báo cáo sớm."}
    db.session.commit()
    assert "nội dung công văn chưa nêu ngày đó" in client.get(at).text


def reminded(client: Any, council: Any, late: list[Any], **changed: Any) -> Any:
    """A reminder with the words the form offers."""
    usual = vars(usual_words(LetterKind.REMINDER, council, TODAY))
    typed = {name: usual[name] for name in ("subject", "opening", "request", "closing")}
    sent = {
        **typed, "issued_on": written(TODAY), "signer_name": "Người Ký Mẫu", "signing_capacity": "on_behalf_of_council",
        "pledges": [str(each.id) for each in late], **changed,
    }  # fmt: skip
    client.post(f"/{council.slug}/pressing/letters/new?kind=reminder", data=sent)
    return db.session.scalars(sa.select(LetterRun).order_by(LetterRun.id.desc()).limit(1)).one(), sent


def test_the_usual_reminder_names_the_day_an_answer_is_due_wherever_one_is_given(council, late, as_role):
    client = as_role("clerk")
    run, sent = reminded(client, council, late, answer_due_on="10/12/2026")
    [paper] = letters_as_papers(whole_letters(run.id, most=1), council)
    assert any("chậm nhất ngày 10 tháng 12 năm 2026." in said for said in (*paper.ending, paper.closing))
    at = f"/{council.slug}/pressing/runs/{run.id}"
    assert "nội dung công văn chưa nêu ngày đó" not in client.get(f"{at}/release").text
    closing = db.session.get_one(LetterRun, run.id).words["closing"]
    emptied = {**sent, "closing": closing, "answer_due_on": "", "version": run.version}
    assert client.post(f"{at}/edit", data=emptied).status_code == 302
    db.session.expire_all()
    assert db.session.get_one(LetterRun, run.id).words["closing"] == sent["closing"]


def test_what_was_typed_over_the_usual_reminder_stays_as_it_is(council, late, as_role):
    run, _sent = reminded(
        as_role("clerk"), council, late, answer_due_on="10/12/2026", closing="Gửi sớm nhất có thể."
    )
    assert run.words["closing"] == "Gửi sớm nhất có thể."


def test_the_lists_of_pressing_are_there_for_every_reader_of_the_council(council, late, as_role):
    factories.make_sitting(council.id, name="Kỳ họp thứ Mười", opens_on=TODAY.replace(month=12))
    client = as_role("delegate")
    for page, said in (
        ("pressing", late[0].code),
        ("pressing/letters", "Chưa có công văn"),
        ("pressing/unanswered", "Không chờ văn bản"),
        ("pressing/sittings", "Kỳ họp thứ Mười"),
    ):
        assert said in client.get(f"/{council.slug}/{page}").text
