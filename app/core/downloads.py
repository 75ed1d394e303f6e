"""Handing a file to the browser: as a download, or to be looked at where it can do nothing."""

from io import BytesIO

from flask import Response, send_file


def as_download(content: bytes, *, media_type: str, name: str) -> Response:
    """The file under its Vietnamese name (RFC 6266); whatever it holds, it runs nothing of ours."""
    response = send_file(
        BytesIO(content), mimetype=media_type, as_attachment=True, download_name=name, etag=False
    )
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def as_inline(content: bytes, *, media_type: str, name: str) -> Response:
    """A file handed in, shown inside a page of ours: in a sandbox, so that nothing in it runs or reaches out."""
    response = send_file(BytesIO(content), mimetype=media_type, download_name=name, etag=False)
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'; frame-ancestors 'self'"
    return response


def as_preview(content: bytes) -> Response:
    """A PDF shown in the browser, also inside a page of ours beside what would be wrong on it; inside nobody else's."""
    response = Response(content, mimetype="application/pdf")
    response.headers["Content-Security-Policy"] = "frame-ancestors 'self'"
    return response
