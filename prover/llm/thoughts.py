"""What a model thought aloud within its text, told from what it says: by the marks of those that do so."""

BEGINS, ENDS = "<think>", "</think>"


def told_apart(text: str) -> tuple[str, str]:
    """What is said in `text`, and what was thought before it.

    Some chat templates write the first mark themselves, so that only the last is there; thoughts that nothing ends were
    cut off.
    """
    if ENDS in text:
        thought, _, said = text.rpartition(ENDS)
    elif text.lstrip().startswith(BEGINS):
        thought, said = text, ""
    else:
        return text, ""
    return said.lstrip(), thought.replace(BEGINS, "").replace(ENDS, "").strip()
