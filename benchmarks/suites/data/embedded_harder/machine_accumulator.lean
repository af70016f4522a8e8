/-! An expression compiled for a machine with an accumulator and a store of registers comes to its value.
Source: McCarthy and Painter, Correctness of a Compiler for Arithmetic Expressions (1967). -/

inductive Expression where
  | number (n : Nat)
  | plus (a b : Expression)

inductive Instruction where
  | load (n : Nat)
  | save (register : Nat)
  | add (register : Nat)

structure State where
  accumulator : Nat
  register : Nat → Nat

def Expression.value : Expression → Nat
  | .number n => n
  | .plus a b => a.value + b.value

def Expression.compile (free : Nat) : Expression → List Instruction
  | .number n => [.load n]
  | .plus a b => a.compile free ++ (.save free :: (b.compile (free + 1) ++ [.add free]))

def Instruction.step (s : State) : Instruction → State
  | .load n => ⟨n, s.register⟩
  | .save r => ⟨s.accumulator, fun i => if i = r then s.accumulator else s.register i⟩
  | .add r => ⟨s.register r + s.accumulator, s.register⟩

def run : List Instruction → State → State
  | [], s => s
  | i :: is, s => run is (i.step s)

theorem run_compile (e : Expression) (free : Nat) (s : State) : (run (e.compile free) s).accumulator = e.value := by
  sorry
