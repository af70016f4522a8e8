"""The prompts that a client offers to its user: texts of `prover/prompts/mcp`, with what the user says filled in."""

from prover.words.templates import Prompts


def plan(path: str, theorem: str) -> str:
    return Prompts().render("mcp/ask_plan", path=path, theorem=theorem)


def prove(path: str, theorem: str, seconds: str = "120") -> str:
    return Prompts().render("mcp/ask_prove", path=path, theorem=theorem, seconds=seconds)


def refine(run: str, theorem: str) -> str:
    return Prompts().render("mcp/ask_refine", run=run, theorem=theorem)
