"""LeanArchitect's files: what is written is read back the same, what others wrote is read, what is broken is told."""

import sys
from types import FrameType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from architect.blueprint.documented import Documented, Mark
from architect.blueprint.given import given_proof
from architect.blueprint.graph import Blueprint, Kind, Node
from architect.formats.lean_architect import read_each, read_lean_architect, write_lean_architect
from prover.text.declarations import find_declarations
from prover.words.errors import BadInput
from tests.architect.formats.test_formats import DEFINITIONS, STATEMENTS, WORDS, blueprints, simple

STATED, PROVED = Mark.STATED, Mark.PROVED
PROOFS = [
    "",
    "trivial",
    "by simp",
    "by\n  /-- So. -/\n  simp",
    "\n  | 0 => 1\n  | _ => 2",
    "by sorry",
    "\n  x -- y",
    "/-",
]

LEAN = """
import Mathlib
import Architect

/-! A file of Goedel's. -/
namespace N

@[blueprint "def:odd" (statement := /-- Odd $n$ -/)]
def IsOdd (n : Nat) : Prop := ∃ k, n = 2 * k + 1

/-- A sum. -/
@[simp, blueprint "lem:sum"
  (proof := /-- Add
  them. -/) (title := "Sum") (uses := [IsOdd, "lem:none", -Foo]) (proofUses := [Foo])
  (notReady := true) (discussion := 7) (latexEnv := "proposition")]
theorem sum (m n : Nat) (h : IsOdd m := by simp) : let l := m; l = m := by
  sorry_using [N.IsOdd]

theorem unmarked : IsOdd 1 := ⟨0, rfl⟩

@[blueprint]
lemma third : 1 = 1 := by
  /-- First this. -/
  have := sum.symm
  /-- Then that. -/
  sorry_using ["lem:sum", IsOdd]

@[blueprint "thm:main" (statement := /-- The end. -/) (hasProof := false)]
theorem main : 2 = 2 := by sorry_using [third]

end N
"""


@st.composite
def documents(draw: st.DrawFn) -> Blueprint:
    """Nodes as a document has them; each has a label of its own, or none."""
    nodes = []
    for i, node in enumerate(draw(blueprints()).nodes):
        documented = Documented(
            environment=draw(st.sampled_from(["", "proposition", '"'])),
            title=draw(WORDS),
            labels=draw(st.sampled_from([(), (f"lem:{i}",), (f'"{i}', f"b{i}")])),
            declarations=draw(st.sampled_from([(), (node.name,), (node.name, "other")])),
            stated_with=tuple(use for use in dict.fromkeys(node.uses) if draw(st.booleans())),
            has_proof=draw(st.booleans()),
            marks=draw(st.sampled_from([(), (STATED,), (STATED, PROVED), (STATED, Mark.NOT_READY)])),
            discussion=draw(st.sampled_from([(), ("12",), ("a", "13")])),
            proof=draw(st.sampled_from(PROOFS)),
        )
        nodes.append(node.model_copy(update={"documented": draw(st.sampled_from([None, documented]))}))
    return Blueprint(nodes=tuple(nodes))


@given(
    documents(),
    st.sampled_from(["", "import Architect\nopen Nat", "import A\nnamespace N", "section\nvariable (x : N)"]),
)
def test_what_is_written_for_lean_architect_is_read_back_the_same(blueprint: Blueprint, header: str) -> None:
    statement = f"theorem {blueprint.target.name} : let x := 1; x = 1"
    warnings: list[str] = []
    read = read_lean_architect(write_lean_architect(blueprint, header, statement), warnings.append)
    assert (read, warnings) == (blueprint, [])


