/- Natural numbers: divisibility and the greatest common divisor. -/
prelude
import Init.Nat.Div
-- Mathlib's or Batteries': Nat.two_dvd_mul_add_one
-- Not in Lean's documentation: Nat.dvd_add_left_self, Nat.dvd_add_right_self, Nat.dvd_def, Nat.dvd_gcd_go,
--   Nat.dvd_mod, Nat.dvd_of_mul_left_dvd, Nat.dvd_of_mul_right_dvd, Nat.dvd_pow_self, Nat.dvd_rfl, Nat.dvd_sub',
--   Nat.eq_one_of_self_mul_dvd, Nat.exists_mul_of_dvd, Nat.gcd_go_dvd, Nat.mod_eq_zero_iff_dvd, Nat.pow_dvd_pow_left

set_option autoImplicit false

namespace Nat
variable {a b c d k l m n p q x y z : Nat}

protected theorem dvd_def (a b : Nat) : (a ∣ b) = ∃ c, b = a * c := rfl
protected theorem dvd_mul_right (a b : Nat) : a ∣ a * b := ⟨b, rfl⟩
protected theorem dvd_mul_left (a b : Nat) : a ∣ b * a := ⟨b, Nat.mul_comm b a⟩
attribute [simp] Nat.dvd_mul_right Nat.dvd_mul_left
@[simp] protected theorem dvd_refl (a : Nat) : a ∣ a := ⟨1, (Nat.mul_one a).symm⟩
protected theorem dvd_rfl : a ∣ a := Nat.dvd_refl a
@[simp] protected theorem dvd_zero (a : Nat) : a ∣ 0 := ⟨0, rfl⟩
@[simp] protected theorem one_dvd (n : Nat) : 1 ∣ n := ⟨n, (Nat.one_mul n).symm⟩
protected theorem eq_zero_of_zero_dvd (h : 0 ∣ a) : a = 0 := by
  obtain ⟨c, e⟩ := h
  rw [e, Nat.zero_mul]
@[simp] protected theorem zero_dvd : 0 ∣ n ↔ n = 0 := ⟨Nat.eq_zero_of_zero_dvd, fun h => by rw [h]; exact Nat.dvd_refl 0⟩
protected theorem dvd_trans (h₁ : a ∣ b) (h₂ : b ∣ c) : a ∣ c := by
  obtain ⟨x, e⟩ := h₁
  obtain ⟨y, f⟩ := h₂
  exact ⟨x * y, by rw [f, e, Nat.mul_assoc]⟩
instance : Trans (fun a b : Nat => a ∣ b) (fun a b : Nat => a ∣ b) (fun a b : Nat => a ∣ b) := ⟨Nat.dvd_trans⟩
protected theorem dvd_add (h₁ : a ∣ b) (h₂ : a ∣ c) : a ∣ b + c := by
  obtain ⟨x, e⟩ := h₁
  obtain ⟨y, f⟩ := h₂
  exact ⟨x + y, by rw [e, f, Nat.mul_add]⟩
protected theorem dvd_sub (h₁ : a ∣ b) (h₂ : a ∣ c) : a ∣ b - c := by
  obtain ⟨x, e⟩ := h₁
  obtain ⟨y, f⟩ := h₂
  exact ⟨x - y, by rw [e, f, Nat.mul_sub]⟩
protected theorem dvd_sub' (h₁ : a ∣ b) (h₂ : a ∣ c) : a ∣ b - c := Nat.dvd_sub h₁ h₂
protected theorem dvd_mul_right_of_dvd (h : a ∣ b) (c : Nat) : a ∣ b * c := Nat.dvd_trans h (Nat.dvd_mul_right b c)
protected theorem dvd_mul_left_of_dvd (h : a ∣ b) (c : Nat) : a ∣ c * b := Nat.dvd_trans h (Nat.dvd_mul_left b c)
protected theorem dvd_add_left (h : a ∣ c) : a ∣ b + c ↔ a ∣ b := by
  refine ⟨fun h' => ?_, fun h' => Nat.dvd_add h' h⟩
  have e := Nat.dvd_sub h' h
  rw [Nat.add_sub_cancel] at e; exact e
