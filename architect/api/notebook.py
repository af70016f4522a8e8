"""Results as HTML for a notebook: all that comes from files, Lean or models is escaped, and nothing in it runs."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from prover.words.shown import shown


@dataclass(frozen=True)
class ShownTheorem:
    """What is shown of one theorem: a heading, Lean text, why there is none, its certificate, a picture in SVG.

    But for the heading each may be empty. The picture is ours, and is put in as it is.
    """

    heading: str
    lean: str
    why: str
    certificate: Sequence[str]
    picture: str


def page_of(theorems: Sequence[ShownTheorem], warnings: Sequence[str] = ()) -> str:
    """A piece of HTML: the warnings, then a part for each theorem."""
    parts = [f"<p><strong>warning:</strong> {_plain(warning)}</p>" for warning in warnings]
    for each in theorems:
        parts.append(f"<p><strong>{_plain(each.heading)}</strong></p>")
        parts += [f"<pre>{_plain(text)}</pre>" for text in (each.lean, each.why) if text]
        if each.certificate:
            lines = "\n".join(each.certificate)
            parts.append(f"<details><summary>certificate</summary><pre>{_plain(lines)}</pre></details>")
        parts += [each.picture] if each.picture else []
    return f"<div>{''.join(parts)}</div>"


def _plain(text: str) -> str:
    return escape(shown(text))