def test_a_foreign_lean_architect_file_is_read() -> None:
    odd, total, third, main = read_lean_architect(LEAN).nodes
    assert odd == Node(
        name="N.IsOdd",
        kind=Kind.DEFINITION,
        lean="def N.IsOdd (n : Nat) : Prop := ∃ k, n = 2 * k + 1",
        informal="Odd $n$",
        documented=Documented(labels=("def:odd",), declarations=("N.IsOdd",), marks=(STATED,)),
    )
    assert total.lean.endswith("@[simp]\ntheorem N.sum (m n : Nat) (h : IsOdd m := by simp) : let l := m; l = m")
    assert (total.uses, total.informal, total.idea) == (("N.IsOdd", "lem:none", "Foo"), "A sum.", "Add\n  them.")
    assert total.documented == Documented(
        environment="proposition",
        title="Sum",
        labels=("lem:sum",),
        declarations=("N.sum",),
        stated_with=("N.IsOdd", "lem:none"),
        has_proof=True,
        marks=(STATED, Mark.NOT_READY),
        discussion=("7",),
    )
    assert (third.lean, third.uses) == ("lemma N.third : 1 = 1", ("N.sum", "N.IsOdd"))
    assert third.idea == "First this.\n\nThen that."
    assert (main.name, main.kind, main.uses, main.informal) == ("N.main", Kind.TARGET, ("N.third",), "The end.")
    assert main.documented is not None
    assert not main.documented.has_proof


def test_what_is_read_is_written_again_with_no_line_of_ours() -> None:
    read = read_lean_architect(LEAN)
    text = write_lean_architect(read, "", "theorem N.main : 2 = 2")
    assert "architect:" not in text
    assert read_lean_architect(text) == read


def test_an_attribute_command_makes_a_node_of_what_it_names() -> None:
    read = read_lean_architect(
        'namespace N\ntheorem a : True := trivial\nattribute [simp, blueprint "lem:a" (statement := /-- A. -/)] a\n'
        'theorem b : True := by sorry\nattribute [blueprint "lem:b" (title := /-- B -/)]\nb Nat.add_comm\nalias c := b'
    )
    assert [(n.name, n.informal, n.lean) for n in read.nodes[:1]] == [("N.a", "A.", "theorem N.a : True")]
    assert [n.name for n in read.nodes] == ["N.a", "N.b"]
    assert [n.documented.declarations for n in read.nodes if n.documented] == [
        ("N.a",),
        ("N.b", "Nat.add_comm"),
    ]
    assert [node.documented.title for node in read.nodes if node.documented] == ["", "B"]


@pytest.mark.parametrize(
    ("attribute", "lean", "names"),
    [
        ('to_additive (attr := blueprint "b")', "@[to_additive]\n", ("mul_inv", "add_neg")),
        ('simp, to_additive (attr := simp, blueprint "b") foo /-- doc -/', None, ("mul_inv", "foo")),
        ('to_additive (attr := blueprint "b" (title := "T"), simp) N.foo, simp', None, ("mul_inv", "N.foo")),
        ('blueprint "b", to_additive', "@[to_additive]\n", ("mul_inv",)),
    ],
)
def test_what_to_additive_hands_the_attribute_on_to_is_a_name_of_the_node(
    attribute: str, lean: str | None, names: tuple[str, ...]
) -> None:
    [node] = read_lean_architect(f"@[{attribute}]\ntheorem mul_inv : True := by sorry").nodes
    assert node.documented is not None
    assert (node.documented.labels, node.documented.declarations) == (("b",), names)


def test_declarations_under_one_label_are_one_node_to_look_at_and_several_to_prove() -> None:
    text = (
        '@[blueprint "l" (statement := /-- Both. -/)]\ntheorem a : 1 = 1 := rfl\n'
        '@[blueprint "l"]\ntheorem b : 2 = 2 := by sorry_using [a]\n'
        '@[blueprint "t"]\ntheorem t : 3 = 3 := by sorry_using ["l"]\n'
    )
    both, t = read_lean_architect(text).nodes
    assert both.documented is not None
    assert (both.documented.declarations, both.documented.marks, both.uses) == (("a", "b"), (STATED,), ())
    assert (t.uses, t.kind) == (("a",), Kind.TARGET)
    assert [(node.name, node.uses) for node in read_each(text).nodes] == [
        ("a", ()),
        ("b", ("a",)),
        ("t", ("a", "b")),
    ]


def test_notation_of_mathlib_is_no_command() -> None:
    text = "open Finset\n@[blueprint]\ntheorem card_le (s : Finset Nat) :\n    s.card = #s := by\n  exact rfl\n"
    warnings: list[str] = []
    [node] = read_lean_architect(text, warnings.append).nodes
    assert node.documented is not None
    assert (node.name, node.documented.proof, warnings) == ("card_le", "by\n  exact rfl", [])


