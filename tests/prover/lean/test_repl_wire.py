"""The REPL's JSON in our own words: how a stream is cut, which goals are at a place, what a request may look like."""

import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prover.lean.live.repl_wire import Blocks, ReplAnswer, encode, split_goals
from prover.words.errors import LeanGarbled
from prover.words.verdict import Position, Severity

NESTED = r"""
{"tactics":
 [{"usedConstants": ["Eq"],
   "tactic": "cases h with\n  | inl a => sorry",
   "proofState": 1,
   "pos": {"line": 2, "column": 2},
   "goals": "p q : Prop\nh : p ∨ q\n⊢ q ∨ p",
   "endPos": {"line": 3, "column": 19}},
  {"usedConstants": [],
   "tactic": "rfl",
   "proofState": 2,
   "pos": {"line": 4, "column": 2},
   "goals": "no goals",
   "endPos": {"line": 4, "column": 5}}],
 "sorries":
 [{"proofState": 0,
   "pos": {"line": 3, "column": 14},
   "goal": "p q : Prop\na : p\n⊢ q ∨ p",
   "endPos": {"line": 3, "column": 19}},
  {"proofState": 3, "goal": "⊢ True"}],
 "messages":
 [{"severity": "trace",
   "pos": {"line": 4, "column": 0},
   "data": "later"},
  {"severity": "error",
   "pos": {"line": 1, "column": 8},
   "endPos": null,
   "data": "sooner"}],
 "infotree": [],
 "env": 12}
""".strip()
TEXT = "theorem t (p q : Prop) (h : p ∨ q) : q ∨ p := by\n  cases h with\n  | inl a =>  sorry\n  rfl\n\n-- the end"


@given(st.binary(max_size=40).map(lambda some: NESTED.encode() + b"\n\n" + some), st.data())
def test_however_a_stream_is_cut_its_blocks_are_the_same(stream: bytes, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(stream)), max_size=8)))
    whole, pieces = Blocks(), Blocks()
    found = [block for a, b in pairwise([0, *cuts, len(stream)]) for block in pieces.feed(stream[a:b])]
    assert found == list(whole.feed(stream))
    assert found[0] == NESTED.encode()


def test_what_stands_in_an_answer_is_read_and_messages_come_in_the_order_of_the_text() -> None:
    answer = ReplAnswer.decode(NESTED.encode())
    assert answer.env == 12
    assert [(m.severity, m.start, m.end, m.text) for m in answer.messages] == [
        (Severity.ERROR, Position(1, 8), Position(1, 8), "sooner"),
        (Severity.INFORMATION, Position(4, 0), Position(4, 0), "later"),
    ]


@pytest.mark.parametrize(
    ("place", "goals"),
    [
        (Position(3, 16), ("p q : Prop\na : p\n⊢ q ∨ p",)),  # inside the `sorry`, which is inside the `cases`
        (Position(3, 5), ("p q : Prop\nh : p ∨ q\n⊢ q ∨ p",)),
        (Position(2, 0), ("p q : Prop\nh : p ∨ q\n⊢ q ∨ p",)),  # before the first tactic of its line
        (Position(4, 5), ()),  # behind it: the first of its line
        (Position(1, 3), None),
        (Position(6, 2), None),
        (Position(99, 0), None),
    ],
)
def test_the_goals_at_a_place_are_those_of_the_innermost_tactic_and_nothing_known_is_not_none(
    place: Position, goals: tuple[str, ...] | None
) -> None:
    assert ReplAnswer.decode(NESTED.encode()).goals_at(TEXT, place) == goals


@pytest.mark.parametrize(
    "goals",
    [
        [],
        ["⊢ 1 = 1"],
        ["case left\np : Prop\n⊢ p", "case right\np : Prop\n⊢ p"],
        ["⊢ a ∧\n    b", "x : Nat\nh : x =\n    2\n⊢ x = 2"],
        ["x : Nat\n| x = 0", "⊢ True"],
    ],
)
def test_goals_that_are_printed_below_each_other_are_taken_apart(goals: list[str]) -> None:
    assert split_goals("\n".join(goals) or "no goals") == tuple(goals)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_request_is_one_line_and_a_blank_one_with_every_letter_as_it_is(text: str) -> None:
    line, blank, rest = encode({"cmd": text}).split(b"\n")
    assert (blank, rest) == (b"", b"")
    assert json.loads(line) == {"cmd": text}
    assert b"\\ud" not in encode({"cmd": "𝔸"})


@pytest.mark.parametrize(
    "said",
    [
        '{"message": "Unknown environment."}',
        '{"env": -1}',
        '{"env": "0"}',
        '{"env": true}',
        '{"env": 0, "messages": {}}',
        '{"env": 0, "messages": [{"severity": "info", "data": "nowhere"}]}',
        '{"env": 0, "tactics": [{"pos": {"line": 1, "column": 0}, "goals": ""}]}',
    ],
)
def test_what_is_no_answer_to_a_command_is_none(said: str) -> None:
    with pytest.raises(LeanGarbled):
        ReplAnswer.decode(said.encode())
