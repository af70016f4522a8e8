/- Natural numbers: quotient and remainder. -/
prelude
import Init.Nat.Order
-- Mathlib's or Batteries': Nat.div_right_comm
-- Not in Lean's documentation: Nat.add_mod_eq_of_eq, Nat.add_one_mod_two, Nat.add_self_mod_two, Nat.div_eq_go,
--   Nat.div_eq_of_eq, Nat.div_modCore_go_spec, Nat.mod_eq_go, Nat.mod_eq_of_eq, Nat.one_mod_two_add,
--   Nat.two_mul_add_one_div_two, Nat.two_mul_add_one_mod_two, Nat.two_mul_div_two

set_option autoImplicit false
universe u

namespace Nat
variable {a b c d k l m n p q r x y z : Nat}

/-! ## What `/` and `%` compute: the quotient and remainder of division with remainder -/

theorem div_modCore_go_spec (hy : 0 < y) (fuel x : Nat) (hx : x ≤ fuel) :
    y * Nat.div.go y fuel x + Nat.modCore.go y fuel x = x ∧ Nat.modCore.go y fuel x < y := by
  induction fuel generalizing x with
  | zero =>
    have e : x = 0 := eq_zero_of_le_zero hx
    rw [e]; exact ⟨rfl, hy⟩
  | succ fuel ih =>
    have ed : Nat.div.go y (fuel + 1) x = if y ≤ x then Nat.div.go y fuel (x - y) + 1 else 0 := rfl
    have em : Nat.modCore.go y (fuel + 1) x = if y ≤ x then Nat.modCore.go y fuel (x - y) else x := rfl
    rcases Nat.lt_or_ge x y with h | h
    · rw [ed, em, if_neg (Nat.not_le_of_gt h), if_neg (Nat.not_le_of_gt h)]
      exact ⟨Nat.zero_add x, h⟩
    · rw [ed, em, if_pos h, if_pos h]
      have hf : x - y ≤ fuel := sub_le_of_le_add (Nat.le_trans hx (Nat.add_le_add_left hy fuel))
      have i := ih (x - y) hf
      refine ⟨?_, i.2⟩
      rw [mul_add_one, Nat.add_right_comm, i.1, Nat.sub_add_cancel h]
theorem div_eq_go (hy : 0 < y) (x : Nat) : x / y = Nat.div.go y x x := by
  have e : x / y = Nat.div x y := rfl
  rw [e, Nat.div, if_pos hy]
theorem mod_eq_go (hy : 0 < y) (x : Nat) : x % y = Nat.modCore.go y x x := by
  cases x with
  | zero => rfl
  | succ x =>
    have e : (x + 1) % y = if y ≤ x + 1 then Nat.modCore (x + 1) y else x + 1 := rfl
    have em : Nat.modCore.go y (x + 1) (x + 1) = if y ≤ x + 1 then Nat.modCore.go y x (x + 1 - y) else x + 1 := rfl
    rcases Nat.lt_or_ge (x + 1) y with h | h
    · rw [e, em, if_neg (Nat.not_le_of_gt h), if_neg (Nat.not_le_of_gt h)]
    · rw [e, if_pos h, Nat.modCore, if_pos hy]
@[simp] protected theorem div_zero (n : Nat) : n / 0 = 0 := by
  have e : n / 0 = Nat.div n 0 := rfl
  rw [e, Nat.div, if_neg (Nat.lt_irrefl 0)]
@[simp] theorem mod_zero (n : Nat) : n % 0 = n := by
  cases n with
  | zero => rfl
  | succ n =>
    have e : (n + 1) % 0 = if 0 ≤ n + 1 then Nat.modCore (n + 1) 0 else n + 1 := rfl
    rw [e, if_pos (zero_le _), Nat.modCore, if_neg (Nat.lt_irrefl 0)]
theorem div_add_mod (m n : Nat) : n * (m / n) + m % n = m := by
  rcases eq_zero_or_pos n with h | h
  · rw [h, Nat.zero_mul, mod_zero, Nat.zero_add]
  · rw [div_eq_go h, mod_eq_go h]; exact (div_modCore_go_spec h m m Nat.le.refl).1
