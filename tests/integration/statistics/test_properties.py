"""Totals add up under any filter and on any day, by either deadline, and never lose a pledge between two days."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.database import db
from app.dossier.domain import RegisterFilter
from app.dossier.queries import count_register
from app.pledges.domain import Lifecycle, TimeRules, TimeStatus, Verdict
from app.pledges.models import Pledge
from app.pledges.standing import stood_on
from app.statistics.domain import AGES, CORNERS, OUTSIDE, Change, Grouping, Measure, Scope, Span
from app.statistics.queries import changes, counts_by, total
from tests.integration.statistics.test_statistics import lay_a_year

DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))
RULES = TimeRules()


def scopes() -> st.SearchStrategy[Scope]:
    """Scopes by what the pledges in the tables have, and by what none has."""

    def of(column) -> st.SearchStrategy[int | None]:
        return st.sampled_from([None, None, 0, *sorted({row[0] or 0 for row in db.session.query(column)})])

    return st.builds(
        Scope,
        session_id=of(Pledge.session_id),
        agency_id=of(Pledge.lead_agency_id),
        office_id=of(Pledge.office_id),
        person_id=of(Pledge.person_id),
        body_id=st.sampled_from([None, None, 0, 1, 2]),
    )


def test_totals_add_up_under_any_scope_on_any_day(app, council) -> None:
    lay_a_year(council)

    @settings(max_examples=20, deadline=None)
    @given(day=DAYS, scope=scopes(), grouping=st.sampled_from([each for each in Grouping if each != "body"]))
    def check(day: date, scope: Scope, grouping: Grouping) -> None:
        at = stood_on(day)
        whole = total(scope, at)
        for side in (0, 1):
            assert sum(whole[pair[side]] for pair in CORNERS + OUTSIDE) == whole[Measure.MADE]
        assert sum(whole[age] for age in AGES) == whole[Measure.OPEN_OVERDUE]
        assert whole[Measure.EXECUTED] <= whole[Measure.DUE] <= whole[Measure.MADE]
        assert whole[Measure.ON_TIME] <= whole[Measure.DUE_ORIGINALLY] <= whole[Measure.MADE]
        lines = counts_by(grouping, scope, at)
        assert {measure: sum(line[measure] for line in lines) for measure in Measure} == whole.of

    check()


def test_the_register_s_own_filters_split_it_without_loss_on_any_day(app, council) -> None:
    lay_a_year(council)

    @settings(max_examples=12, deadline=None)
    @given(day=DAYS, verdict=st.none() | st.sampled_from(list(Verdict)))
    def check(day: date, verdict: Verdict | None) -> None:
        def count(**asked) -> int:
            return count_register(RegisterFilter(verdict=verdict, **asked), at=stood_on(day), rules=RULES)

        assert sum(count(time=status) for status in TimeStatus) == count()
        assert sum(count(lifecycle=state) for state in Lifecycle) == count()

    check()


def test_what_changed_adds_up_over_a_day_between(app, council) -> None:
    lay_a_year(council)

    @settings(max_examples=12, deadline=None)
    @given(days=st.lists(DAYS, min_size=3, max_size=3, unique=True), scope=scopes())
    def check(days: list[date], scope: Scope) -> None:
        first, middle, last = sorted(days)
        whole = changes(scope, Span(first, last), stood_on(last))
        halves = [
            changes(scope, Span(first, middle), stood_on(middle)),
            changes(scope, Span(middle, last), stood_on(last)),
        ]
        assert whole[Change.NEW] == sum(half[Change.NEW] for half in halves)
        for change in Change:
            assert whole[change] <= sum(half[change] for half in halves)
        made = total(scope, stood_on(last))[Measure.MADE] - total(scope, stood_on(first))[Measure.MADE]
        assert whole[Change.NEW] == made

    check()
