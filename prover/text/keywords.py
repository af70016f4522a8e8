"""The words of declarations, and of the commands around them, as this program tells a text's parts; a table.

What Lean takes for a command, and what may not be said, is in `commands.py`.
"""

PROPOSITIONS = frozenset({"theorem", "lemma"})
DEFINITIONS = frozenset({"def", "abbrev"})
PROVED_WITHIN = DEFINITIONS | {"instance"}  # which may have proofs inside them
DECLARATIONS = (
    PROPOSITIONS | DEFINITIONS | {"instance", "example", "opaque", "axiom", "structure", "inductive", "class"}
)
MODIFIERS = frozenset("private protected public noncomputable unsafe partial nonrec meta local scoped".split())
# Commands that may stand before `in`; they belong to the declaration that follows.
BEFORE_IN = frozenset("open set_option omit include variable universe attribute".split())
# A `sorry` after one of these belongs to no declaration before it.
OTHER_COMMANDS = frozenset("namespace section end mutual variable universe attribute export notation deriving".split())
# With what a command may begin, its attributes and modifiers among it.
BEGINNINGS = DECLARATIONS | OTHER_COMMANDS | BEFORE_IN | MODIFIERS | {"import", "@", "#"}
VARIABLES = frozenset({"variable", "include"})  # what section variables come from
LOCAL = frozenset({"let", "have", "letI", "haveI", "let_fun"})  # within a term; each has a `:=` of its own
# What leaves a proof open: `admit` is a tactic only, and a `sorry` to Lean; LeanArchitect has the last, with a list.
OPEN = frozenset({"sorry", "admit", "sorry_using"})
