"""Issuing the letters of a run one by one; killed in the middle, the work is called again and goes on with the first that is left."""

from typing import Any

from app.core.database import db
from app.core.errors import DomainError
from app.core.jobs.registry import Progress, page_address
from app.core.transaction import let_others_write, transaction
from app.council.models import Council
from app.documents.printing import print_papers
from app.pressing.letters import commands, queries
from app.pressing.letters.assembling import manuscript_of, next_of

TRIES = 5
"""As often another paper may take the number meant for a letter while that is being printed."""


def issue_letters(arguments: dict[str, Any], progress: Progress) -> dict[str, Any]:
    """Issue what is left of a run; each letter is one transaction, so that it is there once with all that belongs to it."""
    run_id, address = int(arguments["run_id"]), str(arguments["address"])
    while (letter_id := queries.next_to_issue(run_id)) is not None:
        total, issued = queries.count_of(run_id)
        let_others_write()
        progress.step(issued, total)
        _issue(letter_id, address, progress.owner)
    total, issued = queries.count_of(run_id)
    let_others_write()
    progress.step(issued, total)
    return {"address": page_address("pressing.show_run", run_id=run_id)}


def _issue(letter_id: int, address: str, actor: Any) -> None:
    """Printed outside of any transaction; where another paper took the number meanwhile, it is printed again with the next."""
    for attempt in range(1, TRIES + 1):
        letter = queries.get_letter(letter_id)
        number = next_of(letter.run)
        council = db.session.get_one(Council, letter.council_id)
        manuscript = manuscript_of(letter, council, number)
        let_others_write()
        printed = print_papers([manuscript], address=address)
        try:
            with transaction():
                commands.issue_letter(letter_id=letter_id, printed=printed, actor=actor)
        except DomainError:
            run = queries.get_letter(letter_id).run
            taken = next_of(run) != number
            let_others_write()
            if attempt == TRIES or not taken:
                raise
        else:
            return
