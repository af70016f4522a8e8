"""The one digest of a text, by which it is known again: SHA-256 of its UTF-8, in hexadecimal; it reads no file."""

import hashlib


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