def test_what_a_declaration_names_is_used_directly_or_by_what_is_no_node() -> None:
    text = """
@[blueprint] def f (n : Nat) := n
@[blueprint] theorem a : f 1 = 1 := rfl
@[blueprint] theorem x : f 2 = 2 := rfl
theorem helper : f 1 = 1 := a.trans rfl
@[blueprint] theorem t (x : Nat) : ∀ f : Nat, f = f := by
  have a := helper
  intro y
  exact rfl
@[blueprint (proofUses := [-helper])] theorem u : f 3 = 3 := helper
@[blueprint] theorem later : True := by
  exact last
@[blueprint] theorem last : True := trivial
"""
    uses = {node.name: node.uses for node in read_lean_architect(text).nodes}
    assert uses == {"f": (), "a": ("f",), "x": ("f",), "t": ("f", "a"), "u": ("f",), "later": (), "last": ()}


@pytest.mark.parametrize(
    ("proof", "kept", "tried"),
    [
        (":= rfl", "rfl", "by\n  exact rfl"),
        (":= by simp", "by simp", "by simp"),
        ("\n  := by skip\n        simp", "by\n  skip\n  simp", "by\n  skip\n  simp"),
        (":= by simp [a,\n  b]", "by simp [a,\n  b]", "by simp [a,\n  b]"),
        (
            ":= by\n  /-- First. -/\n  skip\n  blueprint_using [a, b]\n  simp",
            "by\n  /-- First. -/\n  skip\n  blueprint_using [a, b]\n  simp",
            "by\n  skip\n  simp",
        ),
        (":=\n  foo\n    bar", "\n  foo\n    bar", "by\n  exact (\n    foo\n      bar)"),
        (
            "\n  | 0 => rfl\n  | _ => rfl",
            "\n  | 0 => rfl\n  | _ => rfl",
            "by\n  exact (fun\n    | 0 => rfl\n    | _ => rfl)",
        ),
        (":= by\n  have : 1 = 1 := sorry\n  simp", "", ""),
    ],
)
def test_a_proof_without_a_hole_is_kept_and_can_be_tried(proof: str, kept: str, tried: str) -> None:
    read = read_lean_architect(f"@[blueprint] theorem t : 1 = 1 {proof}\n")
    [node] = read.nodes
    assert node.documented is not None
    assert (node.documented.proof, PROVED in node.documented.marks) == (kept, bool(kept))
    assert given_proof(node) == tried
    if kept:
        again = write_lean_architect(read, "", "theorem t : 1 = 1")
        assert kept in again
        assert read_lean_architect(again) == read


def test_the_work_of_reading_grows_as_the_text_does() -> None:
    table = "".join(f"  have h{i} : (1 : Nat) + {i} = {i} + 1 := Nat.add_comm 1 {i}\n" for i in range(80))

    def file(nodes: int) -> str:
        each = (
            '-- architect: {{"kind": "lemma"}}\n@[blueprint "l{0}"]\ntheorem t{0} : True := by sorry_using ["l{1}"]\n'
        )
        rows = "".join(each.format(i, max(i - 1, 0)) + f"attribute [blueprint] t{i}\n" for i in range(nodes))
        return f"{rows}@[blueprint] theorem table : True := by\n{table * (nodes // 10)}  trivial\n"

    assert calls_of(file(80)) < 2.3 * calls_of(file(40))