theorem mod_lt (x : Nat) {y : Nat} (h : 0 < y) : x % y < y := by
  rw [mod_eq_go h]; exact (div_modCore_go_spec h x x Nat.le.refl).2
theorem mod_add_div (m k : Nat) : m % k + k * (m / k) = m := by rw [Nat.add_comm]; exact div_add_mod m k
theorem div_add_mod' (a b : Nat) : a / b * b + a % b = a := by rw [Nat.mul_comm]; exact div_add_mod a b
theorem mod_add_div' (a b : Nat) : a % b + a / b * b = a := by rw [Nat.mul_comm]; exact mod_add_div a b

/-- Quotient and remainder are determined by what they do. -/
theorem div_mod_unique (h : 0 < k) : n / k = d ∧ n % k = m ↔ m + k * d = n ∧ m < k := by
  constructor
  · rintro ⟨e, e'⟩
    rw [← e, ← e']; exact ⟨mod_add_div n k, mod_lt n h⟩
  · rintro ⟨e, hm⟩
    have less : ∀ {r s u v : Nat}, r < k → r + k * u = s + k * v → ¬ u < v := by
      intro r s u v hr e huv
      have h₁ : r + k * u < k * (u + 1) := by
        rw [mul_add_one, Nat.add_comm]; exact Nat.add_lt_add_left hr _
      have h₂ : k * (u + 1) ≤ s + k * v := Nat.le_trans (Nat.mul_le_mul_left k huv) (le_add_left _ _)
      rw [← e] at h₂
      exact Nat.lt_irrefl _ (Nat.lt_of_lt_of_le h₁ h₂)
    have e' : n % k + k * (n / k) = m + k * d := by rw [mod_add_div, e]
    have hd : n / k = d := Nat.le_antisymm (ge_of_not_lt (less hm e'.symm)) (ge_of_not_lt (less (mod_lt n h) e'))
    rw [hd] at e'
    exact ⟨hd, Nat.add_right_cancel e'⟩
theorem div_eq_of_eq (hr : r < k) (h : r + k * q = n) : n / k = q := ((div_mod_unique (zero_lt_of_lt hr)).2 ⟨h, hr⟩).1
theorem mod_eq_of_eq (hr : r < k) (h : r + k * q = n) : n % k = r := ((div_mod_unique (zero_lt_of_lt hr)).2 ⟨h, hr⟩).2

/-! ## Particular values -/

theorem div_eq_of_lt (h : a < b) : a / b = 0 := div_eq_of_eq (q := 0) h rfl
theorem mod_eq_of_lt (h : a < b) : a % b = a := mod_eq_of_eq (q := 0) h rfl
@[simp] protected theorem zero_div (b : Nat) : 0 / b = 0 := by
  rcases eq_zero_or_pos b with h | h
  · rw [h, Nat.div_zero]
  · exact div_eq_of_lt h
@[simp] theorem zero_mod (b : Nat) : 0 % b = 0 := rfl
@[simp] protected theorem div_one (n : Nat) : n / 1 = n := div_eq_of_eq Nat.zero_lt_one (by rw [Nat.one_mul, Nat.zero_add])
theorem mod_one (x : Nat) : x % 1 = 0 := mod_eq_of_eq (q := x) Nat.zero_lt_one (by rw [Nat.one_mul, Nat.zero_add])
attribute [simp] mod_one
@[simp] theorem mod_self (n : Nat) : n % n = 0 := by
  rcases eq_zero_or_pos n with h | h
  · rw [h]
  · exact mod_eq_of_eq (q := 1) h (by rw [Nat.mul_one, Nat.zero_add])
@[simp] protected theorem div_self (h : 0 < n) : n / n = 1 := div_eq_of_eq h (by rw [Nat.mul_one, Nat.zero_add])
theorem one_mod_two_add (n : Nat) : 1 % (n + 2) = 1 := mod_eq_of_lt (succ_le_succ (succ_pos n))
@[simp] theorem mod_mod (a n : Nat) : a % n % n = a % n := by
  rcases eq_zero_or_pos n with h | h
  · rw [h, mod_zero]
  · exact mod_eq_of_lt (mod_lt a h)

/-! ## Multiples of the divisor -/

theorem add_mul_div_left (x z : Nat) {y : Nat} (H : 0 < y) : (x + y * z) / y = x / y + z :=
  div_eq_of_eq (mod_lt x H) (by rw [Nat.mul_add, ← Nat.add_assoc, mod_add_div])
theorem add_mul_div_right (x y : Nat) {z : Nat} (H : 0 < z) : (x + y * z) / z = x / z + y := by
  rw [Nat.mul_comm y z]; exact add_mul_div_left x y H
@[simp] theorem add_mul_mod_self_left (x y z : Nat) : (x + y * z) % y = x % y := by
  rcases eq_zero_or_pos y with h | h
  · rw [h, Nat.zero_mul]; rfl
  · exact mod_eq_of_eq (q := x / y + z) (mod_lt x h) (by rw [Nat.mul_add, ← Nat.add_assoc, mod_add_div])
@[simp] theorem add_mul_mod_self_right (x y z : Nat) : (x + y * z) % z = x % z := by rw [Nat.mul_comm y z, add_mul_mod_self_left]
@[simp] theorem mul_add_mod_self_left (a b c : Nat) : (a * b + c) % a = c % a := by rw [Nat.add_comm, add_mul_mod_self_left]
@[simp] theorem mul_add_mod_self_right (a b c : Nat) : (a * b + c) % b = c % b := by rw [Nat.add_comm, add_mul_mod_self_right]
@[simp] theorem add_div_right (x : Nat) {z : Nat} (H : 0 < z) : (x + z) / z = x / z + 1 := by
  have e := add_mul_div_left x 1 H
  rw [Nat.mul_one] at e; exact e
@[simp] theorem add_div_left (x : Nat) {z : Nat} (H : 0 < z) : (z + x) / z = x / z + 1 := by rw [Nat.add_comm, add_div_right x H]
@[simp] theorem add_mod_right (x z : Nat) : (x + z) % z = x % z := by
  have e := add_mul_mod_self_left x z 1
  rw [Nat.mul_one] at e; exact e
@[simp] theorem add_mod_left (x z : Nat) : (x + z) % x = z % x := by rw [Nat.add_comm, add_mod_right]
@[simp] theorem mul_mod_right (m n : Nat) : (m * n) % m = 0 := by
  have e := add_mul_mod_self_left 0 m n
  rw [Nat.zero_add] at e; exact e
@[simp] theorem mul_mod_left (m n : Nat) : (m * n) % n = 0 := by rw [Nat.mul_comm, mul_mod_right]
@[simp] theorem mul_div_right (n : Nat) {m : Nat} (H : 0 < m) : m * n / m = n := div_eq_of_eq H (Nat.zero_add _)
@[simp] theorem mul_div_left (m : Nat) {n : Nat} (H : 0 < n) : m * n / n = m := by rw [Nat.mul_comm, mul_div_right m H]
protected theorem mul_div_cancel (m : Nat) {n : Nat} (H : 0 < n) : m * n / n = m := mul_div_left m H
protected theorem mul_div_cancel_left (m : Nat) {n : Nat} (H : 0 < n) : n * m / n = m := mul_div_right m H
protected theorem div_eq_of_eq_mul_left (H1 : 0 < n) (H2 : m = k * n) : m / n = k := by rw [H2, mul_div_left k H1]
protected theorem div_eq_of_eq_mul_right (H1 : 0 < n) (H2 : m = n * k) : m / n = k := by rw [H2, mul_div_right k H1]
theorem div_eq_sub_div (h₁ : 0 < b) (h₂ : b ≤ a) : a / b = (a - b) / b + 1 := by rw [← add_div_right _ h₁, Nat.sub_add_cancel h₂]
theorem mod_eq_sub_mod (h : a ≥ b) : a % b = (a - b) % b := by rw [← add_mod_right (a - b), Nat.sub_add_cancel h]
theorem div_eq (x y : Nat) : x / y = if 0 < y ∧ y ≤ x then (x - y) / y + 1 else 0 := by
  rcases eq_zero_or_pos y with h | h
  · rw [h, Nat.div_zero, if_neg fun h => Nat.lt_irrefl 0 h.1]
  · rcases Nat.lt_or_ge x y with h' | h'
    · rw [div_eq_of_lt h', if_neg fun h => Nat.not_le_of_gt h' h.2]
    · rw [div_eq_sub_div h h', if_pos ⟨h, h'⟩]
theorem mod_eq (x y : Nat) : x % y = if 0 < y ∧ y ≤ x then (x - y) % y else x := by
  rcases eq_zero_or_pos y with h | h
  · rw [h, mod_zero, if_neg fun h => Nat.lt_irrefl 0 h.1]
  · rcases Nat.lt_or_ge x y with h' | h'
    · rw [mod_eq_of_lt h', if_neg fun h => Nat.not_le_of_gt h' h.2]
    · rw [mod_eq_sub_mod h', if_pos ⟨h, h'⟩]
theorem mod_def (m k : Nat) : m % k = m - k * (m / k) := Nat.eq_sub_of_add_eq (mod_add_div m k)
theorem mod_eq_sub_mul_div {x k : Nat} : x % k = x - k * (x / k) := mod_def x k

/-! ## Bounds -/

theorem mod_le (x y : Nat) : x % y ≤ x := le.intro (mod_add_div x y)
theorem mod_lt_of_lt (h : a < c) : a % b < c := Nat.lt_of_le_of_lt (mod_le a b) h
theorem mul_div_le (m n : Nat) : n * (m / n) ≤ m := le.intro (div_add_mod m n)
theorem div_mul_le_self (m n : Nat) : m / n * n ≤ m := by rw [Nat.mul_comm]; exact mul_div_le m n
theorem lt_mul_div_succ (a : Nat) (hb : 0 < b) : a < b * (a / b + 1) := by
  have e := Nat.add_lt_add_left (mod_lt a hb) (b * (a / b))
  rw [div_add_mod] at e; exact e
theorem le_div_iff_mul_le (k0 : 0 < k) : x ≤ y / k ↔ x * k ≤ y := by
  constructor
  · exact fun h => Nat.le_trans (Nat.mul_le_mul_right k h) (div_mul_le_self y k)
  · intro h
    rw [Nat.mul_comm] at h
    exact le_of_lt_succ (Nat.lt_of_mul_lt_mul_left (Nat.lt_of_le_of_lt h (lt_mul_div_succ y k0)))
theorem div_lt_iff_lt_mul (Hk : 0 < k) : x / k < y ↔ x < y * k := by
  constructor
  · exact fun h => gt_of_not_le fun h' => Nat.not_le_of_gt h ((le_div_iff_mul_le Hk).2 h')
  · exact fun h => gt_of_not_le fun h' => Nat.not_le_of_gt h ((le_div_iff_mul_le Hk).1 h')
