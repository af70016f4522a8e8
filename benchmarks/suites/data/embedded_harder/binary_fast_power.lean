/-! Powers by squaring are powers. Source: Pingala; exponentiation by squaring. -/

def value : List Bool → Nat
  | [] => 0
  | b :: bs => (if b then 1 else 0) + 2 * value bs

def power (x : Nat) : List Bool → Nat
  | [] => 1
  | true :: bs => x * power (x * x) bs
  | false :: bs => power (x * x) bs

theorem power_eq_pow (x : Nat) (bs : List Bool) : power x bs = x ^ value bs := by
  sorry