protected theorem dvd_add_right (h : a ∣ b) : a ∣ b + c ↔ a ∣ c := by rw [Nat.add_comm]; exact Nat.dvd_add_left h
protected theorem dvd_add_iff_left (h : k ∣ n) : k ∣ m ↔ k ∣ m + n := (Nat.dvd_add_left h).symm
protected theorem dvd_add_iff_right (h : k ∣ m) : k ∣ n ↔ k ∣ m + n := (Nat.dvd_add_right h).symm
@[simp] protected theorem dvd_add_right_self : m ∣ n + m ↔ m ∣ n := Nat.dvd_add_left (Nat.dvd_refl m)
@[simp] protected theorem dvd_add_left_self : m ∣ m + n ↔ m ∣ n := Nat.dvd_add_right (Nat.dvd_refl m)
theorem le_of_dvd (h : 0 < n) (hm : m ∣ n) : m ≤ n := by
  obtain ⟨k, e⟩ := hm
  rw [e] at h
  rw [e]
  exact le_mul_of_pos_right m (Nat.pos_of_mul_pos h)
theorem not_dvd_of_pos_of_lt (h1 : 0 < n) (h2 : n < m) : ¬ m ∣ n := fun h => Nat.not_le_of_gt h2 (le_of_dvd h1 h)
protected theorem dvd_antisymm (h₁ : m ∣ n) (h₂ : n ∣ m) : m = n := by
  rcases eq_zero_or_pos n with hn | hn
  · rw [hn] at h₂
    rw [hn, Nat.eq_zero_of_zero_dvd h₂]
  · rcases eq_zero_or_pos m with hm | hm
    · rw [hm] at h₁
      rw [hm, Nat.eq_zero_of_zero_dvd h₁]
    · exact Nat.le_antisymm (le_of_dvd hn h₁) (le_of_dvd hm h₂)
theorem pos_of_dvd_of_pos (h₁ : m ∣ n) (h₂ : 0 < n) : 0 < m :=
  Nat.pos_of_ne_zero fun e => ne_of_gt h₂ (Nat.eq_zero_of_zero_dvd (by rw [← e]; exact h₁))
