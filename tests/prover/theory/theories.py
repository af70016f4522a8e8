"""Small theories as Lean would say them, for tests without Lean."""

from prover.text.terms import Term, parse_term
from prover.theory.signature import FunctionType, Signature, function_type, read_equation

CONSTRUCTORS = {
    "N": {"N.zero": "N", "N.succ": "N → N"},
    "T": {"T.leaf": "{α : Type} → T α", "T.node": "{α : Type} → T α → α → T α → T α"},
}
FUNCTIONS = {"add": "N → N → N", "mul": "N → N → N", "mirror": "{α : Type} → T α → T α", "half": "Nat → Nat"}
EQUATIONS = """∀ (m : N), Eq (add m N.zero) m
∀ (m n : N), Eq (add m (N.succ n)) (N.succ (add m n))
∀ (m : N), Eq (mul m N.zero) N.zero
∀ (m n : N), Eq (mul m (N.succ n)) (add (mul m n) m)
∀ {α : Type}, Eq (mirror T.leaf) T.leaf
∀ {α : Type} (l r : T α) (a : α), Eq (mirror (T.node l a r)) (T.node (mirror r) a (mirror l))
Eq (half 0) 0
Eq (half 1) 0
∀ (n : Nat), Eq (half (Nat.succ (Nat.succ n))) (HAdd.hAdd (half n) 1)
∀ (b : Bool) (f : Bool → Nat), Eq (flip.match_1 f b (fun _ => 1) (fun _ => 2)) 1
∀ (n : Nat), Eq (down n) (ite (LE.le n 1) 0 (HAdd.hAdd (down (HDiv.hDiv n 2)) 1))
∀ (n : Nat), Eq (never n) (never (HAdd.hAdd n 1))
∀ (n : Nat), (Eq n 0 → False) → Eq (guarded n) 7"""


def term(text: str) -> Term:
    found = parse_term(text)
    assert found is not None, text
    return found


def theory(statement: str = "") -> Signature:
    """Own numbers with sums and products, trees, and some functions on the library's numbers."""
    found = Signature(own=tuple(FUNCTIONS))
    for type_, constructors in CONSTRUCTORS.items():
        found.types[type_] = tuple(constructors)
        for name, text in constructors.items():
            found.functions[name] = _function(text)
    found.functions |= {name: _function(text) for name, text in FUNCTIONS.items()}
    for line in EQUATIONS.splitlines():
        equation = read_equation(term(line))
        assert equation is not None
        found.equations.setdefault(equation.head, []).append(equation)
    found.statement = term(statement) if statement else None
    return found


def _function(text: str) -> FunctionType:
    found = function_type(term(text))
    assert found is not None
    return found
