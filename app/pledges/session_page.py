"""The page of a session, where a clerk works while it runs."""

from flask import g, render_template, request
from flask.sansio.app import App

from app.core.clock import today
from app.core.permissions import Permission, requires
from app.pledges import extensions
from app.pledges.clarity import own_vague_words
from app.pledges.marks import mark_vague
from app.pledges.session_tree import session_tree
from app.questions.opinions.queries import opinions_on
from app.questions.written.queries import files_of, lines_of
from app.sittings import queries as sittings


@requires(Permission.COUNCIL_READ)
def session_page(session_id: int) -> str:
    """Everything said in a session, in order, each thing one key away from the next."""
    own_words = own_vague_words(g.council.vague_words)
    tree = session_tree(session_id, vague_words=own_words)
    questioning = sittings.get_session(session_id)
    return render_template(
        "sittings/session.html",
        questioning=questioning,
        written={line.question.id: line.clock for line in lines_of(tree.questions, day=today())},
        opinions=opinions_on(tree.answer_ids),
        files=files_of(tree.answer_ids),
        tree=tree,
        marks=extensions.marks_of(tree.pledge_ids, day=today()),
        here=tree.here(request.args.get("at")),
        at=request.args.get("at"),
        mark=lambda text: mark_vague(text, own_words),
    )


def give_view(app: App) -> None:
    """Stand behind the address that the sittings announce."""
    app.endpoint("sittings.session_page")(session_page)
