"""Vague words marked in a text, for a page."""

from collections.abc import Iterable

from markupsafe import Markup

from app.pledges.clarity import vague_spans


def mark_vague(text: str, extra: Iterable[str] = ()) -> Markup:
    """The text, escaped, with its vague words in `<mark class="vague">`."""
    marked, at = Markup(), 0
    for start, end in vague_spans(text, extra):
        marked += text[at:start]
        marked += Markup('<mark class="vague">{}</mark>').format(text[start:end])
        at = end
    return marked + text[at:]
