"""The last question of an attempt that came to nothing: what blocked the proof; it is paid from what is kept back."""

from prover.agent.tools.explore import GiveUpProving
from prover.agent.tools.tool import Toolbox
from prover.llm.asking import PaidModel
from prover.llm.model import Assistant, ChatMessage
from prover.words.errors import LimitReached, ModelFailed
from prover.words.outcome import Blame, Diagnosis, Unproved


async def wrapped_up(model: PaidModel, tools: Toolbox, asked: tuple[ChatMessage, ...], otherwise: str) -> Diagnosis:
    """What blocked the proof in the model's words; ``otherwise`` where it says nothing, or cannot be asked.

    It is shown all the tools, as before: with others the request would not begin as those before it, and be dearer.
    """
    try:
        reply = await model.ask(asked, tools.specs, wrap_up=True)
    except (LimitReached, ModelFailed):
        return Diagnosis(Blame.UNKNOWN, otherwise)
    return await _said(reply.message, tools) or Diagnosis(Blame.UNKNOWN, otherwise)


async def _said(message: Assistant, tools: Toolbox) -> Diagnosis | None:
    for call in message.calls:
        outcome = await tools.run(call) if call.name == GiveUpProving.name else ""
        if isinstance(outcome, Unproved):
            return outcome.diagnosis
    return Diagnosis(Blame.UNKNOWN, message.text.strip()) if message.text.strip() else None
