/- What tactics find by themselves: the lemmas of `ext` and `rfl`, instances for `decide`, rules for numerals. -/
prelude
import Init.WF
import Init.Nat.Dvd
attribute [ext] funext propext Prod PProd Sigma PSigma
attribute [refl] Nat.le_refl Nat.dvd_refl

-- What the simplification procedure for divisibility by a numeral puts into its proofs.
theorem Nat.dvd_eq_true_of_mod_eq_zero {m n : Nat} (h : n % m == 0) : (m ∣ n) = True :=
  eq_true (Nat.dvd_of_mod_eq_zero (eq_of_beq h))
theorem Nat.dvd_eq_false_of_mod_ne_zero {m n : Nat} (h : n % m != 0) : (m ∣ n) = False :=
  eq_false fun d => bne_iff_ne.mp h (Nat.mod_eq_zero_of_dvd d)

instance Nat.decidableBallLE (n : Nat) (P : ∀ k, k ≤ n → Prop) [∀ n h, Decidable (P n h)] : Decidable (∀ n h, P n h) :=
  decidable_of_iff (∀ k (h : k < n + 1), P k (Nat.le_of_lt_succ h))
    ⟨fun h m hm => h m (Nat.lt_succ_of_le hm), fun h m hm => h m (Nat.le_of_lt_succ hm)⟩
instance Nat.decidableExistsLE {p : Nat → Prop} [DecidablePred p] : DecidablePred fun n => ∃ m, m ≤ n ∧ p m := fun n =>
  decidable_of_iff (∃ m, m < n + 1 ∧ p m)
    ⟨fun ⟨m, hm, h⟩ => ⟨m, Nat.le_of_lt_succ hm, h⟩, fun ⟨m, hm, h⟩ => ⟨m, Nat.lt_succ_of_le hm, h⟩⟩
