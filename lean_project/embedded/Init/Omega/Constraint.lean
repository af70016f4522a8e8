/- What `omega` puts into its proofs. -/
prelude
import Init.Omega.IntList
-- Not in Lean's documentation: Lean.Omega.Constraint.combine_sat_of, Lean.Omega.Constraint.sat_iff,
--   Lean.Omega.Constraint.sat_neg
set_option autoImplicit false

namespace Lean.Omega
abbrev LowerBound : Type := Option Int
abbrev UpperBound : Type := Option Int
noncomputable section
def holds (p : Int → Bool) : Option Int → Bool
  | none => true
  | some x => p x
def LowerBound.sat (b : LowerBound) (t : Int) : Bool := holds (fun x => decide (x ≤ t)) b
def UpperBound.sat (b : UpperBound) (t : Int) : Bool := holds (fun y => decide (t ≤ y)) b
structure Constraint where
  lowerBound : LowerBound
  upperBound : UpperBound
namespace Constraint
def sat (c : Constraint) (t : Int) : Bool := decide (LowerBound.sat c.lowerBound t ∧ UpperBound.sat c.upperBound t)
def map (c : Constraint) (f : Int → Int) : Constraint where
  lowerBound := c.lowerBound.map f
  upperBound := c.upperBound.map f
def translate (c : Constraint) (t : Int) : Constraint := c.map (· + t)
def flip (c : Constraint) : Constraint where
  lowerBound := c.upperBound
  upperBound := c.lowerBound
def neg (c : Constraint) : Constraint := c.flip.map (- ·)
def trivial : Constraint := ⟨none, none⟩
def impossible : Constraint := ⟨some 1, some 0⟩
def exact (r : Int) : Constraint := ⟨some r, some r⟩
def isImpossible : Constraint → Bool
  | ⟨some x, some y⟩ => y < x
  | _ => false
def isExact : Constraint → Bool
  | ⟨some x, some y⟩ => x = y
  | _ => false
def scale (k : Int) (c : Constraint) : Constraint :=
  if k = 0 then
    if c.isImpossible then c else ⟨some 0, some 0⟩
  else if 0 < k then
    c.map (k * ·)
  else
    c.flip.map (k * ·)
def add (x y : Constraint) : Constraint where
  lowerBound := x.lowerBound.bind fun a => y.lowerBound.map fun b => a + b
  upperBound := x.upperBound.bind fun a => y.upperBound.map fun b => a + b
def combo (a : Int) (x : Constraint) (b : Int) (y : Constraint) : Constraint := add (scale a x) (scale b y)
def merge (f : Int → Int → Int) : Option Int → Option Int → Option Int
  | none, y => y
  | some x, none => some x
  | some x, some y => some (f x y)
def combine (x y : Constraint) : Constraint where
  lowerBound := merge max x.lowerBound y.lowerBound
  upperBound := merge min x.upperBound y.upperBound
def div (c : Constraint) (k : Nat) : Constraint where
  lowerBound := c.lowerBound.map fun x => (- ((- x) / k))
  upperBound := c.upperBound.map fun y => y / k
abbrev sat' (c : Constraint) (x y : Coeffs) := c.sat (Coeffs.dot x y)

/-- In words: both bounds hold. -/
def Sat (c : Constraint) (t : Int) : Prop := (∀ x, c.lowerBound = some x → x ≤ t) ∧ ∀ y, c.upperBound = some y → t ≤ y
theorem sat_iff {c : Constraint} {t : Int} : c.sat t = true ↔ Sat c t := by
  rcases c with ⟨_ | l, _ | u⟩ <;> simp [sat, LowerBound.sat, UpperBound.sat, holds, Sat]
theorem sat_neg {c : Constraint} {t : Int} (h : c.sat t = true) : (c.neg).sat (-t) = true := by
  rw [sat_iff] at *
  rcases c with ⟨_ | l, _ | u⟩ <;> simp_all [Sat, neg, flip, map, Int.neg_le_neg_iff]
theorem not_sat_of_isImpossible {c : Constraint} (h : isImpossible c) {t : Int} : ¬ c.sat t := by
  rw [sat_iff]
  rcases c with ⟨_ | l, _ | u⟩ <;> simp [isImpossible, Sat] at h ⊢
  exact fun h' h'' => Int.not_le_of_gt h (Int.le_trans h' h'')
