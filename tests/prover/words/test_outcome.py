"""What is kept of an attempt: of Lean's messages few, short ones, errors first."""

from prover.words.outcome import LONGEST_MESSAGE, MOST_MESSAGES, worth_keeping
from prover.words.verdict import Message, Position, Severity

HERE = Position(1, 0)


def test_few_messages_are_kept_errors_before_all_others_and_each_within_its_length() -> None:
    notes = [Message(Severity.INFORMATION, HERE, HERE, "x" * 10**5) for _ in range(MOST_MESSAGES)]
    error = Message(Severity.ERROR, HERE, HERE, "half a \ud800")
    kept = worth_keeping([*notes, error])
    assert [message.severity for message in kept] == ["error", *["information"] * (MOST_MESSAGES - 1)]
    assert kept[0].text == "half a \N{REPLACEMENT CHARACTER}"
    assert max(len(message.text) for message in kept) <= LONGEST_MESSAGE
    assert worth_keeping(kept) == kept
