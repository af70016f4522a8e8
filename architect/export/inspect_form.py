"""The form of a log of Inspect (`inspect_ai.log.EvalLog`, version 2), as far as we write it; it reads no run.

What is here of a log, Inspect demands or its viewer shows. Its own schema is held against what we write in
`tests/architect/export`, so that the library need not be installed.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer

from prover.words.budget import Spent


def _as_utc(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds")


LogTime = Annotated[float, PlainSerializer(_as_utc, return_type=str)]  # seconds since 1970, written as a date and time
LogStatus = Literal["started", "success", "cancelled", "error"]


class _LogPart(BaseModel):
    model_config = ConfigDict(frozen=True)


class LogUsage(_LogPart):
    """Tokens of one model, or of one role; those that were cached are not among ``input_tokens``."""

    input_tokens: int
    output_tokens: int
    total_tokens: int
    input_tokens_cache_read: int
    total_cost: float

    @staticmethod
    def of(spent: Spent) -> "LogUsage":
        return LogUsage(
            input_tokens=spent.tokens_in - spent.cached,
            output_tokens=spent.tokens_out,
            total_tokens=spent.tokens,
            input_tokens_cache_read=spent.cached,
            total_cost=spent.cost,
        )


class LogCall(_LogPart):
    """A call of a tool; ``parse_error`` says that its arguments are no object of JSON, and then they are `text`."""

    id: str
    function: str
    arguments: Mapping[str, Any]
    parse_error: str | None = None
    type: Literal["function"] = "function"


class LogMessage(_LogPart):
    """One message of whatever role; what a role has not is left out when it is written."""

    id: str
    role: Literal["system", "user", "assistant", "tool"]
    content: str | Sequence[Mapping[str, str]]
    metadata: Mapping[str, str] | None = None
    tool_calls: Sequence[LogCall] | None = None
    model: str | None = None
    tool_call_id: str | None = None
    function: str | None = None


class LogChoice(_LogPart):
    message: LogMessage
    stop_reason: Literal["stop", "tool_calls", "unknown"]


class LogOutput(_LogPart):
    model: str
    choices: Sequence[LogChoice] = ()
    completion: str = ""
    usage: LogUsage | None = None


class LogScore(_LogPart):
    """`C` is correct and `I` incorrect, which Inspect's accuracy counts."""

    value: Literal["C", "I"]
    answer: str | None
    explanation: str
    metadata: Mapping[str, Any]


class _LogTimed(_LogPart):
    span_id: str | None = None
    timestamp: LogTime
    working_start: float  # seconds since the sample began


class LogSpanBegin(_LogTimed):
    event: Literal["span_begin"] = "span_begin"
    id: str
    name: str
    type: str


class LogSpanEnd(_LogTimed):
    event: Literal["span_end"] = "span_end"
    id: str


class LogAsked(_LogTimed):
    """A model was asked: all that it had before it, and what it said."""

    event: Literal["model"] = "model"
    model: str
    input: Sequence[LogMessage]
    tools: Sequence[Any] = ()
    tool_choice: Literal["auto"] = "auto"
    config: Mapping[str, Any] = {}
    output: LogOutput


class LogInfo(_LogTimed):
    event: Literal["info"] = "info"
    source: str
    data: Mapping[str, Any]


class LogScored(_LogTimed):
    event: Literal["score"] = "score"
    score: LogScore


LogEvent = LogSpanBegin | LogSpanEnd | LogAsked | LogInfo | LogScored


class LogSample(_LogPart):
    """A theorem."""

    id: str
    epoch: int = 1
    input: str
    target: str
    messages: Sequence[LogMessage]
    output: LogOutput
    scores: Mapping[str, LogScore] | None
    metadata: Mapping[str, Any]
    events: Sequence[LogEvent]
    attachments: Mapping[str, str]
    model_usage: Mapping[str, LogUsage]
    started_at: LogTime | None
    completed_at: LogTime | None
    total_time: float


class LogDataset(_LogPart):
    name: str
    location: str
    samples: int
    sample_ids: Sequence[str]


class LogMetric(_LogPart):
    name: str
    value: float


class LogScorer(_LogPart):
    name: str
    scorer: str
    scored_samples: int
    unscored_samples: int
    metrics: Mapping[str, LogMetric]


class LogResults(_LogPart):
    total_samples: int
    completed_samples: int
    scores: Sequence[LogScorer]


class LogStats(_LogPart):
    started_at: LogTime
    completed_at: LogTime
    model_usage: Mapping[str, LogUsage]
    role_usage: Mapping[str, LogUsage]


class LogStep(_LogPart):
    solver: str
    params: Mapping[str, Any]


class LogPlan(_LogPart):
    name: str
    steps: Sequence[LogStep]


class LogTask(_LogPart):
    eval_id: str
    run_id: str
    created: LogTime
    task: str
    task_id: str
    dataset: LogDataset
    model: str
    config: Mapping[str, int]
    packages: Mapping[str, str]
    metadata: Mapping[str, Any]


class InspectLog(_LogPart):
    """A whole log."""

    version: Literal[2] = 2
    status: LogStatus
    task: LogTask = Field(serialization_alias="eval")
    plan: LogPlan
    results: LogResults
    stats: LogStats
    samples: Sequence[LogSample]

    def as_text(self) -> str:
        """The file."""
        return self.model_dump_json(by_alias=True, exclude_none=True, indent=1) + "\n"