theorem eq_one_of_dvd_one (h : n ∣ 1) : n = 1 := Nat.dvd_antisymm h (Nat.one_dvd n)
@[simp] theorem dvd_one : n ∣ 1 ↔ n = 1 := ⟨eq_one_of_dvd_one, fun h => by rw [h]; exact Nat.dvd_refl 1⟩
theorem eq_one_of_self_mul_dvd (hn : 0 < n) (h : m * n ∣ n) : m = 1 := by
  have h' : m * n ≤ 1 * n := by rw [Nat.one_mul]; exact le_of_dvd hn h
  have hm : 0 < m := Nat.pos_of_ne_zero fun e => by
    rw [e, Nat.zero_mul, Nat.zero_dvd] at h; exact ne_of_gt hn h
  exact Nat.le_antisymm (Nat.le_of_mul_le_mul_right h' hn) hm

/-! ## With multiplication and powers -/

protected theorem mul_dvd_mul (h₁ : a ∣ b) (h₂ : c ∣ d) : a * c ∣ b * d := by
  obtain ⟨x, e⟩ := h₁
  obtain ⟨y, f⟩ := h₂
  exact ⟨x * y, by rw [e, f, Nat.mul_mul_mul_comm]⟩
protected theorem mul_dvd_mul_left (a : Nat) (h : b ∣ c) : a * b ∣ a * c := Nat.mul_dvd_mul (Nat.dvd_refl a) h
protected theorem mul_dvd_mul_right (h : a ∣ b) (c : Nat) : a * c ∣ b * c := Nat.mul_dvd_mul h (Nat.dvd_refl c)
protected theorem dvd_of_mul_dvd_mul_left (kpos : 0 < k) (h : k * m ∣ k * n) : m ∣ n := by
  obtain ⟨c, e⟩ := h
  rw [Nat.mul_assoc] at e
  exact ⟨c, Nat.mul_left_cancel kpos e⟩
protected theorem dvd_of_mul_dvd_mul_right (kpos : 0 < k) (h : m * k ∣ n * k) : m ∣ n := by
  rw [Nat.mul_comm m k, Nat.mul_comm n k] at h; exact Nat.dvd_of_mul_dvd_mul_left kpos h
protected theorem dvd_of_mul_right_dvd (h : k * m ∣ n) : k ∣ n := Nat.dvd_trans (Nat.dvd_mul_right k m) h
protected theorem dvd_of_mul_left_dvd (h : k * m ∣ n) : m ∣ n := Nat.dvd_trans (Nat.dvd_mul_left m k) h
protected theorem mul_dvd_mul_iff_left (ha : 0 < a) : a * b ∣ a * c ↔ b ∣ c := ⟨Nat.dvd_of_mul_dvd_mul_left ha, Nat.mul_dvd_mul_left a⟩
protected theorem mul_dvd_mul_iff_right (hc : 0 < c) : a * c ∣ b * c ↔ a ∣ b :=
  ⟨Nat.dvd_of_mul_dvd_mul_right hc, fun h => Nat.mul_dvd_mul_right h c⟩
theorem pow_dvd_pow (a : Nat) (h : m ≤ n) : a ^ m ∣ a ^ n := by
  obtain ⟨k, e⟩ := le.dest h
  exact ⟨a ^ k, by rw [← e, Nat.pow_add]⟩
theorem pow_dvd_pow_left (h : a ∣ b) (n : Nat) : a ^ n ∣ b ^ n := by
  obtain ⟨k, e⟩ := h
  exact ⟨k ^ n, by rw [e, Nat.mul_pow]⟩
protected theorem dvd_pow_self (a : Nat) (h : n ≠ 0) : a ∣ a ^ n := by
  obtain ⟨k, e⟩ := exists_eq_add_one_of_ne_zero h
  rw [e]; exact Nat.dvd_mul_left a (a ^ k)

/-! ## With the remainder -/

theorem mod_eq_zero_of_dvd (h : m ∣ n) : n % m = 0 := by
  obtain ⟨k, e⟩ := h
  rw [e, mul_mod_right]
theorem dvd_of_mod_eq_zero (h : n % m = 0) : m ∣ n := by
  have e := mod_add_div n m
  rw [h, Nat.zero_add] at e
  exact ⟨n / m, e.symm⟩
theorem dvd_iff_mod_eq_zero : m ∣ n ↔ n % m = 0 := ⟨mod_eq_zero_of_dvd, dvd_of_mod_eq_zero⟩
theorem mod_eq_zero_iff_dvd : n % m = 0 ↔ m ∣ n := dvd_iff_mod_eq_zero.symm
instance decidable_dvd : DecidableRel fun a b : Nat => a ∣ b := fun a b =>
  match Nat.decEq (b % a) 0 with
  | .isTrue h => .isTrue (dvd_of_mod_eq_zero h)
  | .isFalse h => .isFalse fun h' => h (mod_eq_zero_of_dvd h')
theorem emod_pos_of_not_dvd (h : ¬ a ∣ b) : 0 < b % a := Nat.pos_of_ne_zero fun e => h (dvd_of_mod_eq_zero e)
theorem dvd_mod_iff (h : k ∣ n) : k ∣ m % n ↔ k ∣ m := by
  have e := Nat.dvd_add_left (b := m % n) (Nat.dvd_mul_right_of_dvd h (m / n))
  rw [mod_add_div] at e; exact e.symm
theorem dvd_mod (h₁ : k ∣ m) (h₂ : k ∣ n) : k ∣ m % n := (dvd_mod_iff h₂).2 h₁
@[simp] theorem mod_mod_of_dvd (a : Nat) (h : c ∣ b) : a % b % c = a % c := by
  obtain ⟨x, e⟩ := h
  have f : a % b + c * (x * (a / b)) = a := by rw [← Nat.mul_assoc, ← e, mod_add_div]
  have g := add_mul_mod_self_left (a % b) c (x * (a / b))
  rw [f] at g; exact g.symm