theorem div_le_self (n k : Nat) : n / k ≤ n := by
  rcases eq_zero_or_pos k with h | h
  · rw [h, Nat.div_zero]; exact zero_le n
  · exact Nat.le_trans (le_mul_of_pos_right (n / k) h) (div_mul_le_self n k)
theorem div_lt_self (hn : 0 < n) (hk : 1 < k) : n / k < n := by
  refine (div_lt_iff_lt_mul (Nat.lt_trans Nat.zero_lt_one hk)).2 ?_
  have e := Nat.mul_lt_mul_of_pos_left hk hn
  rw [Nat.mul_one] at e; exact e
protected theorem div_le_div_right (h : a ≤ b) : a / c ≤ b / c := by
  rcases eq_zero_or_pos c with hc | hc
  · rw [hc, Nat.div_zero]; exact zero_le _
  · exact (le_div_iff_mul_le hc).2 (Nat.le_trans (div_mul_le_self a c) h)
protected theorem div_le_of_le_mul (h : m ≤ k * n) : m / k ≤ n := by
  rcases eq_zero_or_pos k with hk | hk
  · rw [hk, Nat.div_zero]; exact zero_le n
  · exact Nat.le_of_mul_le_mul_left (Nat.le_trans (mul_div_le m k) h) hk
