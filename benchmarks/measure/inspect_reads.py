"""Whether Inspect itself reads the logs that we write: `python -m benchmarks.measure.inspect_reads LOG…`.

Wants `pip install inspect-ai`, which is heavy, and no extra of ours. `--schema FILE` writes the schema of the version
that is installed, which `tests/architect/export` holds our logs against.
"""

import argparse
import json
import sys
from importlib.metadata import version
from pathlib import Path

from prover.words.writing import write_whole


def main(arguments: list[str] | None = None) -> int:
    from inspect_ai.log import EvalLog, read_eval_log

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("logs", type=Path, nargs="*", metavar="LOG", help="files that `architect runs export` wrote")
    parser.add_argument("--schema", type=Path, metavar="FILE", help="where to write the schema of a log")
    options = parser.parse_args(arguments)
    if options.schema:
        found = {"$comment": f"inspect_ai {version('inspect_ai')}", **EvalLog.model_json_schema()}
        write_whole(options.schema, json.dumps(found, separators=(",", ":"), sort_keys=True) + "\n")
    for path in options.logs:
        log = read_eval_log(str(path), resolve_attachments=True)
        for sample in log.samples or ():
            scores = {name: score.value for name, score in (sample.scores or {}).items()}
            print(f"{path.name}: {log.status}: {sample.id}: {scores}, {len(sample.messages)} messages")
    return 0


if __name__ == "__main__":
    sys.exit(main())
