"""The council and its directory. People, agencies and offices are dated, never deleted once in use."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.database import Model, Versioned, coded
from app.core.searchable import Searchable
from app.core.tenancy import CouncilOwned
from app.council.domain import AgencyKind, BodyKind, DayKind, Level, LimitCode, SuccessionKind, covers

_IN_ORDER = "ends_on IS NULL OR starts_on IS NULL OR ends_on >= starts_on"


class Council(Versioned, Model):
    """A People's Council: its names on paper, its level, and the settings that are its own to make."""

    __tablename__ = "councils"
    __table_args__ = (
        CheckConstraint("due_soon_days BETWEEN 0 AND 365", name="due_soon_days_in_range"),
        CheckConstraint("long_overdue_days BETWEEN 1 AND 3650", name="long_overdue_days_in_range"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(300))  # "Hội đồng nhân dân tỉnh Hà Giang"
    place: Mapped[str] = mapped_column(String(120))  # of the date line: "Hà Giang"
    level: Mapped[Level] = mapped_column(coded(Level, "level"), default=Level.PROVINCE)
    resolution_symbol: Mapped[str] = mapped_column(String(40), default="NQ-HĐND")
    due_soon_days: Mapped[int] = mapped_column(default=30)
    long_overdue_days: Mapped[int] = mapped_column(default=180)
    roll_to_working_day: Mapped[bool] = mapped_column(default=False)
    before_is_inclusive: Mapped[bool] = mapped_column(default=False)
    default_term_days: Mapped[int] = mapped_column(
        default=180
    )  # offered where no day was promised; 0 offers none
    reminder_leads: Mapped[str] = mapped_column(
        String(60), default="30,7,1"
    )  # days before a deadline on which one is reminded
    vague_words: Mapped[str] = mapped_column(
        Text, default=""
    )  # the council's own, one a line, beside the built-in ones


class Term(CouncilOwned, Versioned, Model):
    """A term of office: "khóa XVII, nhiệm kỳ 2016-2021"."""

    __tablename__ = "terms"
    __table_args__ = (
        UniqueConstraint("council_id", "number"),
        CheckConstraint(_IN_ORDER, name="ends_after_start"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(20))
    years: Mapped[str] = mapped_column(String(20))
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]


class Body(CouncilOwned, Searchable, Versioned, Model):
    """The Standing Committee, a committee (Ban) or a delegates' group (Tổ đại biểu)."""

    __tablename__ = "bodies"
    __table_args__ = (
        UniqueConstraint("council_id", "name"),
        CheckConstraint(_IN_ORDER, name="ends_after_start"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[BodyKind] = mapped_column(coded(BodyKind, "body_kind"))
    name: Mapped[str] = mapped_column(String(300))
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]

    def search_source(self) -> str:
        return self.name


class Agency(CouncilOwned, Searchable, Versioned, Model):
    """A department, people's committee, court … that leads or co-ordinates the work of a pledge."""

    __tablename__ = "agencies"
    __table_args__ = (
        UniqueConstraint("council_id", "name"),
        CheckConstraint(_IN_ORDER, name="ends_after_start"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(300))
    short_name: Mapped[str] = mapped_column(String(120), default="")
    kind: Mapped[AgencyKind] = mapped_column(coded(AgencyKind, "agency_kind"), default=AgencyKind.DEPARTMENT)
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]

    def search_source(self) -> str:
        return f"{self.name} {self.short_name or ''}"

    def ended_before(self, day: date) -> bool:
        """Whether its last day is past; its offices ended with it."""
        return self.ends_on is not None and self.ends_on < day


class Person(CouncilOwned, Searchable, Versioned, Model):
    """Someone named in the register: a delegate, or who held an office. Two people may bear one name; `note` tells them apart."""

    __tablename__ = "people"

    id: Mapped[int] = mapped_column(primary_key=True)
    full_name: Mapped[str] = mapped_column(String(300))
    note: Mapped[str] = mapped_column(String(300), default="")

    def search_source(self) -> str:
        return f"{self.full_name} {self.note or ''}"


class Delegate(CouncilOwned, Versioned, Model):
    """A person as a delegate of one term, in a delegates' group."""

    __tablename__ = "delegates"
    __table_args__ = (
        UniqueConstraint("person_id", "term_id"),
        CheckConstraint(_IN_ORDER, name="ends_after_start"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    term_id: Mapped[int] = mapped_column(ForeignKey("terms.id"), index=True)
    group_id: Mapped[int | None] = mapped_column(ForeignKey("bodies.id"))
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]

    person: Mapped[Person] = relationship(lazy="raise_on_sql")
    term: Mapped[Term] = relationship(lazy="raise_on_sql")
    group: Mapped[Body | None] = relationship(lazy="raise_on_sql")


class Office(CouncilOwned, Searchable, Versioned, Model):
    """A post that answers for work: "Giám đốc Sở Xây dựng". A pledge belongs to the office; the person may change."""

    __tablename__ = "offices"
    __table_args__ = (UniqueConstraint("council_id", "title", "agency_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(300))
    agency_id: Mapped[int | None] = mapped_column(ForeignKey("agencies.id"), index=True)

    agency: Mapped[Agency | None] = relationship(lazy="raise_on_sql")

    def search_source(self) -> str:
        return self.title


class OfficeHolding(CouncilOwned, Versioned, Model):
    """Who held an office from–until. One office has at most one holder on any day (held by the command)."""

    __tablename__ = "office_holdings"
    __table_args__ = (CheckConstraint(_IN_ORDER, name="ends_after_start"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("offices.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]

    office: Mapped[Office] = relationship(lazy="raise_on_sql")
    person: Mapped[Person] = relationship(lazy="raise_on_sql")

    def held_on(self, day: date) -> bool:
        return covers(self.starts_on, self.ends_on, day)


class CalendarDay(CouncilOwned, Versioned, Model):
    """A day the council's calendar knows better than the week: a rest day, or a weekend day that is worked in exchange."""

    __tablename__ = "calendar_days"
    __table_args__ = (UniqueConstraint("council_id", "day"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[date]
    kind: Mapped[DayKind] = mapped_column(coded(DayKind, "day_kind"))
    name: Mapped[str] = mapped_column(String(300), default="")
    document_number: Mapped[str] = mapped_column(String(120), default="")  # that set it


class LegalLimit(CouncilOwned, Versioned, Model):
    """A time limit with the days it is in force and the article it rests on."""

    __tablename__ = "legal_limits"
    __table_args__ = (
        UniqueConstraint("council_id", "code", "starts_on"),
        CheckConstraint("days BETWEEN 0 AND 366", name="days_in_range"),
        CheckConstraint(_IN_ORDER, name="ends_after_start"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[LimitCode] = mapped_column(coded(LimitCode, "limit_code"))
    days: Mapped[int]
    basis: Mapped[str] = mapped_column(String(300), default="")
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]


class Succession(CouncilOwned, Versioned, Model):
    """What became of an agency on a day: one row for each successor; none follows an abolished one whose work ended.

    One that was taken back stays, because the pledges that went with it say so.
    """

    __tablename__ = "successions"
    __table_args__ = (
        Index(
            "uq_successions_standing",
            "old_agency_id",
            "new_agency_id",
            unique=True,
            sqlite_where=text("taken_back_on IS NULL"),
            postgresql_where=text("taken_back_on IS NULL"),
        ),
        CheckConstraint("new_agency_id IS NULL OR old_agency_id <> new_agency_id", name="follows_another"),
        CheckConstraint("new_agency_id IS NOT NULL OR kind = 'abolished'", name="successor_is_named"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[SuccessionKind] = mapped_column(coded(SuccessionKind, "succession_kind"))
    old_agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    new_agency_id: Mapped[int | None] = mapped_column(ForeignKey("agencies.id"), index=True)
    effective_on: Mapped[date]
    document_number: Mapped[str] = mapped_column(String(120), default="")
    share: Mapped[str] = mapped_column(Text, default="")  # of the work that went to this successor
    taken_back_on: Mapped[date | None]

    old_agency: Mapped[Agency] = relationship(lazy="raise_on_sql", foreign_keys=[old_agency_id])
    new_agency: Mapped[Agency | None] = relationship(lazy="raise_on_sql", foreign_keys=[new_agency_id])


class Abbreviation(CouncilOwned, Versioned, Model):
    """A short form and what it stands for, so that both are found by either: "UBND", "Ủy ban nhân dân"."""

    __tablename__ = "abbreviations"
    __table_args__ = (UniqueConstraint("council_id", "short"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    short: Mapped[str] = mapped_column(String(60))
    full: Mapped[str] = mapped_column(String(300))
