/-! A program with loops has one result at most. Source: Software Foundations, Imp, ceval_deterministic. -/

inductive Command where
  | skip
  | bump
  | andThen (c d : Command)
  | whileBelow (n : Nat) (c : Command)

inductive Ends : Command → Nat → Nat → Prop where
  | skip (s : Nat) : Ends .skip s s
  | bump (s : Nat) : Ends .bump s (s + 1)
  | andThen (c d : Command) (s t u : Nat) (h : Ends c s t) (k : Ends d t u) : Ends (.andThen c d) s u
  | stop (n : Nat) (c : Command) (s : Nat) (h : n ≤ s) : Ends (.whileBelow n c) s s
  | again (n : Nat) (c : Command) (s t u : Nat) (h : s < n) (one : Ends c s t) (rest : Ends (.whileBelow n c) t u) :
    Ends (.whileBelow n c) s u

theorem ends_unique (c : Command) (s t u : Nat) (h : Ends c s t) (k : Ends c s u) : t = u := by
  sorry