theorem scale_sat {c : Constraint} {t : Int} (k : Int) (w : c.sat t) : (scale k c).sat (k * t) := by
  rw [scale]
  split
  · split
    · rename_i h; exact absurd w (not_sat_of_isImpossible h)
    · rename_i h _; rw [h, Int.zero_mul]; rfl
  · rename_i h0
    rw [sat_iff] at w
    split
    · rename_i h
      have h := Int.le_of_lt h
      rw [sat_iff]
      rcases c with ⟨_ | l, _ | u⟩ <;> simp_all [Sat, map, Int.mul_le_mul_of_nonneg_left]
    · rename_i h
      have h := Int.le_of_not_gt h
      rw [sat_iff]
      rcases c with ⟨_ | l, _ | u⟩ <;> simp_all [Sat, map, flip, Int.mul_le_mul_of_nonpos_left]
theorem add_sat {c₁ c₂ : Constraint} {x₁ x₂ : Int} (w₁ : c₁.sat x₁) (w₂ : c₂.sat x₂) : (add c₁ c₂).sat (x₁ + x₂) := by
  rw [sat_iff] at *
  rcases c₁ with ⟨_ | l₁, _ | u₁⟩ <;> rcases c₂ with ⟨_ | l₂, _ | u₂⟩ <;> simp_all [Sat, add, Int.add_le_add]
theorem combo_sat {c₁ c₂ : Constraint} {x₁ x₂ : Int} (a : Int) (w₁ : c₁.sat x₁) (b : Int) (w₂ : c₂.sat x₂) :
    (combo a c₁ b c₂).sat (a * x₁ + b * x₂) := add_sat (scale_sat a w₁) (scale_sat b w₂)
theorem _root_.Int.max_def (a b : Int) : max a b = if a ≤ b then b else a := rfl
theorem _root_.Int.min_def (a b : Int) : min a b = if a ≤ b then a else b := rfl
theorem _root_.Int.max_le {a b c : Int} : max a b ≤ c ↔ a ≤ c ∧ b ≤ c := by
  rw [Int.max_def]; split
  · rename_i h; exact ⟨fun h' => ⟨Int.le_trans h h', h'⟩, fun h' => h'.2⟩
  · rename_i h; exact ⟨fun h' => ⟨h', Int.le_trans (Int.le_of_lt (Int.not_le.1 h)) h'⟩, fun h' => h'.1⟩
theorem _root_.Int.le_min {a b c : Int} : a ≤ min b c ↔ a ≤ b ∧ a ≤ c := by
  rw [Int.min_def]; split
  · rename_i h; exact ⟨fun h' => ⟨h', Int.le_trans h' h⟩, fun h' => h'.1⟩
  · rename_i h; exact ⟨fun h' => ⟨Int.le_trans h' (Int.le_of_lt (Int.not_le.1 h)), h'⟩, fun h' => h'.2⟩
theorem combine_sat_of {s t : Constraint} {v : Int} (ws : s.sat v) (wt : t.sat v) : (s.combine t).sat v := by
  rw [sat_iff] at *
  rcases s with ⟨_ | l₁, _ | u₁⟩ <;> rcases t with ⟨_ | l₂, _ | u₂⟩ <;> simp_all [Sat, combine, merge, Int.max_le, Int.le_min]
