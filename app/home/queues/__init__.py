"""The queues of the first page: for each role what waits, as links."""

from collections.abc import Callable, Iterable
from datetime import date

from app.accounts.domain import Role
from app.accounts.models import Membership
from app.council.models import Council
from app.home.queues import (
    deadlines,
    disagreed,
    mine,
    passed_on,
    pressed,
    reported,
    rounds,
    sessions,
    setup,
    topics,
    written,
)
from app.home.queues.desk import Desk, Queue

_QUEUES: dict[Role, tuple[Callable[[Desk], Queue], ...]] = {
    Role.CLERK: (
        sessions.unclear_drafts,
        sessions.sessions_without_resolution,
        written.answers_owed,
        disagreed.answers_not_agreed,
        reported.reports_to_accept,
        rounds.reports_to_log,
        deadlines.occurrences_to_create,
        passed_on.handovers,
    ),
    Role.LEAD: (
        rounds.rounds_in_progress,
        sessions.resolutions,
        reported.reports_to_accept,
        pressed.letters_unanswered,
        pressed.reports_before_sitting,
        disagreed.answers_not_agreed,
        topics.topic_calls,
        sessions.unclear_drafts,
    ),
    Role.MONITOR: (rounds.pledges_to_assess,),
    Role.STANDING_COMMITTEE: (
        sessions.resolutions,
        deadlines.requests_to_decide,
        deadlines.without_a_day,
        rounds.rounds_to_approve,
        topics.topic_calls,
        pressed.letters_unanswered,
        pressed.reports_before_sitting,
        disagreed.answers_not_agreed,
    ),
    Role.DELEGATE: (disagreed.opinions_awaited, topics.topic_calls, mine.my_pledges),
    Role.ADMINISTRATOR: (setup.steps_to_do, setup.letters_not_sent),
    Role.AGENCY: (),  # an agency has pages of its own
}


def queues_for(
    roles: Iterable[Role], *, memberships: Iterable[Membership], council: Council, day: date
) -> list[Queue]:
    """The queues of every role a person has, each queue once: first those in which something waits."""
    desk = Desk(memberships=memberships, council=council, day=day)
    makers = dict.fromkeys(maker for role in Role if role in set(roles) for maker in _QUEUES[role])
    return sorted((maker(desk) for maker in makers), key=lambda queue: not queue.items)
