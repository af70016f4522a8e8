"""A community REPL that misbehaves on demand, one named scenario a run: `fake_repl.py SCENARIO LOG`.

It numbers its environments as the real one does, and answers to what it knows of Lean: `sorry` is a warning and a goal,
`wrong` an error, and `no_such_module` is refused. It misbehaves at what says `misbehave`. Each start adds a line to the
file LOG, and each request its JSON.
"""

import json
import os
import subprocess
import sys
from typing import Any

scenario, log = sys.argv[1:3]
texts: list[str] = []


def note(line: str) -> None:
    with open(log, "a", encoding="utf-8") as file:  # noqa: PTH123
        file.write(line + "\n")


def read() -> dict[str, Any]:
    lines: list[str] = []
    for line in sys.stdin:
        if not line.strip():
            break
        lines.append(line.strip())
    if not lines:
        sys.exit(0)
    note("".join(lines))
    request: dict[str, Any] = json.loads("".join(lines))
    return request


def write(answer: dict[str, Any] | str) -> None:
    text = answer if isinstance(answer, str) else json.dumps(answer, indent=1, ensure_ascii=False)
    sys.stdout.buffer.write(text.encode() + b"\n\n")
    sys.stdout.buffer.flush()


def place(text: str, offset: int) -> dict[str, int]:
    line = text.count("\n", 0, offset)
    return {"line": line + 1, "column": offset - (text.rfind("\n", 0, offset) + 1)}


def found(text: str, word: str) -> list[tuple[dict[str, int], dict[str, int]]]:
    places, at = [], text.find(word)
    while at >= 0:
        places.append((place(text, at), place(text, at + len(word))))
        at = text.find(word, at + 1)
    return places


def elaborated(request: dict[str, Any]) -> dict[str, Any]:
    text = request["cmd"]
    if "no_such_module" in text:
        return {"message": "unknown module prefix 'no_such_module'"}
    texts.append(text)
    answer: dict[str, Any] = {"env": len(texts) - 1}
    messages = [{"severity": "error", "pos": a, "endPos": b, "data": "it is wrong"} for a, b in found(text, "wrong")]
    messages += [{"severity": "warning", "pos": a, "data": "declaration uses `sorry`"} for a, _ in found(text, "sorry")]
    for a, _ in found(text, "#print axioms t"):
        messages.append({"severity": "info", "pos": a, "data": "'t' does not depend on any axioms"})
    sorries = [
        {"proofState": n, "pos": a, "endPos": b, "goal": "⊢ True"} for n, (a, b) in enumerate(found(text, "sorry"))
    ]
    tactics = [
        {"tactic": "exact wrong", "pos": a, "endPos": b, "proofState": 0, "usedConstants": [], "goals": GOALS}
        for a, b in found(text, "exact wrong")
    ]
    answer |= {"messages": messages} if messages else {}
    answer |= {"sorries": sorries} if sorries else {}
    return answer | ({"tactics": tactics} if tactics and request.get("allTactics") else {})


GOALS = "case left\nn : Nat\nh : n = 0 ∧\n    n = 0\n⊢ n = 0 ∧\n    n = 0\ncase right\nn : Nat\n⊢ n = 1"


def misbehave(request: dict[str, Any]) -> None:
    answer = elaborated(request)
    match scenario:
        case "well":
            write(answer)
        case "floods_standard_error":
            os.write(2, b"noise " * 50_000 + b"the end\n")
            write(answer)
        case "writes_one_line_of_8_MB":
            where = {"line": 1, "column": 0}
            write(answer | {"messages": [{"severity": "info", "pos": where, "data": "x" * 8_000_000}]})
        case "dies_with_last_words":
            os.write(2, b"Stack overflow detected. Aborting.\n")
            os.abort()
        case "ends":
            sys.exit(0)
        case "never_answers":
            sys.stdin.read()
        case "takes_all_memory":
            kept = b"x" * 2**28
            sys.stdin.read()
            print(len(kept))
        case "writes_garbage":
            write("panic! " * 1_000)
        case "writes_without_an_end":
            while True:
                os.write(1, b"x" * 2**20)
        case "breaks_off_in_the_middle":
            os.write(1, b'{"env": 2, "mess')
            sys.exit(1)
        case "nests_too_deep":
            write("[" * 200_000)
        case "answers_with_a_list":
            write("[]")
        case "answers_nothing_of_the_environment":
            write({"messages": []})
        case "refuses":
            write({"message": "Unknown environment."})
        case "puts_a_number_for_a_text":
            write(answer | {"messages": [{"severity": "info", "pos": {"line": 1, "column": 0}, "data": 1}]})
        case "answers_twice":
            write(json.dumps(answer) + "\n\n" + json.dumps(answer))
        case "answers_for_a_later_environment":
            write(answer | {"env": answer["env"] + 1})
        case "answers_for_an_earlier_environment_first":
            write({"env": 0})
            write(answer)
        case "talks_when_it_is_not_asked":
            write(answer)
            write({"env": answer["env"]})
        case "leaves_a_child_and_exits":
            subprocess.Popen(["sleep", "60"])
            os._exit(3)
        case _:
            sys.exit(f"no scenario {scenario}")


note("started")
if scenario == "is_silent_from_the_start":
    sys.stdin.read()
while True:
    request = read()
    if "misbehave" in request["cmd"]:
        misbehave(request)
    else:
        write(elaborated(request))
