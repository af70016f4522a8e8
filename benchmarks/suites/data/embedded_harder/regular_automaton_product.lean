/-! Two automata that run side by side accept what both accept. Source: Rabin and Scott, Finite Automata (1959). -/

structure Automaton (State : Type) where
  step : State → Nat → State
  final : State → Bool

def Automaton.accepts {State : Type} (m : Automaton State) : State → List Nat → Bool
  | s, [] => m.final s
  | s, c :: cs => m.accepts (m.step s c) cs

def Automaton.both {S T : Type} (m : Automaton S) (n : Automaton T) : Automaton (S × T) where
  step := fun p c => (m.step p.1 c, n.step p.2 c)
  final := fun p => m.final p.1 && n.final p.2

theorem accepts_both {S T : Type} (m : Automaton S) (n : Automaton T) (s : S) (t : T) (w : List Nat) :
    (m.both n).accepts (s, t) w = (m.accepts s w && n.accepts t w) := by
  sorry
