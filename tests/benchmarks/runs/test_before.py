"""What the version before wrote: the same command finds its folder, and each of its events is read (tests/journals)."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from benchmarks.runs.asked import Asked
from benchmarks.runs.events import BENCH_EVENTS
from benchmarks.runs.folder import make_or_match
from benchmarks.runs.reading import read_run
from prover.lean.toolchains.toolchain import Toolchain
from prover.words.errors import BadInput
from prover.words.settings import resolve
from tests.benchmarks.runs.runs import NOWHERE, Told, lines, session
from tests.journals.kept import HERE
from tests.journals.test_benches import SETTINGS

BENCHES = sorted((HERE / "benches").iterdir())


@pytest.mark.parametrize(
    ("given", "called"), [({}, "s-baeae21c"), ({"model.name": "gpt-5", "limits.cost": 1.0}, "s-6f52a6ae")], ids=str
)
def test_a_run_gets_the_folder_that_the_version_before_gave_it(
    tmp_path: Path, given: Mapping[str, Any], called: str
) -> None:
    batch = Asked(str(lines(tmp_path / "s.jsonl", "a", "b", "c"))).read(resolve(None, given), NOWHERE)
    assert batch.folder() == Path("runs") / called


@pytest.mark.parametrize("path", [path for path in BENCHES if path.name != "killed_while_it_paid"], ids=str)
def test_the_same_command_asks_what_the_version_before_wrote_down(tmp_path: Path, path: Path) -> None:
    wrote = json.loads((path / "run.json").read_text())["asked"]
    (tmp_path / "architect.toml").write_text(SETTINGS)
    lean = Toolchain("embedded", wrote["lean"]["version"], wrote["lean"]["key"], (), (), None)
    asked = Asked(wrote["suite"], filter=wrote["filter"])
    in_full = asked.read(resolve(tmp_path / "architect.toml", {}), lean).in_full
    assert in_full.as_json() == wrote


@pytest.mark.parametrize("path", BENCHES, ids=lambda path: path.name)
def test_what_the_version_before_wrote_down_is_written_the_same_byte_for_byte(tmp_path: Path, path: Path) -> None:
    make_or_match(tmp_path / "run", read_run(path).about, [])
    assert (tmp_path / "run" / "run.json").read_bytes() == (path / "run.json").read_bytes()


async def test_with_other_times_it_is_another_run(tmp_path: Path) -> None:
    out, suite = tmp_path / "run", lines(tmp_path / "s.jsonl", "a")
    await session(out, suite, Told({}))
    settings = resolve(None, {"time.check": 30.0})
    with pytest.raises(BadInput, match=r"settings\.time\.check = 60\.0, this command has 30\.0"):
        await session(out, suite, Told({}), settings=settings)


@pytest.mark.parametrize("path", BENCHES, ids=lambda path: path.name)
def test_each_event_of_the_version_before_is_read_and_would_be_written_the_same(path: Path) -> None:
    said = [json.loads(line) for line in (path / "journal.jsonl").read_text().splitlines()][1:]
    assert [BENCH_EVENTS.validate_python(event).model_dump(mode="json") for event in said] == said
    assert len(read_run(path).records) == sum(event["event"] == "try" for event in said)
