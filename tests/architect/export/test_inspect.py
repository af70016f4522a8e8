"""A run as a log of Inspect: what its schema demands, the gate's word as the score, and all that was said."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from pydantic import BaseModel

from architect.cli import main
from architect.export import inspect_form as form
from architect.export.inspect_form import InspectLog
from architect.export.inspect_log import as_inspect_log
from architect.project.recorded import AnyRun, Claimed, as_recorded, run_of
from architect.run.conversations import CONVERSATIONS, CallSaid, TalkTurn
from architect.run.result import Result
from prover.gate.certificate import Refusal
from prover.words.budget import Spent
from tests.architect.fakes import CERTIFICATE
from tests.architect.run.test_drawn import of_a_project
from tests.journals.kept import HERE

SCHEMA = json.loads(Path(__file__).with_name("inspect_ai.schema.json").read_text(encoding="utf-8"))
MESSAGES = ("ChatMessageSystem", "ChatMessageUser", "ChatMessageAssistant", "ChatMessageTool")
# Our parts of a log → what they are in the schema, which says nothing against a name that it does not know.
PARTS: dict[type[BaseModel], tuple[str, ...]] = {
    form.LogTask: ("EvalSpec",),
    form.LogPlan: ("EvalPlan",),
    form.LogStep: ("EvalPlanStep",),
    form.LogResults: ("EvalResults",),
    form.LogScorer: ("EvalScore",),
    form.LogMetric: ("EvalMetric",),
    form.LogStats: ("EvalStats",),
    form.LogDataset: ("EvalDataset",),
    form.LogSample: ("EvalSample",),
    form.LogScore: ("Score",),
    form.LogOutput: ("ModelOutput",),
    form.LogChoice: ("ChatCompletionChoice",),
    form.LogUsage: ("ModelUsage",),
    form.LogCall: ("ToolCall",),
    form.LogMessage: MESSAGES,
    form.LogSpanBegin: ("SpanBeginEvent",),
    form.LogSpanEnd: ("SpanEndEvent",),
    form.LogAsked: ("ModelEvent",),
    form.LogInfo: ("InfoEvent",),
    form.LogScored: ("ScoreEvent",),
}
SPENT = Spent(calls=1, tokens_in=100, cached=40, tokens_out=7, cost=0.5)
LONG = "a goal " * 100


def turn(role: Any, text: str, number: int, **more: Any) -> TalkTurn:
    given = {"conversation": "c1", "theorem": "mul_comm", "method": "model: m-1, distilling", **more}
    return TalkTurn(role=role, text=text, time=1e9 + number, **given)


TALK = (
    turn("system", LONG, 0),
    turn("user", "Prove it.", 1),
    turn(
        "assistant", "Both.", 2, reasoning="Hm.", spent=SPENT,
        calls=(CallSaid(name="search", arguments='{"query": "q"}'), CallSaid(name="search", arguments='{"cut off')),
    ),
    turn("user", "Draw it.", 3, conversation="c2", method="planner: m-2", node="n"),
    turn("tool", "first", 4, tool="search"),
    turn("tool", LONG, 5, tool="search"),
    turn("assistant", "Done.", 6, spent=SPENT),
    turn("note", "no more is kept", 7),
    turn("assistant", "A graph.", 8, conversation="c2", method="planner: m-2", node="n", spent=SPENT),
    turn("user", "Another theorem's.", 9, conversation="c3", theorem="other"),
)  # fmt: skip


def log_of(folder: Path, judge: Any = as_recorded) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(as_inspect_log(run_of(str(folder)), judge, "as recorded", []).as_text())
    Draft202012Validator(SCHEMA).validate(found)
    return found


@pytest.fixture
def talked(tmp_path: Path) -> Path:
    """The run in which most was tried, with what was said in it."""
    folder = tmp_path / "planned_in_vain"
    shutil.copytree(HERE / "runs" / "planned_in_vain", folder)
    header = (folder / "journal.jsonl").read_text().partition("\n")[0]
    (folder / CONVERSATIONS).write_text("\n".join([header, *(each.model_dump_json() for each in TALK)]) + "\n")
    return folder


@pytest.mark.parametrize(
    ("name", "status", "scores"),
    [
        ("finished", "success", ["C", "C"]),
        ("disproved", "success", ["C", "I"]),
        ("killed_after_cheap", "cancelled", ["C", None]),
        ("killed_after_direct", "cancelled", [None]),
        ("killed_in_a_campaign", "cancelled", [None]),
        ("planned_in_vain", "success", ["I"]),
    ],
)
def test_a_theorem_is_correct_where_it_is_certified_and_has_no_score_before_its_end(
    name: str, status: str, scores: list[str | None]
) -> None:
    log = log_of(HERE / "runs" / name)
    assert log["status"] == status
    found = [sample["scores"]["certified"] if "scores" in sample else None for sample in log["samples"]]
    assert [each and each["value"] for each in found] == scores
    assert all(each is None or (each["value"] == "C") == ("answer" in each) for each in found)
    proved = [each["metadata"] for each in found if each and each["value"] == "C"]
    assert all(each["certificate"]["axioms"] is not None for each in proved)
    [total] = log["results"]["scores"]
    counted = [each for each in scores if each]
    assert (total["scored_samples"], total["unscored_samples"]) == (len(counted), scores.count(None))
    assert total["metrics"]["accuracy"]["value"] == (counted.count("C") / len(counted) if counted else 0)


def test_theorems_of_a_project_go_by_their_modules(tmp_path: Path) -> None:
    log = log_of(of_a_project(tmp_path))
    assert [sample["id"] for sample in log["samples"]][:1] == ["One: A.first"]
    assert len({sample["id"] for sample in log["samples"]}) == len(log["samples"])
    assert log["eval"]["task"] == "architect prove --project"


def test_what_the_gate_refuses_now_is_incorrect_and_what_it_certifies_has_the_certificate_of_now() -> None:
    def judged(_: AnyRun, claimed: Claimed) -> list[Result]:
        [(_file, [first, second])] = claimed
        return [first.after(Refusal("kernel", "no")), second.after(CERTIFICATE)]

    scores = [sample["scores"]["certified"] for sample in log_of(HERE / "runs" / "finished", judged)["samples"]]
    found = [(score["value"], score["metadata"]["status"]) for score in scores]
    assert found == [("I", "refused"), ("C", "proved")]
    refused, certified = (score["metadata"]["certificate"] for score in scores)
    assert (refused, certified["official_sha256"]) == (None, CERTIFICATE.official_sha256)


def test_of_a_run_that_goes_on_meanwhile_no_more_counts_than_was_judged(tmp_path: Path) -> None:
    folder = tmp_path / "run"
    shutil.copytree(HERE / "runs" / "finished", folder)
    journal = folder / "journal.jsonl"
    header, first, second = journal.read_text().splitlines(keepends=True)
    journal.write_text(header + second)

    def judged(run: AnyRun, claimed: Claimed) -> list[Result]:
        journal.write_text(header + first + second)
        return as_recorded(run, claimed)

    samples = log_of(folder, judged)["samples"]
    assert ["scores" in sample for sample in samples] == [False, True]


def test_every_conversation_is_there_with_its_calls_answered_and_its_tokens_counted(talked: Path) -> None:
    [sample] = log_of(talked)["samples"]
    messages = sample["messages"]
    assert [m["role"] for m in messages] == [
        "system", "user", "assistant", "tool", "tool", "assistant", "user", "user", "assistant",
    ]  # fmt: skip
    first, second = messages[2]["tool_calls"]
    assert (first["arguments"], "parse_error" in first) == ({"query": "q"}, False)
    assert second["arguments"] == {"text": '{"cut off'}
    assert second["parse_error"]
    assert [m["tool_call_id"] for m in messages[3:5]] == [first["id"], second["id"]]
    assert [part["type"] for part in messages[2]["content"]] == ["reasoning", "text"]
    assert messages[-1]["metadata"]["node"] == "n"
    usage = {
        "input_tokens": 60,
        "output_tokens": 7,
        "total_tokens": 107,
        "input_tokens_cache_read": 40,
        "total_cost": 0.5,
    }
    assert sample["model_usage"] == {"m-1": {name: 2 * each for name, each in usage.items()}, "m-2": usage}


def test_events_go_by_time_and_an_asked_model_had_all_that_was_said_before(talked: Path) -> None:
    [sample] = log_of(talked)["samples"]
    events = sample["events"]
    times = [event["timestamp"] for event in events]
    assert times == sorted(times)
    asked = [event for event in events if event["event"] == "model"]
    assert [(each["model"], len(each["input"])) for each in asked] == [("m-1", 2), ("m-1", 5), ("m-2", 1)]
    shown = asked[1]["input"][4]["content"]
    assert sample["attachments"][shown.removeprefix("attachment://")] == LONG
    begun = [event["name"] for event in events if event["event"] == "span_begin"]
    assert begun == ["model: m-1, distilling", "planner: m-2, at n"]
    journal = [event["data"]["event"] for event in events if event["event"] == "info"]
    assert {"blueprint", "node", "settled"} <= set(journal)
    assert events[-1]["event"] == "score"


def test_a_run_has_one_log_and_a_damaged_line_of_what_was_said_is_left_out_and_named(talked: Path) -> None:
    left_out: list[str] = []
    before = as_inspect_log(run_of(str(talked)), as_recorded, "as recorded", left_out).as_text()
    with (talked / CONVERSATIONS).open("a") as file:
        file.write('{"event": "turn", "role": "king"}\n')
    assert as_inspect_log(run_of(str(talked)), as_recorded, "as recorded", left_out).as_text() == before
    assert len(left_out) == 1
    (talked / CONVERSATIONS).write_text("nothing of ours\n")
    [sample] = as_inspect_log(run_of(str(talked)), as_recorded, "as recorded", left_out).samples
    assert (len(left_out), list(sample.messages)) == (2, [])


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__)
def test_each_name_that_we_write_is_one_of_the_schema_s(part: type[BaseModel]) -> None:
    known = {name for defined in PARTS[part] for name in SCHEMA["$defs"][defined]["properties"]}
    assert set(part.model_fields) <= known


def test_no_part_of_a_log_is_left_unheld() -> None:
    whole = {each for each in vars(form).values() if isinstance(each, type) and issubclass(each, BaseModel)}
    unheld = {each.__name__ for each in whole if not each.__name__.startswith("_")} - {each.__name__ for each in PARTS}
    assert unheld == {"BaseModel", "InspectLog"}
    names = {field.serialization_alias or name for name, field in InspectLog.model_fields.items()}
    assert names <= set(SCHEMA["properties"])


def test_the_command_writes_a_file_that_the_viewer_takes_for_a_log(
    talked: Path, own_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["runs", "export", str(talked)]) == 0
    [written] = own_home.glob("20*.json")
    assert capsys.readouterr().out == f"written: {written.name}\n"
    assert written.name.endswith("+00-00_architect-prove_planned_in_vain.json")
    assert written.read_text() == as_inspect_log(run_of(str(talked)), as_recorded, "as recorded", []).as_text()
    assert main(["runs", "export", str(talked), "--out", str(talked / "run.json")]) == 2
    assert "it is read here, and not to be written over" in capsys.readouterr().err
    assert main(["runs", "export", str(talked), "--out", "log.eval"]) == 2
    assert "Inspect reads another form from .eval: name it .json" in capsys.readouterr().err


def test_a_damaged_run_is_no_log(talked: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (talked / "problem.lean").write_text("theorem other : True := sorry\n")
    assert main(["runs", "export", str(talked)]) == 2
    assert "it cannot be exported: " in capsys.readouterr().err
