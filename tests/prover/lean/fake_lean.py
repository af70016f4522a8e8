"""A `lean --worker` that misbehaves on demand, one named scenario a run: `fake_lean.py SCENARIO LOG …`.

It speaks the protocol well enough to start, and misbehaves from the second check on (the first one is the header).
Each start adds a line to the file LOG, and in one scenario each text.
"""

import json
import os
import subprocess
import sys
from typing import Any

scenario = sys.argv[1]


def read() -> dict[str, Any]:
    length = 0
    while line := sys.stdin.buffer.readline().strip():
        length = int(line.split(b":")[1])
    if length == 0:
        sys.exit(0)
    message: dict[str, Any] = json.loads(sys.stdin.buffer.read(length))
    return message


def write(message: dict[str, Any]) -> None:
    body = json.dumps(message).encode()
    sys.stdout.buffer.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
    sys.stdout.buffer.flush()


def publish(version: int, *messages: str) -> None:
    place = {"start": {"line": 1, "character": 0}, "end": {"line": 1, "character": 0}}
    diagnostics = [{"range": place, "severity": 3, "message": m} for m in messages]
    params = {"uri": "file:///Check.lean", "version": version, "diagnostics": diagnostics}
    write({"jsonrpc": "2.0", "method": "textDocument/publishDiagnostics", "params": params})


def answer(version: int) -> None:
    write({"jsonrpc": "2.0", "id": version, "result": {}})


def misbehave(version: int) -> None:
    match scenario:
        case "floods_standard_error":
            os.write(2, b"noise " * 50_000 + b"the end\n")
            publish(version)
            answer(version)
        case "writes_one_line_of_8_MB":
            publish(version, "x" * 8_000_000)
            answer(version)
        case "dies_with_last_words":
            os.write(2, b"Stack overflow detected. Aborting.\n")
            os.abort()
        case "never_answers":
            pass
        case "never_rests_behind_a_stop":
            if checks == STOP:
                publish(version)
                answer(version)
                while True:
                    pass
        case "keeps_memory_behind_a_stop":
            if checks >= STOP:
                hoard.append(b"x" * 2**26)
                publish(version)
                answer(version)
        case "notes_each_text":
            note("text")
            publish(version)
            answer(version)
        case "takes_all_memory":
            kept = b"x" * 2**28
            publish(version, f"{len(kept)} bytes, and no word more")
            read()
        case "answers_for_another_version":
            publish(version - 1, "stale")
            answer(version - 1)
            publish(version, "right")
            publish(version - 1, "stale")
            answer(version)
        case "writes_garbage":
            sys.stdout.buffer.write(b"panic! " * 1_000)
            sys.stdout.buffer.flush()
        case "announces_a_terabyte":
            sys.stdout.buffer.write(b"Content-Length: 1000000000000\r\n\r\n")
            sys.stdout.buffer.flush()
        case "announces_a_number_of_5000_digits":
            sys.stdout.buffer.write(b"Content-Length: " + b"9" * 3_000 + b"\r\n\r\n")
            sys.stdout.buffer.flush()
        case "publishes_a_list":
            write({"method": "textDocument/publishDiagnostics", "params": [{"version": version}]})
            answer(version)
        case "nests_too_deep":
            body = b"[" * 200_000
            sys.stdout.buffer.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
            sys.stdout.buffer.flush()
        case "publishes_half_a_character":
            publish(version, "a \ud800 b")
            answer(version)
        case "leaves_a_child_and_exits":
            subprocess.Popen(["sleep", "60"])
            os._exit(3)
        case "publishes_nothing":
            answer(version)
        case "answers_with_an_error":
            write({"jsonrpc": "2.0", "id": version, "error": {"code": -32603, "message": "boom"}})
        case _:
            sys.exit(f"no scenario {scenario}")


def note(what: str) -> None:
    with open(sys.argv[2], "a") as log:  # noqa: PTH123
        log.write(f"{what}\n")


STOP = 3  # of the checks, the first of which is the header: the one before it got no answer
hoard: list[bytes] = []
note("started")
checks = 0
while True:
    message = read()
    if message["method"] == "textDocument/waitForDiagnostics":
        checks += 1
        if checks == 1:
            publish(message["id"])
            answer(message["id"])
        else:
            misbehave(message["id"])
    elif message["method"] == "$/lean/plainGoal":
        write({"jsonrpc": "2.0", "id": message["id"], "result": {"goals": ["⊢ True"]}})
