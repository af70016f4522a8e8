"""Verso Blueprint's attribute, which is LeanArchitect's with roles in the doc comment."""

from architect.formats.lean_architect import read_lean_architect

TEXT = """import VersoBlueprint

/-- Associativity. -/
@[blueprint]
theorem N.assoc (a b c : Nat) : (a + b) + c = a + (b + c) := by omega

@[blueprint "prop9.5"]
theorem prop95 : True := True.intro

/-- Stands on {uses "prop9.5" (intent := "technical")}[] and {uses "N.assoc"}[associativity].
See also {bpref "elsewhere"}[an example]. -/
@[blueprint "space"]
def space : Nat := 0

@[blueprint "prop9.6" (autoDeps := true) (uses := ["space", -"prop9.5"]) (proofUses := [N.assoc])]
theorem prop96 : True := by trivial
"""


def test_uses_in_a_doc_comment_and_options_of_the_attribute_are_read() -> None:
    warnings: list[str] = []
    blueprint = read_lean_architect(TEXT, warnings.append)
    assert warnings == []
    assert {node.name: node.uses for node in blueprint.nodes} == {
        "N.assoc": (),
        "prop95": (),
        "space": ("prop95", "N.assoc"),
        "prop96": ("space", "N.assoc"),
    }
    space = blueprint.by_name["space"].documented
    assert space is not None
    assert space.stated_with == ("prop95", "N.assoc")