protected theorem div_pos (hba : b ≤ a) (hb : 0 < b) : 0 < a / b := (le_div_iff_mul_le hb).2 (by rw [Nat.one_mul]; exact hba)
theorem div_pos_iff : 0 < a / b ↔ 0 < b ∧ b ≤ a := by
  constructor
  · intro h
    refine ⟨Nat.pos_of_ne_zero fun e => ?_, ge_of_not_lt fun e => ?_⟩
    · rw [e, Nat.div_zero] at h; exact Nat.lt_irrefl 0 h
    · rw [div_eq_of_lt e] at h; exact Nat.lt_irrefl 0 h
  · exact fun h => Nat.div_pos h.2 h.1
theorem pos_of_div_pos (h : 0 < a / b) : 0 < a := Nat.lt_of_lt_of_le h (div_le_self a b)
theorem div_eq_zero_iff_lt (h : 0 < k) : x / k = 0 ↔ x < k := by
  refine ⟨fun e => ?_, div_eq_of_lt⟩
  have h' : x / k < 1 := by rw [e]; exact Nat.zero_lt_one
  have e' := (div_lt_iff_lt_mul h).1 h'
  rw [Nat.one_mul] at e'; exact e'
protected theorem div_eq_of_lt_le (lo : k * n ≤ m) (hi : m < (k + 1) * n) : m / n = k := by
  have hn : 0 < n := Nat.pos_of_mul_pos (zero_lt_of_lt hi)
  exact Nat.le_antisymm (le_of_lt_succ ((div_lt_iff_lt_mul hn).2 hi)) ((le_div_iff_mul_le hn).2 lo)

