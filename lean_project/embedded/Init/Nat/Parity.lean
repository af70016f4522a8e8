/- Natural numbers: even, `n = 2 * k`, and odd, `n = 2 * k + 1`. -/
prelude
import Init.Nat.Dvd
-- Mathlib's or Batteries': Nat.even_add, Nat.even_add_one, Nat.even_or_odd, Nat.odd_add_one, Nat.odd_mul,
--   Nat.two_mul_ne_two_mul_add_one
-- Not in Lean's documentation: Nat.even_iff_mod_two, Nat.even_mul_add_one, Nat.even_mul_left, Nat.even_mul_self_iff,
--   Nat.not_even_and_odd, Nat.odd_add_odd, Nat.odd_iff_mod_two

set_option autoImplicit false

namespace Nat
variable {a b k m n : Nat}

theorem even_iff_mod_two : (∃ k, n = 2 * k) ↔ n % 2 = 0 := dvd_iff_mod_eq_zero (m := 2)
theorem odd_iff_mod_two : (∃ k, n = 2 * k + 1) ↔ n % 2 = 1 := by
  constructor
  · rintro ⟨k, e⟩
    rw [e, two_mul_add_one_mod_two]
  · intro h
    have e := div_add_mod n 2
    rw [h] at e
    exact ⟨n / 2, e.symm⟩
theorem even_or_odd (n : Nat) : (∃ k, n = 2 * k) ∨ ∃ k, n = 2 * k + 1 :=
  Or.elim (mod_two_eq_zero_or_one n) (fun h => .inl (even_iff_mod_two.2 h)) (fun h => .inr (odd_iff_mod_two.2 h))
theorem not_even_and_odd (h : ∃ k, n = 2 * k) (h' : ∃ k, n = 2 * k + 1) : False :=
  Nat.zero_ne_one ((even_iff_mod_two.1 h).symm.trans (odd_iff_mod_two.1 h'))
theorem two_mul_ne_two_mul_add_one : 2 * n ≠ 2 * m + 1 := fun h => not_even_and_odd ⟨n, rfl⟩ ⟨m, h⟩
theorem even_add_one : (∃ k, n + 1 = 2 * k) ↔ ∃ k, n = 2 * k + 1 := by
  rw [even_iff_mod_two, odd_iff_mod_two, add_one_mod_two]
  rcases mod_two_eq_zero_or_one n with h | h
  · rw [h]; exact ⟨fun h => absurd h Nat.one_ne_zero, fun h => absurd h Nat.zero_ne_one⟩
  · rw [h]; exact ⟨fun _ => rfl, fun _ => rfl⟩
theorem odd_add_one : (∃ k, n + 1 = 2 * k + 1) ↔ ∃ k, n = 2 * k :=
  ⟨fun ⟨k, e⟩ => ⟨k, add_one_inj.1 e⟩, fun ⟨k, e⟩ => ⟨k, congrArg succ e⟩⟩
theorem even_add (ha : ∃ k, a = 2 * k) (hb : ∃ k, b = 2 * k) : ∃ k, a + b = 2 * k := Nat.dvd_add (a := 2) ha hb
theorem odd_add_odd (ha : ∃ k, a = 2 * k + 1) (hb : ∃ k, b = 2 * k + 1) : ∃ k, a + b = 2 * k := by
  rw [even_iff_mod_two, add_mod, odd_iff_mod_two.1 ha, odd_iff_mod_two.1 hb]
theorem even_mul_left (ha : ∃ k, a = 2 * k) (b : Nat) : ∃ k, a * b = 2 * k := Nat.dvd_mul_right_of_dvd (a := 2) ha b
theorem odd_mul (ha : ∃ k, a = 2 * k + 1) (hb : ∃ k, b = 2 * k + 1) : ∃ k, a * b = 2 * k + 1 := by
  rw [odd_iff_mod_two, mul_mod, odd_iff_mod_two.1 ha, odd_iff_mod_two.1 hb]
theorem even_mul_add_one (n : Nat) : ∃ k, n * (n + 1) = 2 * k := two_dvd_mul_add_one n
theorem even_mul_self_iff : (∃ k, n * n = 2 * k) ↔ ∃ k, n = 2 * k := by
  refine ⟨fun h => ?_, fun h => even_mul_left h n⟩
  rcases even_or_odd n with h' | h'
  · exact h'
  · exact absurd (odd_mul h' h') (not_even_and_odd h)

end Nat
