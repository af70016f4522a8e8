"""Verso Blueprint's documents: labels make nodes, and their statement, proof and code may stand apart."""

from pathlib import Path

import pytest

from architect.blueprint.documented import Mark
from architect.blueprint.graph import Blueprint, Kind
from architect.formats.file import read_blueprint
from architect.formats.latex import read_latex, write_latex
from architect.formats.tex import DEEPEST
from architect.formats.verso import read_verso
from architect.formats.verso_text import document_at

TEXT = """import VersoBlueprint
open Informal

#doc (Manual) "Twice" =>

Words before, with {uses "nothing"}[].

:::group "g"
All of it.
:::

:::definition "twice" (parent := "g") (lean := "twice, twiceOf")
The *double* of $`n` is $`2n`. `{uses "code"}[]` is code.
:::

:::lemma_ "even" (uses := "twice, parity")
  (issue_url := "https://example.org/issues/12")
%%%
source := { document := "paper" }
%%%
By {uses "twice" (intent := "technical")}[doubling], see {bpref "main"}[]:
$$`2 \\mid 2n.`
:::

```lean "even"
theorem even (n : Nat) : 2 ∣ twice n := by
  exact Nat.dvd_mul_right 2 n
```

:::theorem "main"
All of {uses "even"}[].
:::

:::proof "main" (uses := "lonely")
Induct, with {uses "twice"}[].
:::

```lean "lonely"
theorem lonely : True := by
  sorry
```

```rust "twice"
fn twice() {}
```
"""


def read(text: str) -> tuple[Blueprint, list[str]]:
    warnings: list[str] = []
    return read_verso(text, warn=warnings.append), warnings


def test_directives_roles_and_code_are_nodes_uses_and_marks() -> None:
    blueprint, warnings = read(TEXT)
    twice, even, lonely, main = (blueprint.by_name[name] for name in ("twice", "even", "lonely", "main"))
    assert len(blueprint.nodes) == 4
    assert warnings == [":16: this lemma uses parity, which is no label here; left dangling"]
    assert twice.kind is Kind.DEFINITION
    assert twice.informal == 'The *double* of $n$ is $2n$. `{uses "code"}[]` is code.'
    assert twice.uses == ()
    assert even.informal == "By doubling, see \\ref{main}:\n$$2 \\mid 2n.$$"
    assert even.uses == ("twice", "parity")
    assert even.lean == "theorem even (n : Nat) : 2 ∣ twice n"
    assert (main.kind, main.uses, main.idea) == (
        Kind.TARGET,
        ("even", "lonely", "twice"),
        "Induct, with \\ref{twice}.",
    )
    said = [node.documented for node in (twice, even, lonely, main)]
    assert [each.marks if each else None for each in said] == [
        (Mark.STATED,),
        (Mark.STATED, Mark.PROVED),
        (Mark.STATED,),
        (),
    ]
    assert [each.declarations if each else None for each in said] == [("twice", "twiceOf"), ("even",), ("lonely",), ()]
    assert said[1] is not None
    assert said[3] is not None
    assert (said[1].environment, said[1].discussion, said[3].stated_with) == ("lemma", ("12",), ("even",))


def test_a_document_of_verso_is_the_same_after_an_export_to_latex() -> None:
    blueprint, _ = read(TEXT)
    assert read_latex(write_latex(blueprint)) == blueprint


def test_chapters_are_followed_and_their_labels_are_one_with_those_of_the_others(tmp_path: Path) -> None:
    (tmp_path / "lakefile.toml").touch()
    (tmp_path / "Book").mkdir()
    top = tmp_path / "Book" / "Top.lean"
    top.write_text(
        '#doc (Manual) "Top" =>\n\n{include 0 Book.One}\n{include Book.Two}\n{include Gone}\n'
        '{includeBlueprintModule 0 Book.Code (title := "Code")}\n{blueprint_node "nowhere"}\n'
    )
    (tmp_path / "Book" / "One.lean").write_text('#doc (Manual) "One" =>\n:::theorem "a"\n:::\n{include Book.Top}\n')
    (tmp_path / "Book" / "Two.lean").write_text(
        '#doc (Manual) "Two" =>\n:::theorem "a"\nFilled.\n:::\n:::proof "a"\nBy {uses "c"}[].\n:::\n'
    )
    (tmp_path / "Book" / "Code.lean").write_text('@[blueprint "c"]\ntheorem c : True := trivial\n')
    warnings: list[str] = []
    places: dict[str, str] = {}
    blueprint = read_blueprint(top, warnings.append, places=places)
    assert {node.name: (node.informal, node.uses) for node in blueprint.nodes} == {
        "a": ("Filled.", ("c",)),
        "c": ("", ()),
    }
    assert places["a"] == f"{tmp_path / 'Book' / 'One.lean'}:2"
    assert warnings == [
        f"{top}:5: Gone is left out: no such file",
        f"{top}:7: the node nowhere is not placed: no document and no Lean source that is read has it",
    ]


