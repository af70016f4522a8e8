"""LSP framing and the few words of Lean's server that we speak; bytes in, messages out, no process and no files.

The methods beyond LSP (`textDocument/waitForDiagnostics`, `$/lean/plainGoal`) are Lean's own: `Lean.Data.Lsp.Extra`.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from prover.words.errors import LeanGarbled
from prover.words.shown import from_json
from prover.words.verdict import Message, Position, Severity

JsonObject = dict[str, Any]

DOCUMENT = "file:///Check.lean"
DIAGNOSTICS = "textDocument/publishDiagnostics"
MAX_FRAME = 64 * 2**20  # bytes; the largest answer that is still taken for Lean's
MAX_HEAD = 4_096
VERSION = re.compile(rb'"version":\s*(\d{1,9})')
# Lean reports progress many times in one check; a frame that starts so is dropped without being decoded.
NOISE = (b'"$/lean/fileProgress"', b'"$/lean/ilean', b'"$/lean/importClosure"')
SEVERITIES = {1: Severity.ERROR, 2: Severity.WARNING, 3: Severity.INFORMATION, 4: Severity.INFORMATION}


class Frames:
    """Cuts a stream of chunks into message bodies."""

    def __init__(self) -> None:
        self._buffer = bytearray()
        self._body: int | None = None  # length of the body that is being read

    def feed(self, chunk: bytes) -> Iterator[bytes]:
        """The bodies that `chunk` completes. Raises `LeanGarbled` for what is no frame, or too large a one."""
        self._buffer += chunk
        while True:
            if self._body is None:
                end = self._buffer.find(b"\r\n\r\n")
                if end < 0:
                    if len(self._buffer) > MAX_HEAD:
                        raise LeanGarbled(f"Lean wrote what is not its protocol: {bytes(self._buffer[:60])!r}")
                    return
                self._body = _length(bytes(self._buffer[:end]))
                del self._buffer[: end + 4]
            if len(self._buffer) < self._body:
                return
            body = bytes(self._buffer[: self._body])
            del self._buffer[: self._body]
            self._body = None
            if not any(noise in body[:64] for noise in NOISE):
                yield body


def _length(head: bytes) -> int:
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.strip().lower() == b"content-length" and value.strip().isdigit():
            if len(value.strip()) > 12 or int(value) > MAX_FRAME:
                raise LeanGarbled(f"Lean's answer has {value[:12].decode()}… bytes; at most {MAX_FRAME} are read")
            return int(value)
    raise LeanGarbled(f"Lean wrote what is not its protocol: {head[:60]!r}")


def decode(body: bytes) -> JsonObject:
    """Raises `LeanGarbled` when `body` is no JSON object."""
    try:
        message = from_json(body)
    except ValueError as error:
        raise LeanGarbled(f"Lean's message is no JSON: {body[:60]!r}") from error
    if not isinstance(message, dict):
        raise LeanGarbled(f"Lean's message is no object: {body[:60]!r}")
    return message


def version_of(body: bytes) -> int:
    """The version of the text that a message is about, without decoding it (a quote inside a text is escaped)."""
    found = VERSION.search(body)
    return int(found[1]) if found else 0


def encode(*messages: JsonObject) -> bytes:
    """The frames of `messages`, to be written at once."""
    frames = []
    for message in messages:
        body = json.dumps({"jsonrpc": "2.0", **message}, ensure_ascii=False).encode()
        frames.append(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
    return b"".join(frames)


def opening(text: str) -> bytes:
    """What a worker wants to hear first: who we are and the first text (version 1)."""
    document = {"uri": DOCUMENT, "languageId": "lean", "version": 1, "text": text}
    return encode(
        {"id": 0, "method": "initialize", "params": {"processId": None, "rootUri": None, "capabilities": {}}},
        {
            "method": "textDocument/didOpen",
            "params": {"textDocument": document, "dependencyBuildMode": "never"},
        },
    )


def change(version: int, text: str) -> bytes:
    """Make `text` the whole document and ask to be told when it is elaborated; the answer has the id `version`."""
    document = {"uri": DOCUMENT, "version": version}
    return encode(
        {
            "method": "textDocument/didChange",
            "params": {"textDocument": document, "contentChanges": [{"text": text}]},
        },
        {"id": version, "method": "textDocument/waitForDiagnostics", "params": document},
    )


def plain_goal(request: int, line: int, character: int) -> bytes:
    """Ask for the goals at an LSP position."""
    position = {"line": line, "character": character}
    params = {"textDocument": {"uri": DOCUMENT}, "position": position}
    return encode({"id": request, "method": "$/lean/plainGoal", "params": params})


def message_of(diagnostic: JsonObject, lines: list[str]) -> Message:
    """A `Message` from an LSP diagnostic of the text with these `lines`; `LeanGarbled` when a part is missing."""
    try:
        where = diagnostic.get("fullRange") or diagnostic["range"]
        return Message(
            severity=SEVERITIES[diagnostic.get("severity", 1)],
            start=_position(where["start"], lines),
            end=_position(where["end"], lines),
            text=diagnostic["message"],
        )
    except (KeyError, TypeError) as error:
        raise LeanGarbled(f"Lean sent a diagnostic that is none: {str(diagnostic)[:80]}") from error


def _position(place: JsonObject, lines: list[str]) -> Position:
    line, units = place["line"], place["character"]
    text = lines[line] if line < len(lines) else ""
    if text.isascii():
        return Position(line + 1, units)
    # LSP counts UTF-16 code units, Lean's own messages code points.
    return Position(line + 1, len(text.encode("utf-16-le")[: 2 * units].decode("utf-16-le", errors="ignore")))


def utf16_column(text: str, column: int) -> int:
    """The LSP column of the code point `column` of a line."""
    return len(text[:column].encode("utf-16-le")) // 2
