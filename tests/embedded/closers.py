"""Statements for the tactics that close a goal by themselves: what each must close, and what is false and none may."""

GRIND = "grind -ac -ring -linarith -lia -order"

# Tactic → statements that it closes, with these variables in scope.
VARIABLES = """\
variable (p q r : Prop) (a b c d m n k : Nat) (x y z : Int) (f : Nat → Nat) (l l' : List Nat) (s t : Bool)
"""
DEFINITIONS = """\
inductive Even : Nat → Prop where
  | zero : Even 0
  | step n : Even n → Even (n + 2)
inductive Tree where
  | leaf : Tree
  | node : Tree → Tree → Tree
def Tree.mirror : Tree → Tree
  | leaf => leaf
  | node l r => node r.mirror l.mirror
"""
CLOSED = {
    "omega": """
        a < b → a + 1 ≤ b
        a - b = 0 → a ≤ b
        a - b + b = max a b
        min a b + max a b = a + b
        (a < b → b < c) → a < b → a < c
        ¬a = b → a < b ∨ b < a
        a + b + c + d < 4 → a = 0 ∨ b = 0 ∨ c = 0 ∨ d = 0
        n % 2 = 0 ∨ n % 2 = 1
        n % 4 = 3 → n % 2 = 1
        n / 2 ≤ n
        n = 10 * (n / 10) + n % 10
        3 ∣ n → 2 ∣ n → 6 ∣ n
        2 ^ (n + 1) = 2 * 2 ^ n
        a * 2 = b * 2 → a = b
        4 * x + 6 * y ≠ 5
        2 * x + 1 ≠ 2 * y
        3 * x + 5 * y = 7 → x = 2 * z → y ≠ 2 * z + 1
        (-x) % 2 = x % 2
        x / 2 + x / 2 ≤ x
        x.natAbs = x ∨ x.natAbs = -x
        0 ≤ x → x.toNat = x
        a ≤ b → ((b - a : Nat) : Int) = b - a
        ∀ i : Fin 5, i.val < 7
        ∀ i j : Fin 5, i < j → i.val + 1 ≤ j.val
        ∀ i j : Fin 5, ¬i < j → ¬j < i → i.val = j.val
        n <<< 1 = 2 * n
        n >>> 1 = n / 2
        ∀ u : Nat × Nat, u.1 + 1 = u.2 → u.1 < u.2""",
    GRIND: """
        Function.Injective f → f (f m) = f (f n) → m = n
        p ∨ q → ¬p → q
        (p ↔ q) → (q ↔ r) → (p ↔ r)
        (p → q) → (¬p → q) → q
        a = b → f a = f b
        f (f (f a)) = a → f (f (f (f (f a)))) = a → f a = a
        (a = b ∨ a = c) → a ≠ b → c = a
        ∀ P : Nat → Prop, (∀ i, P i → P (f i)) → P a → P (f (f a))
        ∀ P : Nat → Prop, (∃ i, P i) → (∀ i, P i → q) → q
        (s && t) = true → s = true
        (s || t) = false → t = false
        1 :: l ≠ 2 :: l
        a :: l = b :: l' → l = l' ∧ b = a
        (if a = b then a else b) = b
        ∀ o : Option Nat, o = some 1 → o ≠ none
        a ∈ l → a ∈ l ++ l'
        (l ++ l').length = l.length + l'.length
        ∀ u v : Nat × Nat, u.1 = v.1 → u.2 = v.2 → u = v""",
    f"{GRIND} [Even]": """
        Even 4
        Even n → Even (n + 4)""",
    f"{GRIND} [cases Even]": """
        ¬Even 1""",
    f"intro u; induction u <;> {GRIND} [Tree.mirror]": """
        ∀ u : Tree, u.mirror.mirror = u""",
    "(simp +arith; done)": """
        a + b ≤ b + a + 2
        2 * a + 1 = a + (1 + a)
        ¬a + 2 ≤ a
        f (a + 1 + b) = f (b + (1 + a))
        sizeOf l < sizeOf (a :: l)""",
    "ac_rfl": """
        a + b + c = c + (a + b)
        a * b * (c * d) = d * (b * c) * a
        x + y + z = z + (y + x)
        max a (max b c) = max (max c a) b
        (l ++ l') ++ l = l ++ (l' ++ l)
        (s && (t && s)) = (s && t)
        (p ∧ q ∧ r) = (r ∧ p ∧ q)""",
    "intro h; exact_mod_cast h": """
        (a : Int) < b → a < b
        a ≤ b → (a : Int) ≤ b
        (a : Int) + b = 3 → a + b = 3
        a ∣ b * 2 → (a : Int) ∣ b * 2
        (a : Int) ^ n = b → a ^ n = b""",
    "decide": """
        ∀ i < 20, i * i % 4 ≠ 2
        ∃ i < 20, i * i = 49
        (-7 : Int) / 2 = -4
        ∀ s t : Bool, (s && t) = (t && s)""",
}
# Statements that are false, though they look much like some of those.
FALSE = """
    a ≤ b + 1 → a ≤ b
    a - b = 0 → a = b
    a - b + b = a
    n % 2 = 1
    n / 2 < n
    3 ∣ n → 6 ∣ n
    4 ∣ a * b → 4 ∣ a ∨ 4 ∣ b
    2 * x = 3 * y → x = y
    x / 2 + x / 2 = x
    (x.natAbs : Int) = x
    (x.toNat : Int) = x
    ((a - b : Nat) : Int) = a - b
    p ∨ q → q
    (p → q) → q → p
    f a = f b → a = b
    f (f a) = a → f a = a
    (s || t) = true → s = true
    a ∈ l ++ l' → a ∈ l
    l ++ l' = l' ++ l
    Even n → Even (n + 1)
    Even 3
    ∀ u : Tree, u.mirror = u"""


def lines(statements: str) -> list[str]:
    return [line.strip() for line in statements.strip().splitlines()]


def closed_by(tactic: str, statement: str) -> str:
    """A text that Lean accepts if the tactic closes the statement."""
    return f"{DEFINITIONS}{VARIABLES}theorem closed : {statement} := by {tactic}"


def left_open_by(tactic: str, statement: str) -> str:
    """A text that Lean accepts, with a warning, if the tactic does not close the statement."""
    return f"{DEFINITIONS}{VARIABLES}theorem left_open : {statement} := by\n  fail_if_success ({tactic})\n  sorry"


TRUE_CASES = [(tactic, statement) for tactic, statements in CLOSED.items() for statement in lines(statements)]
FALSE_CASES = [(tactic, statement) for tactic in CLOSED for statement in lines(FALSE)]
