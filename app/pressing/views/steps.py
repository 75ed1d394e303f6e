"""Taking a step for a pledge: one is proposed, a person decides."""

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from flask_security import current_user

from app.core.clock import today
from app.core.permissions import Permission, requires
from app.core.submit import carry_out
from app.pressing.ladder import commands, queries
from app.pressing.ladder.forms import StepForm
from app.pressing.views.pages import Page, blueprint, show


@blueprint.route("/pledges/<int:pledge_id>/steps/new", methods=["GET", "POST"])
@requires(Permission.STEP_TAKE)
def take_step(pledge_id: int) -> Page:
    """The proposed step is chosen at first."""
    found = queries.pressed(pledge_id, today())
    proposed, agency = found.proposal.step, found.pledge.acting_agency or found.pledge.lead_agency
    form = StepForm(taken_on=today(), recipient=agency.name if agency else "")
    steps = [(queries.key_of(each), each.name) for each in queries.ladder() if not each.retired]
    form.offer(steps, next((key for key, name in steps if proposed and proposed.name == name), ""))
    taken = carry_out(
        form,
        lambda: commands.take_step(
            pledge=queries.pressed(pledge_id, today()).pledge,
            key=form.step.data or "",
            new=form.to_input(),
            actor=current_user,
        ),
    )
    if taken is not None:
        flash(_("The step is logged."), "success")
        return redirect(url_for("dossier.pledge_page", pledge_id=pledge_id))
    return show(form, "step", found=queries.pressed(pledge_id, today()))