protected theorem mul_div_cancel' (h : n ∣ m) : n * (m / n) = m := by
  have e := mod_add_div m n
  rw [mod_eq_zero_of_dvd h, Nat.zero_add] at e; exact e
protected theorem div_mul_cancel (h : n ∣ m) : m / n * n = m := by rw [Nat.mul_comm]; exact Nat.mul_div_cancel' h
protected theorem mul_div_assoc (m : Nat) (h : k ∣ n) : m * n / k = m * (n / k) := by
  rcases eq_zero_or_pos k with hk | hk
  · rw [hk, Nat.div_zero, Nat.div_zero]; rfl
  · obtain ⟨x, e⟩ := h
    rw [e, mul_div_right x hk, Nat.mul_left_comm, mul_div_right (m * x) hk]
protected theorem div_dvd_of_dvd (h : n ∣ m) : m / n ∣ m := ⟨n, (Nat.div_mul_cancel h).symm⟩
theorem exists_mul_of_dvd (h : a ∣ b) : ∃ c, b = c * a := by
  obtain ⟨c, e⟩ := h
  exact ⟨c, by rw [e, Nat.mul_comm]⟩
theorem two_dvd_mul_add_one (n : Nat) : 2 ∣ n * (n + 1) := by
  induction n with
  | zero => exact Nat.dvd_zero 2
  | succ n ih =>
    have e : (n + 1) * (n + 1 + 1) = n * (n + 1) + 2 * (n + 1) := by rw [← Nat.add_mul, Nat.mul_comm]
    rw [e]; exact Nat.dvd_add ih (Nat.dvd_mul_right 2 _)

/-! ## Greatest common divisor -/

set_option bootstrap.genMatcherCode false in
protected def gcd.go : (fuel m n : Nat) → Nat
  | 0, _, n => n
  | fuel + 1, m, n => if m = 0 then n else gcd.go fuel (n % m) m
set_option bootstrap.genMatcherCode false in
/-- Euclid's algorithm; the first argument shrinks, so that as many steps are enough. -/
@[extern "lean_nat_gcd"] def gcd (m n : @& Nat) : Nat := Nat.gcd.go m m n

theorem gcd_go_dvd (fuel : Nat) : ∀ m n, m ≤ fuel → Nat.gcd.go fuel m n ∣ m ∧ Nat.gcd.go fuel m n ∣ n := by
  induction fuel with
  | zero =>
    intro m n h
    rw [eq_zero_of_le_zero h]; exact ⟨Nat.dvd_zero _, Nat.dvd_refl n⟩
  | succ fuel ih =>
    intro m n h
    have e : Nat.gcd.go (fuel + 1) m n = if m = 0 then n else Nat.gcd.go fuel (n % m) m := rfl
    rcases eq_zero_or_pos m with hm | hm
    · rw [e, if_pos hm, hm]; exact ⟨Nat.dvd_zero n, Nat.dvd_refl n⟩
    · have i := ih (n % m) m (le_of_lt_succ (Nat.lt_of_lt_of_le (mod_lt n hm) h))
      rw [e, if_neg (ne_of_gt hm)]
      exact ⟨i.2, (dvd_mod_iff i.2).1 i.1⟩
