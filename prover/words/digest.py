"""The one digest by which a text, or what a file holds, is known again: SHA-256, in hexadecimal; it reads no file."""

import hashlib


def sha256(content: str | bytes) -> str:
    """Of a text, that of its UTF-8."""
    return hashlib.sha256(content.encode() if isinstance(content, str) else content).hexdigest()