def test_what_is_broken_is_a_warning_and_the_rest_is_read() -> None:
    blueprint, warnings = read(
        '#doc (Manual) "T" =>\n:::theorem\nNameless.\n:::\n:::theorem "a"\nA.\n::::note\n:::proof "a"\nClear.\n:::\n'
        ':::proof "a"\nAgain.\n:::\n:::proof "z"\nOf none.\n:::\n:::theorem "a"\nOther, by {uses "b"}[].\n:::\n:::\n'
        ':::lemma_ "b"\nTo the end'
    )
    assert {node.name: (node.informal, node.idea, node.uses) for node in blueprint.nodes} == {
        "a": ("A.", "Clear.", ("b",)),
        "b": ("To the end", "", ()),
    }
    assert warnings == [
        ":2: this theorem has no label; it is left out",
        ":5: this directive is never closed; it is taken to end at :8",
        ":20: ::: closes nothing; it is passed over",
        ":21: this directive is never closed; it goes to the end of the file",
        ":11: a has another proof already; this one is left out",
        ":14: a proof of z, which is no label here; it is left out",
        ":17: it is stated already at :5; of this only the uses are kept",
    ]


def test_words_in_another_markup_stand_for_a_statement_without_words() -> None:
    blueprint, _ = read('#doc (Manual) "T" =>\n:::theorem "a"\n:::\n```md "a" (slot := statement)\nIn words.\n```\n')
    assert blueprint.by_name["a"].informal == "In words."


TAGGED = '@[blueprint "x"]\ntheorem foo : True := by\n  trivial\n'


@pytest.mark.parametrize(
    "before",
    [
        pytest.param('/-\n#doc (Manual) "see"\n-/\n', id="comment"),
        pytest.param('/-- How to:\n#doc (Manual) "see" =>\n-/\n', id="doc comment"),
        pytest.param('/- /- -/\n#doc (Manual) "see" =>\n-/\n', id="comment in a comment"),
        pytest.param('def s := "\n#doc (Manual) see =>\n"\n', id="text"),
        pytest.param('def s := r#"\n#doc (Manual) "see" =>\n"#\n', id="raw text"),
    ],
)
def test_what_begins_a_document_only_in_a_comment_or_text_is_lean_as_before(tmp_path: Path, before: str) -> None:
    path = tmp_path / "Some.lean"
    path.write_text(before + TAGGED)
    assert [node.name for node in read_blueprint(path).nodes] == ["foo"]
    document = '#doc (Manual) "T" =>\n:::theorem "a"\nIt\'s "so.\n:::\n'
    assert document_at(before + document) == len(before)
    path.write_text(before + document)
    assert [node.name for node in read_blueprint(path).nodes] == ["a"]


def test_chapters_in_each_other_are_read_as_deep_as_files_of_latex_and_a_warning_says_where_no_more(
    tmp_path: Path,
) -> None:
    (tmp_path / "lakefile.toml").touch()
    for n in range(700):
        (tmp_path / f"C{n}.lean").write_text(f'#doc (Manual) "C" =>\n:::theorem "c{n}"\n:::\n{{include C{n + 1}}}\n')
    warnings: list[str] = []
    blueprint = read_blueprint(tmp_path / "C0.lean", warnings.append)
    assert len(blueprint.nodes) == DEEPEST + 1
    where = f"{tmp_path / f'C{DEEPEST}.lean'}:4"
    assert warnings == [f"{where}: C{DEEPEST + 1} is left out: {DEEPEST} chapters are in each other here already"]


@pytest.mark.parametrize(
    "line",
    [
        pytest.param(':::theorem "a" (a :={}', id="blanks"),
        pytest.param(':::theorem "a"\n (a :={}', id="blanks in the next line"),
        pytest.param(':::theorem "a" (a := (a :={}', id="options that are not closed"),
    ],
)
def test_an_option_that_is_not_closed_is_passed_over_however_long_it_is(line: str) -> None:
    blueprint, _ = read('#doc (Manual) "T" =>\n' + line.format(" " * 2_000_000))  # by its square: some hours
    assert [node.name for node in blueprint.nodes] == ["a"]


def test_an_include_that_is_not_closed_is_passed_over_however_long_it_is() -> None:
    blueprint, _ = read('#doc (Manual) "T" =>\n{include ' + "a" * 2_000_000 + '\n:::theorem "a"\n:::\n')
    assert [node.name for node in blueprint.nodes] == ["a"]


def test_a_label_may_hold_a_comma_or_a_quote_and_keeps_its_edges() -> None:
    blueprint, warnings = read(
        '#doc (Manual) "T" =>\n:::theorem "a,b"\n:::\n:::theorem "say \\"c\\""\n:::\n'
        ':::theorem "d"\nBy {uses "a,b"}[] and {uses "say \\"c\\""}[].\n:::\n'
        ':::proof "d"\nAgain {uses "a,b"}[it].\n:::\n'
    )
    first, second, last = blueprint.nodes
    assert warnings == []
    assert last.uses == (first.name, second.name)
    assert read_latex(write_latex(blueprint)).by_name[last.name].uses == last.uses