def calls_of(text: str) -> int:
    """How many functions reading a text calls, generators taken up again and those in C among them."""
    count = 0

    def called(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(called)
    try:
        read_lean_architect(text)
    finally:
        sys.setprofile(None)
    return count


def test_what_is_written_for_lean_architect_is_a_declaration_for_each_node() -> None:
    text = write_lean_architect(simple(), "import Architect", "theorem t : 2 = 2 := by\n  sorry")
    assert [d.name for d in find_declarations(text)] == ["a", "t"]
    assert text.endswith(
        '-- architect: {"kind": "target"}\n@[blueprint "t"\n  (statement := /-- All. -/)]\n'
        "theorem t : 2 = 2 := by\n  sorry_using [a]\n"
    )


def test_a_valid_blueprint_needs_no_line_alone() -> None:
    lemmas = [Node(name=f"l{i}", kind=Kind.LEMMA, lean=text.format(f"l{i}")) for i, text in enumerate(STATEMENTS)]
    good = [Node(name=f"d{i}", kind=Kind.DEFINITION, lean=t.format(f"d{i}")) for i, t in enumerate(DEFINITIONS[:4])]
    target = Node(name="t", kind=Kind.TARGET, uses=tuple(node.name for node in [*lemmas, *good]))
    text = write_lean_architect(Blueprint(nodes=(*lemmas, *good, target)), "", "theorem t : True")
    assert '"undeclared"' not in text
    assert [d.name for d in find_declarations(text)] == [node.name for node in (*lemmas, *good, target)]


def test_what_a_hand_changed_in_lean_holds() -> None:
    text = write_lean_architect(simple(), "", "theorem t : 2 = 2")
    changed = read_lean_architect(text.replace("1 = 1", "1 = 3").replace("Try it.", "Or that."))
    assert (changed.nodes[0].lean, changed.nodes[0].idea) == ("theorem a : 1 = 3", "Or that.")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("\n@[blueprint (uses := [a)] theorem a : True := trivial", "line 3: "),
        ("@[blueprint\ntheorem a : True := trivial", "line 2: no declaration follows this `@[blueprint`"),
        ("@[blueprint (uses := a)] theorem a : True := trivial", "line 2: a list of uses must follow"),
        ("@[blueprint]\ntheorem a : True := by sorry_using", "line 3: a list of uses must follow"),
        ("@[blueprint (statement := x)] theorem a : True := trivial", "line 2: (statement := …) must be `/-- … -/`"),
        ("@[blueprint] example : True := trivial", "line 2: a node must have a name"),
        ("\n@[blueprint] theorem a : True", "line 3: a has no `:=`"),
        ("theorem a : True\n/- x", "line 3: the comment that begins here is never closed"),
        ("-- architect: [1]\n", "line 2: what follows `-- architect:` must be a JSON object"),
        ('\n-- architect: {"undeclared": true, "kind": "lemma"}\n', "line 3: name: "),
        (
            "theorem first : 1 = 1 := rfl\nattribute [blueprint] first",
            "line 2: first is declared in line 1: this is left out",
        ),
        ("@[blueprint (title := x)] theorem a : True := trivial", "line 2: (title := …) has no value that can be read"),
        ("@[blueprint (colour := 1)] theorem a : True := trivial", "line 2: `colour` is no option of `blueprint`"),
    ],
)
def test_broken_lean_is_told_in_one_line_and_the_rest_is_read(text: str, words: str) -> None:
    warnings: list[str] = []
    read = read_lean_architect(f"@[blueprint] theorem first : True := trivial\n{text}", warnings.append)
    assert [words in told for told in warnings] == [True]
    assert "\n" not in warnings[0]
    assert read.nodes[0].name == "first"


def test_a_file_without_a_node_is_told() -> None:
    warnings: list[str] = []
    assert read_lean_architect("theorem a : True := trivial", warnings.append).nodes == ()
    assert warnings == ["line 1: no declaration has the attribute `blueprint`"]


def test_a_header_that_swallows_what_follows_is_refused() -> None:
    with pytest.raises(BadInput, match="the header ends within"):
        write_lean_architect(simple(), "/- no end", "theorem t : True")


def test_the_first_open_by_which_a_name_is_known_says_what_it_means() -> None:
    text = """def A.x : Nat := 0
def B.x : Nat := 1
def N.C.x : Nat := 2
open B A
namespace N
@[blueprint] theorem b : x = 1 := by sorry_using []
end N
"""
    marked = text.replace("def", "@[blueprint] def")
    assert read_lean_architect(marked).by_name["N.b"].uses == ("B.x",)
    assert read_lean_architect(marked.replace("open B A", "open C")).by_name["N.b"].uses == ("N.C.x",)