/-! ## Combinations -/

protected theorem div_div_eq_div_mul (m n k : Nat) : m / n / k = m / (n * k) := by
  rcases eq_zero_or_pos n with hn | hn
  · rw [hn, Nat.zero_mul, Nat.div_zero, Nat.zero_div]
  · rcases eq_zero_or_pos k with hk | hk
    · rw [hk, Nat.mul_zero, Nat.div_zero, Nat.div_zero]
    · have step : ∀ x, x ≤ m / n / k ↔ x ≤ m / (n * k) := by
        intro x
        rw [le_div_iff_mul_le hk, le_div_iff_mul_le hn, le_div_iff_mul_le (Nat.mul_pos hn hk), Nat.mul_assoc, Nat.mul_comm k n]
      exact Nat.le_antisymm ((step _).1 Nat.le.refl) ((step _).2 Nat.le.refl)
protected theorem div_right_comm (m n k : Nat) : m / n / k = m / k / n := by
  rw [Nat.div_div_eq_div_mul, Nat.div_div_eq_div_mul, Nat.mul_comm]
protected theorem mul_div_mul_left (n k : Nat) (H : 0 < m) : m * n / (m * k) = n / k := by
  rw [← Nat.div_div_eq_div_mul, mul_div_right n H]
protected theorem mul_div_mul_right (n k : Nat) (H : 0 < m) : n * m / (k * m) = n / k := by
  rw [Nat.mul_comm n m, Nat.mul_comm k m, Nat.mul_div_mul_left n k H]
theorem mul_mod_mul_left (z x y : Nat) : (z * x) % (z * y) = z * (x % y) := by
  rcases eq_zero_or_pos z with h | h
  · rw [h, Nat.zero_mul, Nat.zero_mul, Nat.zero_mul]
  · rw [mod_def, Nat.mul_div_mul_left x y h, Nat.mul_assoc, ← Nat.mul_sub, ← mod_def]
theorem mul_mod_mul_right (z x y : Nat) : (x * z) % (y * z) = (x % y) * z := by
  rw [Nat.mul_comm x z, Nat.mul_comm y z, Nat.mul_comm (x % y) z, mul_mod_mul_left]
@[simp] theorem mod_add_mod (m n k : Nat) : (m % n + k) % n = (m + k) % n := by
  have e : m + k = m % n + k + n * (m / n) := by rw [Nat.add_right_comm, mod_add_div]
  rw [e, add_mul_mod_self_left]
@[simp] theorem add_mod_mod (m n k : Nat) : (m + n % k) % k = (m + n) % k := by
  rw [Nat.add_comm, mod_add_mod, Nat.add_comm]
theorem add_mod (a b n : Nat) : (a + b) % n = ((a % n) + (b % n)) % n := by rw [add_mod_mod, mod_add_mod]
@[simp] theorem mod_mul_mod (m n l : Nat) : ((m % l) * n) % l = (m * n) % l := by
  have e : m * n = (m % l) * n + l * ((m / l) * n) := by rw [← Nat.mul_assoc, ← Nat.add_mul, mod_add_div]
  rw [e, add_mul_mod_self_left]
