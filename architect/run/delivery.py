"""The file of `--out`: the result of a run goes there, but never over what others have written there meanwhile."""

import json
from contextlib import suppress
from pathlib import Path

from pydantic import TypeAdapter

from architect.run.folder import WRITTEN, Run, called
from prover.words.digest import sha256
from prover.words.errors import ArchitectError, BadInput, StorageFailed
from prover.words.files import MOST_RECORDED_BYTES, read_bytes, resolved
from prover.words.writing import OPEN_STREAMS, write_whole

RECORD = TypeAdapter(dict[str, list[str]])


def check_unchanged(run: Run, out: Path) -> None:
    """Raise `BadInput` when somebody else has changed `out` since the run began."""
    if _changed(run, out):
        raise BadInput(f"{out}: it was changed since the run began, and is left as it is; {_elsewhere(run)}")


def change_since(run: Run) -> str:
    """In one line that the file itself says something else than when the run began, where it does."""
    path = run.manifest.file
    try:
        now = sha256(read_bytes(path))
    except (ArchitectError, OSError):
        return ""
    if now in {run.manifest.sha256, *_written(run).get(str(resolved(path)), [])}:
        return ""
    return f"{path}: it was changed since the run began, whose proofs are of what it said then ({run.given})"


def deliver(run: Run, out: Path, text: str) -> str:
    """Write the result to `out`; returns in one line why it is not there and how to get it, and nothing when it is."""
    try:
        check_unchanged(run, out)
        with suppress(StorageFailed):  # a run folder without room for it: a later resume will leave the file alone
            _note(run, out, text)
        write_whole(out, text)
    except (ArchitectError, OSError) as error:
        return str(error) if _elsewhere(run) in str(error) else f"{error}; {_elsewhere(run)}"
    return ""


def _note(run: Run, out: Path, text: str) -> None:
    """Write down what the run is about to write, so that it is known for its own later."""
    digests = _written(run)
    mine = digests.setdefault(str(resolved(out)), [])
    mine += {sha256(text)} - {*mine}
    write_whole(run.folder / WRITTEN, json.dumps(digests, indent=1) + "\n")


def _changed(run: Run, out: Path) -> bool:
    path = resolved(out)
    if not path.is_file() or out in OPEN_STREAMS:
        return False
    ours = _written(run).get(str(path), [])
    if path == run.manifest.file:  # the file itself: whatever it says that the run did not read is somebody's work
        ours = [*ours, run.manifest.sha256]
    elif path.stat().st_mtime <= run.manifest.started:
        return False
    return sha256(read_bytes(path, MOST_RECORDED_BYTES)) not in ours


def _elsewhere(run: Run) -> str:
    return f"what was proved is in {run.result}: `architect resume {called(run.folder)} --out FILE` writes it"


def _written(run: Run) -> dict[str, list[str]]:
    """What the run wrote where; a record that is damaged vouches for nothing."""
    try:
        return RECORD.validate_json(read_bytes(run.folder / WRITTEN, inside=run.folder))
    except (OSError, ValueError):
        return {}
