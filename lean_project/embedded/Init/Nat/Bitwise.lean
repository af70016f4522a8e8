/- Natural numbers: operations on the binary digits.  Lean's kernel computes every one of these names on numerals by
itself, so each must be defined here, and must mean what the kernel takes it for: a name left free could be given another
meaning, which the kernel's computation would contradict. -/
prelude
import Init.Nat.Dvd
import Init.Bool

set_option autoImplicit false

namespace Nat

/-- The digits of `n` and `m` put together by `f`, `fuel` of them from the lowest on. -/
protected def bitwise.go (f : Bool → Bool → Bool) : (fuel n m : Nat) → Nat
  | 0, _, _ => 0
  | fuel + 1, n, m => 2 * bitwise.go f fuel (n / 2) (m / 2) + (if f (n % 2 == 1) (m % 2 == 1) = true then 1 else 0)
/-- The digits of `n` and `m` put together by `f`, which makes `false` of two `false`: neither number has more than
`n + m` digits. -/
def bitwise (f : Bool → Bool → Bool) (n m : Nat) : Nat := Nat.bitwise.go f (n + m) n m
@[extern "lean_nat_land"] noncomputable def land (n m : @& Nat) : Nat := bitwise and n m
@[extern "lean_nat_lor"] noncomputable def lor (n m : @& Nat) : Nat := bitwise or n m
@[extern "lean_nat_lxor"] def xor (n m : @& Nat) : Nat := bitwise bne n m
@[extern "lean_nat_shiftl"] def shiftLeft (n m : @& Nat) : Nat := n * 2 ^ m
@[extern "lean_nat_shiftr"] def shiftRight (n m : @& Nat) : Nat := n / 2 ^ m
protected def log2.go : (fuel n : Nat) → Nat
  | 0, _ => 0
  | fuel + 1, n => if 2 ≤ n then log2.go fuel (n / 2) + 1 else 0
/-- How often `n` can be halved before it is less than 2. -/
@[extern "lean_nat_log2"] def log2 (n : @& Nat) : Nat := Nat.log2.go n n

noncomputable instance instAndOp : AndOp Nat := ⟨Nat.land⟩
noncomputable instance instOrOp : OrOp Nat := ⟨Nat.lor⟩
noncomputable instance instXorOp : XorOp Nat := ⟨Nat.xor⟩
noncomputable instance instShiftLeft : ShiftLeft Nat := ⟨Nat.shiftLeft⟩
noncomputable instance instShiftRight : ShiftRight Nat := ⟨Nat.shiftRight⟩

theorem shiftLeft_eq (a b : Nat) : a <<< b = a * 2 ^ b := rfl
theorem shiftRight_eq_div_pow (m n : Nat) : m >>> n = m / 2 ^ n := rfl
@[simp] theorem shiftLeft_zero {n : Nat} : n <<< 0 = n := Nat.mul_one n
@[simp] theorem shiftRight_zero {n : Nat} : n >>> 0 = n := Nat.div_one n

end Nat
