"""A community REPL made of one `lean` a command, for texts that need a real Lean: `repl_over_lean.py LEAN…`.

An environment is the text of all that is in it; a command's own messages are those below that text. Imports the
standard library only.
"""

import itertools
import json
import subprocess
import sys
from typing import Any


def elaborated(before: str, text: str) -> list[dict[str, Any]]:
    command = [*sys.argv[1:], "--json", "--stdin"]
    run = subprocess.run(command, input=before + text, capture_output=True, text=True, check=False)
    lines, found = before.count("\n"), []
    for line in run.stdout.split("\n")[:-1]:
        message = json.loads(line)
        places = [place for name in ("pos", "endPos") if (place := message.get(name))]
        if message["pos"]["line"] > lines:
            for place in places:
                place["line"] -= lines
            severity = message["severity"].replace("information", "info")
            found.append({name: message[name] for name in ("pos", "endPos", "data")} | {"severity": severity})
    return found


texts: list[str] = []
for blank, block in itertools.groupby(iter(sys.stdin.readline, ""), key=lambda line: not line.strip()):
    if not blank:
        request = json.loads("".join(line.strip() for line in block))
        before = texts[request["env"]] if "env" in request else ""
        messages = elaborated(before, request["cmd"])
        texts.append(f"{before}{request['cmd']}\n")
        print(json.dumps({"messages": messages, "env": len(texts) - 1}, indent=1), end="\n\n", flush=True)
