"""Loads the example through the same commands a clerk, a lead and a Standing Committee use. Run again, it changes nothing."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from app.accounts.commands import create_user, grant_membership
from app.accounts.domain import NewMembership, NewUser, Role, initial_password
from app.accounts.models import User
from app.accounts.queries import find_user
from app.core.clock import today
from app.core.database import db
from app.core.tenancy import scoped_to
from app.council.commands import add_term, create_council
from app.council.domain import NewCouncil, NewTerm
from app.council.models import Council
from app.council.queries import find_council
from app.documents.printing import print_papers
from app.dossier.domain import RegisterRow
from app.example.data import COUNCILS, ExampleCouncil, example_rows
from app.imports.commands import apply_plan
from app.imports.domain import ParsedSheet, SheetRow
from app.imports.plan import make_plan
from app.monitoring.commands import move_round, open_round
from app.monitoring.domain import NewRound, RoundStatus
from app.monitoring.queries import candidates
from app.pledges.models import Pledge
from app.questions.models import QuestionAsker
from app.resolutions.commands import adopt_resolution, gather_adoption, prepare_resolution
from app.resolutions.domain import Confirmed, NewResolution
from app.sittings.queries import sessions_page

PEOPLE = (
    (Role.CLERK, "thu-ky@example.org", "Chuyên viên thư ký (ví dụ)"),
    (Role.LEAD, "van-phong@example.org", "Lãnh đạo văn phòng (ví dụ)"),
    (Role.MONITOR, "giam-sat@example.org", "Thành viên Ban giám sát (ví dụ)"),
    (Role.STANDING_COMMITTEE, "thuong-truc@example.org", "Thường trực Hội đồng nhân dân (ví dụ)"),
    (Role.DELEGATE, "dai-bieu@example.org", "Đại biểu Hội đồng nhân dân (ví dụ)"),
    (Role.ADMINISTRATOR, "quan-tri@example.org", "Quản trị viên (ví dụ)"),
    (Role.AGENCY, "co-quan@example.org", "Đầu mối cơ quan (ví dụ)"),
)
HA_GIANG = "ha-giang"
RESOLUTION = NewResolution(
    number="95/NQ-HĐND",
    title="Về chất vấn và trả lời chất vấn tại Kỳ họp thứ Năm, Hội đồng nhân dân tỉnh Hà Giang khóa XVII, nhiệm kỳ 2016 - 2021",
    adopted_on=date(2017, 7, 14),
    signer_name="(không nêu trong dữ liệu ví dụ)",
    signer_title="CHỦ TỊCH",
)
MEANT = Confirmed(gaps="Dữ liệu ví dụ: giữ nguyên các cam kết như nghị quyết đã ban hành, kể cả chỗ chưa rõ.")
ROUND_TITLE = "Đợt giám sát ví dụ: đang thu báo cáo, chưa có kết quả nào được ghi"


@dataclass(frozen=True, slots=True)
class NewAccount:
    """An account just made, with the password that is shown once and kept nowhere."""

    email: str
    full_name: str
    password: str


def load() -> list[NewAccount]:
    """Make what is not there yet; return the accounts made."""
    if all(find_council(council.slug) is not None for council in COUNCILS):
        return []
    users, made = _accounts()
    rows = example_rows()
    for example in COUNCILS:
        if find_council(example.slug) is None:
            _load_council(example, rows[example.slug], users)
    return made


def _accounts() -> tuple[dict[Role, User], list[NewAccount]]:
    users, made = {}, []
    for role, email, full_name in PEOPLE:
        user = find_user(email)
        if user is None:
            account = NewAccount(email, full_name, initial_password())
            user = create_user(
                new=NewUser(email=email, full_name=full_name), password=account.password, actor=None
            )
            made.append(account)
        users[role] = user
    return users, made


def _load_council(example: ExampleCouncil, rows: list[RegisterRow], users: dict[Role, User]) -> None:
    administrator, clerk = users[Role.ADMINISTRATOR], users[Role.CLERK]
    council = create_council(
        new=NewCouncil(slug=example.slug, name=example.name, place=example.place), actor=administrator
    )
    with scoped_to(council.id):
        for role in (role for role in users if role not in {Role.AGENCY, Role.DELEGATE}):
            _grant(users[role], council, NewMembership(role=role), administrator)
        for number, years in example.terms:
            add_term(new=NewTerm(number=number, years=years), actor=clerk)
        _record(rows, council, clerk)
        delegate = NewMembership(role=Role.DELEGATE, delegate_id=_who_asked_most())
        _grant(users[Role.DELEGATE], council, delegate, administrator)
        contact = NewMembership(role=Role.AGENCY, agency_id=_busiest_agency())
        if contact.agency_id is not None:
            _grant(users[Role.AGENCY], council, contact, administrator)
        if example.slug == HA_GIANG:
            _adopt(clerk, users[Role.STANDING_COMMITTEE])
            _open_round(users[Role.LEAD])


def _grant(user: User, council: Council, new: NewMembership, administrator: User) -> None:
    grant_membership(user=user, council_id=council.id, new=new, actor=administrator)


def _busiest_agency() -> int | None:
    """The agency with the most pledges, for the contact of the example; None where no agency is named."""
    counted = (
        sa.select(Pledge.acting_agency_id)
        .where(Pledge.acting_agency_id.is_not(None))
        .group_by(Pledge.acting_agency_id)
        .order_by(sa.func.count().desc(), Pledge.acting_agency_id)
    )
    return db.session.scalars(counted.limit(1)).first()


def _who_asked_most() -> int | None:
    """The delegate whose questions the delegate's account of the example shows; None where the sources name nobody who asked."""
    counted = (
        sa.select(QuestionAsker.delegate_id)
        .group_by(QuestionAsker.delegate_id)
        .order_by(sa.func.count().desc(), QuestionAsker.delegate_id)
    )
    return db.session.scalars(counted.limit(1)).first()


def _record(rows: list[RegisterRow], council: Council, clerk: User) -> None:
    """Record the pledges as drafts, in the order of the file."""
    numbered = tuple(SheetRow(number, row) for number, row in enumerate(rows, start=2))
    sheet = ParsedSheet(rows=numbered, letters={}, count=len(numbered), problems=(), warnings=())
    plan = make_plan(sheet, council=council)
    apply_plan(plan, council=council, content=repr(rows).encode(), actor=clerk)


def _adopt(clerk: User, standing_committee: User) -> None:
    """Adopt the one session of Hà Giang whole; its appendix is issued."""
    session = sessions_page().rows[0]
    resolution = prepare_resolution(session=session, new=RESOLUTION, actor=clerk)
    adopt_resolution(
        resolution=resolution,
        printed=print_papers(gather_adoption(resolution=resolution, confirmed=MEANT)),
        confirmed=MEANT,
        expected_version=None,
        actor=standing_committee,
    )


def _open_round(lead: User) -> None:
    """A round in which reports are being collected, for a visitor to go on with; nothing is reported or judged in it."""
    followed = tuple(pledge.id for pledge in candidates())
    round_ = open_round(
        new=NewRound(number=1, title=ROUND_TITLE, as_of=today(), pledge_ids=followed), actor=lead
    )
    move_round(round_=round_, to=RoundStatus.COLLECTING, actor=lead)
