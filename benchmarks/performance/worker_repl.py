"""A community REPL over a real `lean --worker`, for tools that speak to a REPL: `worker_repl.py PROGRAM WORD…`.

An environment is the text of all that is in it, of which Lean reads only what changed; so nobody has a faster Lean than
another. A command without an environment starts Lean anew. It answers `cmd` and nothing else.
"""

import itertools
import json
import subprocess
import sys
from typing import Any

from prover.lean.live import wire
from prover.lean.live.worker import SEAL

CHUNK = 262_144
NAMES = {1: "error", 2: "warning"}


class ReplTexts:
    """One Lean, and the text of each environment."""

    def __init__(self, words: list[str]) -> None:
        self._words = words
        self._texts: list[str] = []
        self._lean: subprocess.Popen[bytes] | None = None
        self._version = 0
        self._frames = wire.Frames()

    def answer(self, request: dict[str, Any]) -> dict[str, Any]:
        text = request["cmd"].rstrip("\n") + "\n"
        before = ""
        if (env := request.get("env")) is None:
            text += SEAL
            self._start(text)
        else:
            before = self._texts[env]
        messages = [message for message in self._read(before + text) if message["pos"]["line"] > before.count("\n")]
        self._texts.append(before + text)
        for message in messages:
            for name in ("pos", "endPos"):
                message[name]["line"] -= before.count("\n")
        return {**({"messages": messages} if messages else {}), "env": len(self._texts) - 1}

    def _start(self, text: str) -> None:
        if self._lean is not None:
            self._lean.kill()
        self._lean = subprocess.Popen(
            [*self._words, "--worker", "-Dserver.reportDelayMs=2", "-DElab.async=false", wire.DOCUMENT],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, bufsize=0,
        )  # fmt: skip
        self._version, self._frames = 1, wire.Frames()
        self._write(wire.opening(text))

    def _write(self, data: bytes) -> None:
        assert self._lean is not None
        assert self._lean.stdin is not None
        self._lean.stdin.write(data)

    def _read(self, text: str) -> list[dict[str, Any]]:
        assert self._lean is not None
        assert self._lean.stdout is not None
        self._version += 1
        self._write(wire.change(self._version, text))
        found = b""
        while chunk := self._lean.stdout.read(CHUNK):
            for body in self._frames.feed(chunk):
                if wire.DIAGNOSTICS.encode() in body[:128]:
                    found = body if wire.version_of(body) == self._version else found
                elif (said := wire.decode(body)).get("id") == self._version and "method" not in said:
                    return [self._message(each) for each in wire.decode(found)["params"]["diagnostics"]]
        sys.exit("Lean has ended")

    @staticmethod
    def _message(diagnostic: dict[str, Any]) -> dict[str, Any]:
        where = diagnostic.get("fullRange") or diagnostic["range"]
        start, end = ({"line": p["line"] + 1, "column": p["character"]} for p in (where["start"], where["end"]))
        severity = NAMES.get(diagnostic.get("severity", 1), "info")
        return {"pos": start, "endPos": end, "severity": severity, "data": diagnostic["message"]}


def main() -> None:
    texts = ReplTexts(sys.argv[1:])
    for blank, block in itertools.groupby(iter(sys.stdin.readline, ""), key=lambda line: not line.strip()):
        if not blank:
            answer = texts.answer(json.loads("".join(line.strip() for line in block)))
            print(json.dumps(answer, ensure_ascii=False), end="\n\n", flush=True)


if __name__ == "__main__":
    main()
