"""How what was kept meets the pages: offered above its form, brought back into it, forgotten when it was sent."""

import logging
from urllib.parse import quote, urlencode, urlsplit

from flask import Flask, Response, g, redirect, render_template, request, url_for
from flask_security import current_user
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from werkzeug.wrappers import Response as BaseResponse

from app.accounts.kept import drafts, sending
from app.core.errors import DomainError
from app.core.failures import form_stood_too_long
from app.core.logs import plainly
from app.core.transaction import open_with, transaction
from app.core.web import own_address

log = logging.getLogger("app")
BROUGHT_BACK = "restored"
SAVED = "saved-form"


def init_kept(app: Flask) -> None:
    open_with(sending.use_up)
    app.before_request(sending.answer_again)
    app.before_request(_bring_back)
    app.after_request(_settle)
    app.register_error_handler(sending.SentBeforeError, sending.lead_to_the_first)
    app.register_error_handler(CSRFError, _on_foreign_token)
    app.login_manager.unauthorized_handler(_on_signed_out)  # type: ignore[attr-defined] # set by Flask-Login
    app.jinja_env.globals.update(
        kept_draft=offer,
        was_brought_back=was_brought_back,
        new_form_token=sending.new_token,
        kept_text=kept_text,
    )


def offer(action: str | None = None) -> drafts.Offer | None:
    """The draft a form may be filled with; none where the page shows what was just sent, or has it already."""
    if request.method != "GET" or BROUGHT_BACK in request.args or not current_user.is_authenticated:
        return None
    draft = drafts.find(user_id=current_user.id, address=action or request.path)
    if draft is None:
        return None
    return drafts.Offer(draft.address, draft.saved_at, _this_page(), _restoring(_this_page(), draft.address))


def was_brought_back(action: str | None = None) -> bool:
    """Whether a form shows what had been typed into it before."""
    asked_for = request.args.get(BROUGHT_BACK) == (action or request.path)
    return request.method == "GET" and asked_for and bool(g.get("brought_back"))


def _this_page() -> str:
    return request.full_path.rstrip("?")


def _restoring(page: str, address: str) -> str:
    return f"{page}{'&' if '?' in page else '?'}{urlencode({BROUGHT_BACK: address})}"


def _bring_back() -> None:
    """Give the forms of this request what was typed into them before (`app.core.forms` reads it)."""
    g.brought_back, address = None, request.args.get(BROUGHT_BACK)
    if request.method != "GET" or not address or not current_user.is_authenticated:
        return
    draft = drafts.find(user_id=current_user.id, address=address)
    if draft is not None:
        g.brought_back = drafts.as_sent(draft.content)


def _settle(response: Response) -> Response:
    """After a form was carried out: where it led is remembered, its draft forgotten here and, told by a cookie, in the browser."""
    mark = g.get("sending")
    if mark is None or not g.get("carried_out") or response.status_code >= 400:  # noqa: PLR2004 - an error's code
        return response
    try:
        with transaction():
            sending.remember_where(mark, response.location)
            drafts.forget(user_id=current_user.id, address=request.path)
    except (DomainError, OperationalError) as error:  # what the form did is done, and is answered as done
        log.warning("a form was carried out but not settled: %s", plainly(error))
    response.set_cookie(
        SAVED, quote(request.path, safe=""), max_age=3600, samesite="Lax", secure=request.is_secure
    )
    return response


def _on_signed_out() -> BaseResponse | tuple[str, int]:
    """Not signed in, or not any more: to the sign-in page; a form that was sent stays on it until its sender is known."""
    typed = _typed_here()
    if typed is None:
        return redirect(url_for("security.login", next=_this_page() if request.method == "GET" else None))
    return _sign_in_again(typed)


def _on_foreign_token(error: CSRFError) -> BaseResponse | tuple[str, int]:
    """A form that stood open longer than its session, sent by our own page: its words are given back, to be sent again."""
    typed = _typed_here()
    if typed is None:
        return form_stood_too_long(error)
    if not current_user.is_authenticated:
        return _sign_in_again(typed)
    try:
        with transaction():
            drafts.keep(user_id=current_user.id, typed=typed)
    except DomainError:
        return form_stood_too_long(error)
    return redirect(_restoring(_page_of_form(), typed.address), 303)


def _typed_here() -> drafts.Typed | None:
    """What was typed into a form of ours. What another site's page sends is thrown away: it was not typed here."""
    if request.method != "POST" or request.headers.get("Origin") != request.host_url.rstrip("/"):
        return None
    return drafts.typed_in(request.path, request.form) if request.blueprint != "security" else None


def _page_of_form() -> str:
    """The page the form stands on: its own address, or the page it was sent from where the address shows none."""
    methods = request.url_rule.methods if request.url_rule else None
    if methods and "GET" in methods:
        return _this_page()
    came_from = urlsplit(request.referrer or "")
    return own_address(came_from.path) or url_for("home.start")


def _sign_in_again(typed: drafts.Typed) -> tuple[str, int]:
    target = _restoring(_page_of_form(), typed.address)
    page = render_template("security/login_user.html", kept=typed.as_text(), next_page=target)
    return page, 401


def kept_text() -> str:
    """The words a sign-in page carries along, for its template."""
    return request.form.get("kept", "")


def keep_what_was_carried(user_id: int) -> None:
    """At sign-in, in its transaction: what was sent while signed out becomes a draft of the person it turned out to be."""
    typed = drafts.typed_from(kept_text()) if kept_text() else None
    if typed is not None:
        drafts.keep(user_id=user_id, typed=typed)
    drafts.forget_old()
