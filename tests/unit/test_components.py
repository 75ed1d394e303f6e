"""The pieces pages are made of: what a screen reader, a mouse and a hostile address find in them."""

import re
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from flask import Flask, render_template_string
from flask_babel import Babel
from flask_wtf.csrf import CSRFProtect
from werkzeug.datastructures import MultiDict
from wtforms import RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from app.core.choosing import form_id, opened_marks
from app.core.forms import BaseForm, DayField, LineField, PickField
from app.core.i18n import moment
from app.core.vietnamese import day

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "app" / "static"


class PledgeForm(BaseForm):
    words = LineField("Words", required=True, description="As they were spoken.")
    due_on = DayField("Due on")
    agency = PickField("Agency", picks="agency")
    cause = RadioField(
        "Cause", choices=[SelectChoice(value="objective", label="Objective")], validators=[InputRequired()]
    )


@pytest.fixture(scope="module")
def pages() -> Flask:
    app = Flask("pages", template_folder=str(ROOT / "templates"), static_folder=str(STATIC))
    app.config.update(SECRET_KEY="for these pages alone", TESTING=True)
    Babel(app, locale_selector=lambda: "en")
    CSRFProtect(app)
    app.jinja_env.filters.update(day=day, moment=moment, number=str)
    app.jinja_env.globals.update(
        form_id=form_id,
        kept_draft=lambda _action: None,
        new_form_token=lambda: "token",
        opened_marks=opened_marks,
        was_brought_back=lambda _action: False,
    )
    app.add_url_rule("/drafts", "accounts.keep_draft", lambda: "", methods=["POST"])
    return app


def drawn(pages: Flask, source: str, address: str = "/", **values: object) -> str:
    with pages.test_request_context(address):
        return render_template_string(source, **values)


def refused_form(pages: Flask, source: str) -> str:
    with pages.test_request_context("/", method="POST"):
        form = PledgeForm(MultiDict({"due_on": "31/02/2026"}))
        form.validate()
        return render_template_string(
            '{% from "components/forms.html" import form_page, field, picker, deadline_field %}' + source,
            form=form,
        )


def tag_of(html: str, element_id: str) -> str:
    found = re.search(rf'<[a-z]+[^>]*\bid="{element_id}"[^>]*>', html)
    assert found, element_id
    return found[0]


def test_a_refused_field_is_tied_to_its_hint_and_its_error(pages: Flask) -> None:
    tag = tag_of(refused_form(pages, "{{ field(form.words) }}"), "words")
    assert 'aria-invalid="true"' in tag
    assert 'aria-describedby="words-hint words-error"' in tag


def test_every_id_a_field_is_described_by_is_on_the_page(pages: Flask) -> None:
    html = refused_form(
        pages,
        '{{ field(form.words) }}{{ field(form.due_on) }}{{ picker(form.agency, "/pick", multiple=True) }}{{ field(form.cause) }}',
    )
    named = {name for group in re.findall(r'aria-describedby="([^"]+)"', html) for name in group.split()}
    assert named >= {"words-hint", "words-error", "due_on-error", "agency-hint"}
    assert named <= set(re.findall(r'\bid="([^"]+)"', html))


def test_the_summary_links_to_every_refused_field(pages: Flask) -> None:
    html = refused_form(
        pages,
        "{% call form_page(form) %}{{ field(form.words) }}{{ field(form.due_on) }}{{ field(form.cause) }}{% endcall %}",
    )
    targets = re.findall(r'<li><a href="#([^"]+)"', html)
    assert targets == ["words", "due_on", "cause-0"]
    assert set(targets) <= set(re.findall(r'\bid="([^"]+)"', html))


def test_a_form_carries_its_token_and_version_once(pages: Flask) -> None:
    html = refused_form(pages, "{% call form_page(form) %}{% endcall %}")
    assert html.count('name="csrf_token"') == 1
    assert html.count('name="version"') == 1


def test_a_deadline_field_is_described_by_its_reading(pages: Flask) -> None:
    html = refused_form(pages, '{{ deadline_field(form.agency, "/read") }}')
    assert "agency-reading" in tag_of(html, "agency")
    assert 'aria-live="polite"' in tag_of(html, "agency-reading")


