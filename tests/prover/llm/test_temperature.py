"""The temperature of a request: the usual one or a higher one, and none where the server takes none."""

from collections.abc import Callable
from typing import Any

import pytest

from prover.llm.chat import chat_parameters
from prover.llm.model import Request, User
from prover.llm.responses import response_parameters
from prover.words.dialects import Dialect

Parameters = Callable[[str, Request, Dialect, float | None], dict[str, Any]]


@pytest.mark.parametrize("parameters", [chat_parameters, response_parameters])
@pytest.mark.parametrize(
    ("usual", "asked", "taken", "sent"),
    [
        (None, None, True, None),
        (0.3, None, True, 0.3),
        (0.3, 1.0, True, 1.0),
        (1.2, 1.0, True, 1.2),
        (None, 1.0, True, 1.0),
        (0.3, 1.0, False, None),
    ],
)
def test_a_request_may_be_warmer_than_usual_where_the_server_takes_a_temperature(
    parameters: Parameters, usual: float | None, asked: float | None, taken: bool, sent: float | None
) -> None:
    request = Request((User("?"),), temperature=asked)
    assert parameters("m", request, Dialect(temperature=taken), usual).get("temperature") == sent