theorem combine_sat' {s t : Constraint} {x y : Coeffs} (ws : s.sat' x y) (wt : t.sat' x y) : (s.combine t).sat' x y :=
  combine_sat_of ws wt
theorem div_sat (c : Constraint) (t : Int) (k : Nat) (n : k ≠ 0) (h : (k : Int) ∣ t) (w : c.sat t) :
    (c.div k).sat (t / k) := by
  have hk : 0 < (k : Int) := Int.ofNat_lt.2 (Nat.pos_of_ne_zero n)
  obtain ⟨q, rfl⟩ := h
  rw [Int.mul_ediv_cancel_left q (Int.ne_of_gt hk)]
  have lo (l : Int) (h : l ≤ k * q) : -(-l / (k : Int)) ≤ q := by
    rw [← Int.neg_neg q]
    apply Int.neg_le_neg
    apply Int.le_of_not_gt
    intro hlt
    have h₁ := Int.mul_le_mul_of_nonneg_left (Int.add_one_le_of_lt hlt) (Int.le_of_lt hk)
    have h₂ := Int.lt_mul_ediv_self_add (x := -l) hk
    rw [Int.mul_add, Int.mul_one] at h₁
    have h₃ := Int.lt_of_lt_of_le h₂ h₁
    rw [Int.mul_neg] at h₃
    exact Int.not_le_of_gt h₃ (Int.neg_le_neg h)
  have hi (u : Int) (h : k * q ≤ u) : q ≤ u / (k : Int) := by
    apply Int.le_of_not_gt
    intro hlt
    have h₁ := Int.mul_le_mul_of_nonneg_left (Int.add_one_le_of_lt hlt) (Int.le_of_lt hk)
    have h₂ := Int.lt_mul_ediv_self_add (x := u) hk
    rw [Int.mul_add, Int.mul_one] at h₁
    exact Int.not_le_of_gt (Int.lt_of_lt_of_le h₂ h₁) h
  rw [sat_iff] at *
  rcases c with ⟨_ | l, _ | u⟩ <;> simp_all [Sat, div]
theorem div_sat' {c : Constraint} {x y : Coeffs} (h : Coeffs.gcd x ≠ 0) (w : c.sat (Coeffs.dot x y)) :
    (c.div (Coeffs.gcd x)).sat' (Coeffs.sdiv x (Coeffs.gcd x)) y := by
  have h' : ((Coeffs.gcd x : Nat) : Int) ≠ 0 := fun e => h (Int.ofNat_inj.1 e)
  have d := fun a (m : a ∈ x) => IntList.gcd_dvd x m
  rw [sat', show Coeffs.dot (Coeffs.sdiv x (Coeffs.gcd x)) y = _ from IntList.dot_sdiv h' d y]
  exact div_sat c _ _ h (IntList.dvd_dot d y) w
theorem not_sat'_of_isImpossible {c : Constraint} (h : isImpossible c) {x y : Coeffs} : ¬ c.sat' x y :=
  not_sat_of_isImpossible h
theorem addInequality_sat {c : Int} {x y : Coeffs} (w : c + Coeffs.dot x y ≥ 0) :
    Constraint.sat' { lowerBound := some (-c), upperBound := none } x y := by
  rw [sat', sat_iff]
  refine ⟨fun z e => ?_, fun z e => by cases e⟩
  cases e
  have h := Int.add_le_add_left w (-c)
  rw [Int.neg_add_cancel_left, Int.add_zero] at h; exact h
theorem addEquality_sat {c : Int} {x y : Coeffs} (w : c + Coeffs.dot x y = 0) :
    Constraint.sat' { lowerBound := some (-c), upperBound := some (-c) } x y := by
  have e : Coeffs.dot x y = -c := by
    have h := congrArg (-c + ·) w
    simp only [Int.neg_add_cancel_left, Int.add_zero] at h; exact h
  rw [sat', sat_iff, e]
  exact ⟨fun z e => by cases e; exact Int.le_refl _, fun z e => by cases e; exact Int.le_refl _⟩
end Constraint

def normalize? : Constraint × Coeffs → Option (Constraint × Coeffs)
  | ⟨s, x⟩ =>
    let gcd := Coeffs.gcd x
    if gcd = 0 then
      if s.sat 0 then some (.trivial, x) else some (.impossible, x)
    else if gcd = 1 then
      none
    else
      some (s.div gcd, Coeffs.sdiv x gcd)
def normalize (p : Constraint × Coeffs) : Constraint × Coeffs := (normalize? p).getD p
abbrev normalizeConstraint (s : Constraint) (x : Coeffs) : Constraint := (normalize (s, x)).1
abbrev normalizeCoeffs (s : Constraint) (x : Coeffs) : Coeffs := (normalize (s, x)).2
theorem normalize_sat {s : Constraint} {x v : Coeffs} (w : s.sat' x v) :
    (normalizeConstraint s x).sat' (normalizeCoeffs s x) v := by
  simp only [normalizeConstraint, normalizeCoeffs, normalize, normalize?]
  split
  · rename_i h
    have z : Coeffs.dot x v = 0 := IntList.dot_zero (IntList.gcd_eq_zero.1 h) v
    have w' : s.sat 0 := by rw [← z]; exact w
    rw [if_pos w']
    exact Constraint.sat_iff.2 ⟨fun _ e => by (cases e), fun _ e => by (cases e)⟩
  · split
    · exact w
    · rename_i h _; exact Constraint.div_sat' h w
def positivize? : Constraint × Coeffs → Option (Constraint × Coeffs)
  | ⟨s, x⟩ => if 0 ≤ x.leading then none else some (s.neg, Coeffs.smul x (-1))
def positivize (p : Constraint × Coeffs) : Constraint × Coeffs := (positivize? p).getD p
abbrev positivizeConstraint (s : Constraint) (x : Coeffs) : Constraint := (positivize (s, x)).1
abbrev positivizeCoeffs (s : Constraint) (x : Coeffs) : Coeffs := (positivize (s, x)).2
theorem positivize_sat {s : Constraint} {x v : Coeffs} (w : s.sat' x v) :
    (positivizeConstraint s x).sat' (positivizeCoeffs s x) v := by
  simp only [positivizeConstraint, positivizeCoeffs, positivize, positivize?]
  split
  · exact w
  · show Constraint.sat s.neg (IntList.dot (IntList.smul x (-1)) v) = true
    rw [IntList.dot_smul, ← Int.neg_eq_neg_one_mul]
    exact Constraint.sat_neg w
def tidy? : Constraint × Coeffs → Option (Constraint × Coeffs)
  | ⟨s, x⟩ =>
    match positivize? (s, x) with
    | none => match normalize? (s, x) with
      | none => none
      | some (s', x') => some (s', x')
    | some (s', x') => some (normalize (s', x'))
def tidy (p : Constraint × Coeffs) : Constraint × Coeffs := (tidy? p).getD p
abbrev tidyConstraint (s : Constraint) (x : Coeffs) : Constraint := (tidy (s, x)).1
abbrev tidyCoeffs (s : Constraint) (x : Coeffs) : Coeffs := (tidy (s, x)).2
theorem tidy_sat {s : Constraint} {x v : Coeffs} (w : s.sat' x v) : (tidyConstraint s x).sat' (tidyCoeffs s x) v := by
  have p := positivize_sat w
  have n := normalize_sat w
  simp only [positivizeConstraint, positivizeCoeffs, positivize] at p
  simp only [normalizeConstraint, normalizeCoeffs, normalize] at n
  simp only [tidyConstraint, tidyCoeffs, tidy, tidy?]
  cases hp : positivize? (s, x) with
  | none =>
    cases hn : normalize? (s, x) with
    | none => exact w
    | some q => rw [hn] at n; exact n
  | some q => rw [hp] at p; exact normalize_sat p
theorem combo_sat' (s t : Constraint) (a : Int) (x : Coeffs) (b : Int) (y : Coeffs) (v : Coeffs)
    (wx : s.sat' x v) (wy : t.sat' y v) : (Constraint.combo a s b t).sat' (Coeffs.combo a x b y) v := by
  show Constraint.sat _ (IntList.dot (IntList.combo a x b y) v) = true
  rw [IntList.combo_eq, IntList.dot_add, IntList.dot_smul, IntList.dot_smul]
  exact Constraint.combo_sat a wx b wy
abbrev bmod_div_term (m : Nat) (a b : Coeffs) : Int := Coeffs.bmod_dot_sub_dot_bmod m a b / m
def bmod_coeffs (m : Nat) (i : Nat) (x : Coeffs) : Coeffs := Coeffs.set (Coeffs.bmod x m) i m
theorem bmod_sat (m : Nat) (r : Int) (i : Nat) (x v : Coeffs) (h : x.length ≤ i) (p : Coeffs.get v i = bmod_div_term m x v)
    (w : (Constraint.exact r).sat' x v) : (Constraint.exact (Int.bmod r m)).sat' (bmod_coeffs m i x) v := by
  rw [Constraint.sat', Constraint.sat_iff] at *
  have e : Coeffs.dot x v = r := Int.le_antisymm (w.2 r rfl) (w.1 r rfl)
  have f : Coeffs.dot (bmod_coeffs m i x) v = Int.bmod r m := by
    show IntList.dot (IntList.set (IntList.bmod x m) i m) v = _
    rw [IntList.dot_set, IntList.get_of_length_le (by rw [IntList.bmod, List.length_map]; exact h), Int.sub_zero,
      show IntList.get v i = _ from p, Int.mul_ediv_cancel' (IntList.dvd_bmod_dot m x v)]
    simp only [IntList.bmod_dot_sub_dot_bmod]
    rw [show IntList.dot x v = r from e, Int.add_comm, Int.sub_add_cancel]
  rw [f]
  exact ⟨fun z e => by cases e; exact Int.le_refl _, fun z e => by cases e; exact Int.le_refl _⟩
end
end Lean.Omega