@pytest.mark.parametrize(
    "code",
    [
        "kept",
        "partly_kept",
        "in_progress",
        "not_started",
        "broken",
        "unsatisfactory",
        "not_assessed",
        "unverifiable",
    ],
)
def test_a_verdict_is_a_shape_of_its_own_and_a_word(pages: Flask, code: str) -> None:
    source = '{% from "components/status.html" import verdict %}{{ verdict(code, label="the word") }}'
    html = drawn(pages, source, code=code)
    assert "the word" in html
    assert f"verdict-{code}" in html
    assert 'aria-hidden="true"' in html
    assert html.split("<svg")[1] != drawn(pages, source, code="of no known kind").split("<svg")[1]


@pytest.mark.parametrize(
    ("due_on", "words"),
    [
        (date(2026, 5, 13), "12 days left"),
        (date(2026, 5, 1), "due today"),
        (date(2026, 4, 30), "1 day overdue"),
    ],
)
def test_what_is_left_is_counted_from_the_day_asked_for(pages: Flask, due_on: date, words: str) -> None:
    source = '{% from "components/status.html" import days_left %}{{ days_left(due_on, as_of) }}'
    assert drawn(pages, source, due_on=due_on, as_of=date(2026, 5, 1)).strip() == words


def test_a_moved_deadline_tells_both_dates_on_hover_and_in_print(pages: Flask) -> None:
    source = (
        '{% from "components/status.html" import deadline %}'
        '{{ deadline("overdue", due_on=due, original_due_on=first, as_of=today, extensions=1) }}'
    )
    html = drawn(pages, source, due=date(2026, 4, 30), first=date(2026, 1, 31), today=date(2026, 5, 1))
    both = "Original deadline 31/01/2026; in force 30/04/2026. Extended 1 times."
    assert f'title="{both}"' in html
    assert f'<span class="print-only">{both}</span>' in html


@pytest.mark.parametrize(
    ("completed_on", "said"),
    [
        (date(2026, 1, 31), "done on time"),
        (date(2026, 4, 30), "done on time after extension"),
        (date(2026, 5, 20), "done 20 days late"),
    ],
)
def test_a_finished_pledge_says_whether_it_was_in_time(pages: Flask, completed_on: date, said: str) -> None:
    source = (
        '{% from "components/status.html" import deadline %}'
        '{{ deadline("stopped", due_on=due, original_due_on=first, as_of=due, completed_on=done) }}'
    )
    html = drawn(pages, source, due=date(2026, 4, 30), first=date(2026, 1, 31), done=completed_on)
    assert f"<span>{said}</span>" in html


def test_an_address_with_a_changed_parameter_stays_on_this_page(pages: Flask) -> None:
    source = '{% from "components/lists.html" import url_with %}<a href="{{ url_with(sort="due_on", cursor=none) }}">'
    html = drawn(pages, source, address="/list?endpoint=x&_scheme=javascript&_external=1&q=a%22b&cursor=zz")
    assert (
        html
        == '<a href="/list?endpoint=x&amp;_scheme=javascript&amp;_external=1&amp;q=a%22b&amp;sort=due_on">'
    )


def test_a_pager_links_only_to_pages_that_are_there(pages: Flask) -> None:
    source = '{% from "components/lists.html" import pager %}{{ pager(page) }}'
    html = drawn(pages, source, page=SimpleNamespace(previous_cursor=None, next_cursor="abc"))
    assert 'rel="next"' in html
    assert 'rel="prev"' not in html


def test_typed_text_is_never_markup(pages: Flask) -> None:
    source = '{% from "components/timeline.html" import event %}{{ event("promised", heading=bad, text=bad, who=bad, document=(bad, none)) }}'
    assert "<script" not in drawn(pages, source, bad="<script>alert(1)</script>")


def test_no_template_holds_inline_style_or_script() -> None:
    inline = re.compile(r'\sstyle="|\son[a-z]+="|<style|<script(?![^>]*\bsrc=)')
    screens = [
        path
        for path in (ROOT / "templates").rglob("*.html")
        if not {"print", "email"} & set(path.parts) and path.name != "paper.html"
    ]
    assert len(screens) > 10
    assert [path.name for path in screens if inline.search(path.read_text(encoding="utf-8"))] == []


def test_each_script_is_under_a_hundred_lines_and_names_no_other_host() -> None:
    scripts = list((STATIC / "js").glob("*.js"))
    assert scripts
    for script in scripts:
        text = script.read_text(encoding="utf-8")
        assert len(text.splitlines()) < 100, script.name
        assert "://" not in text, script.name


def test_the_styles_ask_nothing_of_another_host() -> None:
    for sheet in (STATIC / "css").glob("*.css"):
        assert "://" not in sheet.read_text(encoding="utf-8"), sheet.name
