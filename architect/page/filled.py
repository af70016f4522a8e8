"""The page as one file: the built template with its data put in, and the policy that holds what it may do."""

import base64
import functools
import hashlib
import re
from pathlib import Path

from architect.page.data import Page
from prover.words.errors import BadInput
from prover.words.files import read_bytes, read_text

TEMPLATE = Path(__file__).parent / "built" / "page.html"
DOCTYPE = "<!doctype html>"
SIGNATURE = f"{DOCTYPE}<!-- written by architect view -->"  # how each page begins that we write
HOLE = re.compile(r'(<script type="application/json" id="data">)null(</script>)')
SCRIPT = re.compile(r"<script(?P<kind>[^>]*)>(?P<text>.*?)</script>", re.DOTALL | re.IGNORECASE)
MOST_PAGE_BYTES = 2**30


def page_as_html(data: str) -> str:
    """The page with these data, which are JSON; nothing in them can end the script that they stand in."""
    before, after = _template()
    return f"{before}{in_script(data)}{after}"


def in_script(data: str) -> str:
    """The same JSON without `<`, so that neither `</script>` nor `<!--` is in it."""
    return data.replace("<", "\\u003c")


def page_json(page: Page) -> str:
    """The data of a page, as they stand in it."""
    return in_script(page.as_json())


def check_replaceable(path: Path) -> None:
    """Raise `BadInput` where there is something that is no page of ours, which is not to be lost."""
    if not path.is_file():
        return  # nothing, or a device or pipe, which loses nothing
    try:
        there = read_bytes(path, MOST_PAGE_BYTES)
    except OSError as error:
        raise BadInput(f"{path}: cannot be read: {error.strerror}") from error
    if there and not there.startswith(SIGNATURE.encode()):
        raise BadInput(f"{path}: it is there, and no page of `architect view`: name another file with --out")


@functools.cache
def policy() -> str:
    """The content security policy of the page when it is served: its own scripts, by their digests, and no others."""
    digests = []
    for script in SCRIPT.finditer("".join(_template())):
        if "application/json" not in script["kind"]:
            digest = hashlib.sha256(script["text"].encode()).digest()
            digests.append(f"'sha256-{base64.b64encode(digest).decode()}'")
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src {' '.join(digests)}",
            "style-src 'unsafe-inline'",
            "img-src data:",
            "font-src data:",
            "connect-src 'self'",
            "worker-src blob:",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
        ]
    )


@functools.cache
def _template() -> tuple[str, str]:
    """What stands before the data, and what behind them."""
    text = read_text(TEMPLATE)
    holes = list(HOLE.finditer(text))
    if len(holes) != 1 or not text.lower().startswith(DOCTYPE):
        raise AssertionError(f"{TEMPLATE}: it is not built as it should be: {len(holes)} places for its data")
    [hole] = holes
    before = SIGNATURE + text[len(DOCTYPE) : hole.end(1)]
    return before, text[hole.start(2) :]