@[simp] theorem mul_mod_mod (m n k : Nat) : (m * (n % k)) % k = (m * n) % k := by rw [Nat.mul_comm, mod_mul_mod, Nat.mul_comm]
theorem mul_mod (a b n : Nat) : a * b % n = (a % n) * (b % n) % n := by rw [mul_mod_mod, mod_mul_mod]
theorem pow_mod (a b n : Nat) : a ^ b % n = (a % n) ^ b % n := by
  induction b with
  | zero => rfl
  | succ b ih => rw [pow_add_one, pow_add_one, mul_mod, ih, ← mul_mod, mul_mod_mod]
theorem add_mod_eq_of_eq (h : a % n = b % n) (c : Nat) : (a + c) % n = (b + c) % n := by rw [add_mod, h, ← add_mod]
theorem sub_mul_div_of_le (x n p : Nat) (h : n * p ≤ x) : (x - n * p) / n = x / n - p := by
  rcases eq_zero_or_pos n with hn | hn
  · rw [hn, Nat.div_zero, Nat.div_zero, Nat.zero_sub]
  · have e := add_mul_div_left (x - n * p) p hn
    rw [Nat.sub_add_cancel h] at e
    exact Nat.eq_sub_of_add_eq e.symm
theorem sub_mul_mod (h : n * k ≤ x) : (x - n * k) % n = x % n := by
  have e := add_mul_mod_self_left (x - n * k) n k
  rw [Nat.sub_add_cancel h] at e; exact e.symm

/-! ## Division by two -/

theorem mod_two_eq_zero_or_one (n : Nat) : n % 2 = 0 ∨ n % 2 = 1 := le_one_iff_eq_zero_or_eq_one.1 (le_of_lt_succ (mod_lt n Nat.two_pos))
@[simp] theorem mod_two_ne_zero : n % 2 ≠ 0 ↔ n % 2 = 1 :=
  ⟨fun h => Or.elim (mod_two_eq_zero_or_one n) (fun e => absurd e h) id, fun h e => Nat.zero_ne_one (e.symm.trans h)⟩
@[simp] theorem mod_two_ne_one : n % 2 ≠ 1 ↔ n % 2 = 0 :=
  ⟨fun h => Or.elim (mod_two_eq_zero_or_one n) id (fun e => absurd e h), fun h e => Nat.zero_ne_one (h.symm.trans e)⟩
theorem add_one_mod_two : (n + 1) % 2 = 1 - n % 2 := by
  rw [add_mod]
  rcases mod_two_eq_zero_or_one n with h | h
  · rw [h]
  · rw [h]
@[simp] theorem add_self_mod_two (n : Nat) : (n + n) % 2 = 0 := by rw [← Nat.two_mul, mul_mod_right]
@[simp] theorem two_mul_add_one_mod_two (n : Nat) : (2 * n + 1) % 2 = 1 := by rw [mul_add_mod_self_left]
@[simp] theorem two_mul_add_one_div_two (n : Nat) : (2 * n + 1) / 2 = n := div_eq_of_eq (r := 1) Nat.le.refl (Nat.add_comm _ _)
theorem two_mul_div_two (n : Nat) : 2 * n / 2 = n := mul_div_right n Nat.two_pos

/-! ## Induction as division goes -/

@[elab_as_elim] noncomputable def div.inductionOn {motive : Nat → Nat → Sort u} (x y : Nat)
    (ind : ∀ x y, 0 < y ∧ y ≤ x → motive (x - y) y → motive x y) (base : ∀ x y, ¬(0 < y ∧ y ≤ x) → motive x y) :
    motive x y :=
  Nat.strongRecOn (motive := fun x => motive x y) x fun x ih =>
    if h : 0 < y ∧ y ≤ x then
      ind x y h (ih (x - y) (Nat.sub_lt (Nat.lt_of_lt_of_le h.1 h.2) h.1))
    else base x y h
@[elab_as_elim] noncomputable def mod.inductionOn {motive : Nat → Nat → Sort u} (x y : Nat)
    (ind : ∀ x y, 0 < y ∧ y ≤ x → motive (x - y) y → motive x y) (base : ∀ x y, ¬(0 < y ∧ y ≤ x) → motive x y) :
    motive x y := div.inductionOn x y ind base

end Nat