theorem dvd_gcd_go (fuel : Nat) : ∀ m n, k ∣ m → k ∣ n → k ∣ Nat.gcd.go fuel m n := by
  induction fuel with
  | zero => exact fun _ _ _ h => h
  | succ fuel ih =>
    intro m n h h'
    have e : Nat.gcd.go (fuel + 1) m n = if m = 0 then n else Nat.gcd.go fuel (n % m) m := rfl
    rcases eq_zero_or_pos m with hm | hm
    · rw [e, if_pos hm]; exact h'
    · rw [e, if_neg (ne_of_gt hm)]; exact ih _ _ (dvd_mod h' h) h
theorem gcd_dvd_left (m n : Nat) : gcd m n ∣ m := (gcd_go_dvd m m n Nat.le.refl).1
theorem gcd_dvd_right (m n : Nat) : gcd m n ∣ n := (gcd_go_dvd m m n Nat.le.refl).2
theorem gcd_dvd (m n : Nat) : gcd m n ∣ m ∧ gcd m n ∣ n := gcd_go_dvd m m n Nat.le.refl
theorem dvd_gcd (h₁ : k ∣ m) (h₂ : k ∣ n) : k ∣ gcd m n := dvd_gcd_go m m n h₁ h₂
theorem dvd_gcd_iff : k ∣ gcd m n ↔ k ∣ m ∧ k ∣ n :=
  ⟨fun h => ⟨Nat.dvd_trans h (gcd_dvd_left m n), Nat.dvd_trans h (gcd_dvd_right m n)⟩, fun h => dvd_gcd h.1 h.2⟩
theorem gcd_eq_iff : gcd a b = d ↔ d ∣ a ∧ d ∣ b ∧ (∀ c, c ∣ a → c ∣ b → c ∣ d) := by
  constructor
  · intro e
    rw [← e]; exact ⟨gcd_dvd_left a b, gcd_dvd_right a b, fun c => dvd_gcd⟩
  · exact fun h => Nat.dvd_antisymm (h.2.2 _ (gcd_dvd_left a b) (gcd_dvd_right a b)) (dvd_gcd h.1 h.2.1)
theorem gcd_comm (m n : Nat) : gcd m n = gcd n m :=
  Nat.dvd_antisymm (dvd_gcd (gcd_dvd_right m n) (gcd_dvd_left m n)) (dvd_gcd (gcd_dvd_right n m) (gcd_dvd_left n m))
theorem gcd_assoc (m n k : Nat) : gcd (gcd m n) k = gcd m (gcd n k) := by
  refine gcd_eq_iff.2 ⟨?_, ?_, ?_⟩
  · exact dvd_gcd (gcd_dvd_left _ _) (Nat.dvd_trans (gcd_dvd_right _ _) (gcd_dvd_left _ _))
  · exact Nat.dvd_trans (gcd_dvd_right _ _) (gcd_dvd_right _ _)
  · exact fun c h h' => dvd_gcd (Nat.dvd_trans h (gcd_dvd_left _ _)) (dvd_gcd (Nat.dvd_trans h (gcd_dvd_right _ _)) h')
@[simp] theorem gcd_zero_left (n : Nat) : gcd 0 n = n := rfl
@[simp] theorem gcd_zero_right (n : Nat) : gcd n 0 = n := by rw [gcd_comm]; rfl
@[simp] theorem gcd_self (n : Nat) : gcd n n = n := Nat.dvd_antisymm (gcd_dvd_left n n) (dvd_gcd (Nat.dvd_refl n) (Nat.dvd_refl n))
@[simp] theorem gcd_one_left (n : Nat) : gcd 1 n = 1 := eq_one_of_dvd_one (gcd_dvd_left 1 n)
@[simp] theorem gcd_one_right (n : Nat) : gcd n 1 = 1 := eq_one_of_dvd_one (gcd_dvd_right n 1)
theorem gcd_rec (m n : Nat) : gcd m n = gcd (n % m) m := by
  refine gcd_eq_iff.2 ⟨gcd_dvd_right _ _, ?_, fun c h h' => dvd_gcd (dvd_mod h' h) h⟩
  exact (dvd_mod_iff (gcd_dvd_right (n % m) m)).1 (gcd_dvd_left (n % m) m)
theorem gcd_eq_left_iff_dvd : gcd m n = m ↔ m ∣ n :=
  ⟨fun e => by rw [← e]; exact gcd_dvd_right m n, fun h => Nat.dvd_antisymm (gcd_dvd_left m n) (dvd_gcd (Nat.dvd_refl m) h)⟩
theorem gcd_pos_of_pos_left (n : Nat) (h : 0 < m) : 0 < gcd m n := pos_of_dvd_of_pos (gcd_dvd_left m n) h
theorem gcd_le_left (n : Nat) (h : 0 < m) : gcd m n ≤ m := le_of_dvd h (gcd_dvd_left m n)

end Nat
