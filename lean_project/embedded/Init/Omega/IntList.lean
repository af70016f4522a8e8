/- What `omega` computes with: lists of coefficients, linear combinations, constraints. -/
prelude
import Init.Int.Order
import Init.List.Lemmas
-- Not in Lean's documentation: Lean.Omega.IntList.combo_eq, Lean.Omega.IntList.dot_add, Lean.Omega.IntList.dot_cons,
--   Lean.Omega.IntList.dot_neg, Lean.Omega.IntList.dot_sdiv, Lean.Omega.IntList.dot_set,
--   Lean.Omega.IntList.dot_smul, Lean.Omega.IntList.dot_zero, Lean.Omega.IntList.dvd_bmod_dot,
--   Lean.Omega.IntList.dvd_bmod_sub, Lean.Omega.IntList.dvd_dot, Lean.Omega.IntList.dvd_dot_bmod,
--   Lean.Omega.IntList.mul_dot_sdiv, Lean.Omega.IntList.sub_eq
set_option autoImplicit false

namespace Lean.Omega
abbrev IntList := List Int
noncomputable section
namespace IntList

def get : (xs : IntList) → (i : Nat) → Int
  | [], _ => 0
  | x :: _, 0 => x
  | _ :: xs, i + 1 => get xs i
def set : (xs : IntList) → (i : Nat) → (y : Int) → IntList
  | [], 0, y => [y]
  | [], i + 1, y => 0 :: set [] i y
  | _ :: xs, 0, y => y :: xs
  | x :: xs, i + 1, y => x :: set xs i y
def leading : (xs : IntList) → Int
  | [] => 0
  | x :: xs => if x = 0 then leading xs else x
def neg : (xs : IntList) → IntList
  | [] => []
  | x :: xs => -x :: neg xs
def add : (xs ys : IntList) → IntList
  | [], ys => ys
  | x :: xs, [] => x :: xs
  | x :: xs, y :: ys => (x + y) :: add xs ys
def mul : (xs ys : IntList) → IntList
  | x :: xs, y :: ys => x * y :: mul xs ys
  | _, _ => []
def sub : (xs ys : IntList) → IntList
  | [], ys => neg ys
  | x :: xs, [] => x :: xs
  | x :: xs, y :: ys => (x - y) :: sub xs ys
def smul (xs : IntList) (i : Int) : IntList := xs.map fun x => i * x
instance instAdd : Add IntList := ⟨add⟩
instance instMul : Mul IntList := ⟨mul⟩
instance instNeg : Neg IntList := ⟨neg⟩
instance instSub : Sub IntList := ⟨sub⟩
instance instHMulInt : HMul Int IntList IntList where
  hMul i xs := xs.smul i
def combo (a : Int) : (xs : IntList) → (b : Int) → (ys : IntList) → IntList
  | [], b, ys => ys.map fun y => b * y
  | x :: xs, _, [] => (x :: xs).map fun x => a * x
  | x :: xs, b, y :: ys => (a * x + b * y) :: combo a xs b ys
def sum : (xs : IntList) → Int
  | [] => 0
  | x :: xs => x + sum xs
def dot : (xs ys : IntList) → Int
  | x :: xs, y :: ys => x * y + dot xs ys
  | _, _ => 0
def sdiv (xs : IntList) (g : Int) : IntList := xs.map fun x => x / g
def gcd : (xs : IntList) → Nat
  | [] => 0
  | x :: xs => Nat.gcd x.natAbs (gcd xs)
abbrev bmod (x : IntList) (m : Nat) : IntList := x.map (Int.bmod · m)
abbrev bmod_dot_sub_dot_bmod (m : Nat) (a b : IntList) : Int := (Int.bmod (dot a b) m) - dot (bmod a m) b

@[simp] theorem dot_nil_left {ys : IntList} : dot [] ys = 0 := rfl
@[simp] theorem dot_nil_right {xs : IntList} : dot xs [] = 0 := by cases xs <;> rfl
@[simp] theorem dot_cons (x : Int) (xs : IntList) (y : Int) (ys : IntList) : dot (x :: xs) (y :: ys) = x * y + dot xs ys := rfl
theorem dot_add (xs ys zs : IntList) : dot (add xs ys) zs = dot xs zs + dot ys zs := by
  induction xs generalizing ys zs with
  | nil => simp [add]
  | cons x xs ih =>
    cases ys with
    | nil => simp [add]
    | cons y ys =>
      cases zs with
      | nil => simp
      | cons z zs => simp [add, ih, Int.add_mul, Int.add_assoc, Int.add_left_comm]
theorem dot_neg (xs ys : IntList) : dot (neg xs) ys = -dot xs ys := by
  induction xs generalizing ys with
  | nil => rfl
  | cons x xs ih =>
    cases ys with
    | nil => rfl
    | cons y ys => simp [neg, ih, Int.neg_add]
theorem sub_eq (xs ys : IntList) : sub xs ys = add xs (neg ys) := by
  induction xs generalizing ys with
  | nil => rfl
  | cons x xs ih =>
    cases ys with
    | nil => rfl
    | cons y ys => simp [sub, add, neg, ih, Int.sub_eq_add_neg]
theorem dot_smul (xs ys : IntList) (i : Int) : dot (smul xs i) ys = i * dot xs ys := by
  induction xs generalizing ys with
  | nil => simp [smul]
  | cons x xs ih =>
    cases ys with
    | nil => simp
    | cons y ys =>
      have ih := ih ys
      simp only [smul] at ih
      simp [smul, ih, Int.mul_add, Int.mul_assoc]
theorem combo_eq (a : Int) (xs : IntList) (b : Int) (ys : IntList) : combo a xs b ys = add (smul xs a) (smul ys b) := by
  induction xs generalizing ys with
  | nil => rfl
  | cons x xs ih =>
    cases ys with
    | nil => rfl
    | cons y ys => simp [combo, smul, add, ih]
theorem dot_set (xs ys : IntList) (i : Nat) (z : Int) :
    dot (set xs i z) ys = dot xs ys + (z - get xs i) * get ys i := by
  induction i generalizing xs ys with
  | zero =>
    cases xs <;> cases ys <;> simp [set, get]
    rw [Int.sub_mul, Int.add_right_comm, Int.add_comm (_ * _) (_ - _), Int.sub_add_cancel]
  | succ i ih =>
    cases xs <;> cases ys <;> simp [set, get, ih, Int.add_assoc]
theorem get_of_length_le {i : Nat} {xs : IntList} (h : xs.length ≤ i) : get xs i = 0 := by
  induction xs generalizing i with
  | nil => rfl
  | cons x xs ih =>
    cases i with
    | zero => exact absurd h (Nat.not_succ_le_zero _)
    | succ i => exact ih (Nat.le_of_succ_le_succ h)
theorem dot_zero {xs : IntList} (h : ∀ x, x ∈ xs → x = 0) (ys : IntList) : dot xs ys = 0 := by
  induction xs generalizing ys with
  | nil => rfl
  | cons x xs ih =>
    cases ys with
    | nil => rfl
    | cons y ys =>
      rw [dot_cons, h x (List.Mem.head _), ih fun x hx => h x (List.Mem.tail _ hx)]; simp
theorem gcd_dvd (xs : IntList) {a : Int} (m : a ∈ xs) : (gcd xs : Int) ∣ a := by
  rw [Int.ofNat_dvd_left]
  induction m with
  | head xs => exact Nat.gcd_dvd_left _ _
  | tail b m ih => exact Nat.dvd_trans (Nat.gcd_dvd_right _ _) ih
theorem gcd_eq_zero {xs : IntList} : gcd xs = 0 ↔ ∀ x, x ∈ xs → x = 0 := by
  constructor
  · intro h x hx
    have d := gcd_dvd xs hx
    rw [h, Int.ofNat_dvd_left] at d
    exact Int.natAbs_eq_zero.1 (Nat.eq_zero_of_zero_dvd d)
  · intro h
    induction xs with
    | nil => rfl
    | cons x xs ih =>
      rw [gcd, h x (List.Mem.head _), ih fun y hy => h y (List.Mem.tail _ hy)]; rfl
theorem dvd_dot {d : Int} {xs : IntList} (h : ∀ x, x ∈ xs → d ∣ x) (ys : IntList) : d ∣ dot xs ys := by
  induction xs generalizing ys with
  | nil => exact Int.dvd_zero d
  | cons x xs ih =>
    cases ys with
    | nil => exact Int.dvd_zero d
    | cons y ys =>
      exact Int.dvd_add (Int.dvd_mul_of_dvd_left (h x (List.Mem.head _))) (ih (fun x hx => h x (List.Mem.tail _ hx)) ys)
theorem mul_dot_sdiv {d : Int} {xs : IntList} (h : ∀ x, x ∈ xs → d ∣ x) (ys : IntList) :
    d * dot (sdiv xs d) ys = dot xs ys := by
  induction xs generalizing ys with
  | nil => simp [sdiv]
  | cons x xs ih =>
    cases ys with
    | nil => simp
    | cons y ys =>
      have ih := ih (fun x hx => h x (List.Mem.tail _ hx)) ys
      simp only [sdiv] at ih
      simp only [sdiv, List.map_cons, dot_cons, Int.mul_add, ih]
      rw [← Int.mul_assoc, Int.mul_ediv_cancel' (h x (List.Mem.head _))]
theorem dot_sdiv {d : Int} {xs : IntList} (hd : d ≠ 0) (h : ∀ x, x ∈ xs → d ∣ x) (ys : IntList) :
    dot (sdiv xs d) ys = dot xs ys / d := by
  rw [← mul_dot_sdiv h ys, Int.mul_ediv_cancel_left _ hd]
theorem dvd_bmod_sub (x : Int) (m : Nat) : (m : Int) ∣ Int.bmod x m - x := by
  have h : (m : Int) ∣ x % m - x := by
    have h := Int.dvd_neg.2 (Int.dvd_self_sub_emod (x := x) (m := m)); rw [Int.neg_sub] at h; exact h
  simp only [Int.bmod]
  split
  · exact h
  · have e : x % m - m - x = x % m - x - m := by
      rw [Int.sub_eq_add_neg, Int.sub_eq_add_neg, Int.sub_eq_add_neg, Int.sub_eq_add_neg, Int.add_right_comm]
    rw [e]; exact Int.dvd_sub h (Int.dvd_refl _)
theorem dvd_dot_bmod (m : Nat) (xs ys : IntList) : (m : Int) ∣ dot (bmod xs m) ys - dot xs ys := by
  induction xs generalizing ys with
  | nil => rw [show bmod [] m = [] from rfl, Int.sub_self]; exact Int.dvd_zero _
  | cons x xs ih =>
    cases ys with
    | nil => rw [dot_nil_right, dot_nil_right, Int.sub_self]; exact Int.dvd_zero _
    | cons y ys =>
      have e : dot (bmod (x :: xs) m) (y :: ys) - dot (x :: xs) (y :: ys) =
          (Int.bmod x m - x) * y + (dot (bmod xs m) ys - dot xs ys) := by
        show Int.bmod x m * y + dot (bmod xs m) ys - (x * y + dot xs ys) = _
        simp only [Int.sub_eq_add_neg, Int.neg_add, Int.add_mul, Int.neg_mul, Int.add_assoc, Int.add_left_comm]
      rw [e]
      exact Int.dvd_add (Int.dvd_mul_of_dvd_left (dvd_bmod_sub x m)) (ih ys)
theorem dvd_bmod_dot (m : Nat) (xs ys : IntList) : (m : Int) ∣ bmod_dot_sub_dot_bmod m xs ys := by
  have e : bmod_dot_sub_dot_bmod m xs ys = (Int.bmod (dot xs ys) m - dot xs ys) - (dot (bmod xs m) ys - dot xs ys) := by
    simp only [bmod_dot_sub_dot_bmod, Int.sub_eq_add_neg, Int.neg_add, Int.neg_neg]
    rw [Int.add_assoc, Int.add_comm (-dot (bmod xs m) ys), Int.neg_add_cancel_left]
  rw [e]
  exact Int.dvd_sub (dvd_bmod_sub _ m) (dvd_dot_bmod m xs ys)
end IntList

abbrev Coeffs := IntList
namespace Coeffs
abbrev toList (xs : Coeffs) : List Int := xs
abbrev ofList (xs : List Int) : Coeffs := xs
abbrev isZero (xs : Coeffs) : Prop := ∀ x, x ∈ xs → x = 0
abbrev set (xs : Coeffs) (i : Nat) (y : Int) : Coeffs := IntList.set xs i y
abbrev get (xs : Coeffs) (i : Nat) : Int := IntList.get xs i
abbrev gcd (xs : Coeffs) : Nat := IntList.gcd xs
abbrev smul (xs : Coeffs) (g : Int) : Coeffs := IntList.smul xs g
abbrev sdiv (xs : Coeffs) (g : Int) : Coeffs := IntList.sdiv xs g
abbrev dot (xs ys : Coeffs) : Int := IntList.dot xs ys
abbrev add (xs ys : Coeffs) : Coeffs := IntList.add xs ys
abbrev sub (xs ys : Coeffs) : Coeffs := IntList.sub xs ys
abbrev neg (xs : Coeffs) : Coeffs := IntList.neg xs
abbrev combo (a : Int) (xs : Coeffs) (b : Int) (ys : Coeffs) : Coeffs := IntList.combo a xs b ys
abbrev length (xs : Coeffs) := List.length xs
abbrev leading (xs : Coeffs) : Int := IntList.leading xs
abbrev map (f : Int → Int) (xs : Coeffs) : Coeffs := List.map f xs
abbrev bmod (x : Coeffs) (m : Nat) : Coeffs := IntList.bmod x m
abbrev bmod_dot_sub_dot_bmod (m : Nat) (a b : Coeffs) : Int := IntList.bmod_dot_sub_dot_bmod m a b
end Coeffs

structure LinearCombo where
  const : Int := 0
  coeffs : Coeffs := []
namespace LinearCombo
instance instInhabited : Inhabited LinearCombo := ⟨{ const := 1 }⟩
def eval (lc : LinearCombo) (values : Coeffs) : Int := lc.const + lc.coeffs.dot values
def coordinate (i : Nat) : LinearCombo where
  const := 0
  coeffs := Coeffs.set .nil i 1
def add (l₁ l₂ : LinearCombo) : LinearCombo where
  const := l₁.const + l₂.const
  coeffs := l₁.coeffs + l₂.coeffs
instance instAdd : Add LinearCombo := ⟨add⟩
def sub (l₁ l₂ : LinearCombo) : LinearCombo where
  const := l₁.const - l₂.const
  coeffs := l₁.coeffs - l₂.coeffs
instance instSub : Sub LinearCombo := ⟨sub⟩
def neg (lc : LinearCombo) : LinearCombo where
  const := -lc.const
  coeffs := -lc.coeffs
instance instNeg : Neg LinearCombo := ⟨neg⟩
def smul (lc : LinearCombo) (i : Int) : LinearCombo where
  const := i * lc.const
  coeffs := lc.coeffs.smul i
instance instHMulInt : HMul Int LinearCombo LinearCombo := ⟨fun i lc => lc.smul i⟩
def mul (l₁ l₂ : LinearCombo) : LinearCombo :=
  l₂.const * l₁ + l₁.const * l₂ - { const := l₁.const * l₂.const }

theorem coordinate_eval (i : Nat) (v : Coeffs) : (coordinate i).eval v = v.get i := by
  simp only [eval, coordinate, Int.zero_add]
  rw [show Coeffs.dot (Coeffs.set .nil i 1) v = _ from IntList.dot_set [] v i 1]
  simp [IntList.get]
theorem coordinate_eval_0 {a0 : Int} {t : List Int} : (coordinate 0).eval (.ofList (a0 :: t)) = a0 := coordinate_eval 0 _
theorem coordinate_eval_1 {a0 a1 : Int} {t : List Int} : (coordinate 1).eval (.ofList (a0 :: a1 :: t)) = a1 := coordinate_eval 1 _
theorem coordinate_eval_2 {a0 a1 a2 : Int} {t : List Int} :
    (coordinate 2).eval (.ofList (a0 :: a1 :: a2 :: t)) = a2 := coordinate_eval 2 _
theorem coordinate_eval_3 {a0 a1 a2 a3 : Int} {t : List Int} :
    (coordinate 3).eval (.ofList (a0 :: a1 :: a2 :: a3 :: t)) = a3 := coordinate_eval 3 _
theorem coordinate_eval_4 {a0 a1 a2 a3 a4 : Int} {t : List Int} :
    (coordinate 4).eval (.ofList (a0 :: a1 :: a2 :: a3 :: a4 :: t)) = a4 := coordinate_eval 4 _
theorem coordinate_eval_5 {a0 a1 a2 a3 a4 a5 : Int} {t : List Int} :
    (coordinate 5).eval (.ofList (a0 :: a1 :: a2 :: a3 :: a4 :: a5 :: t)) = a5 := coordinate_eval 5 _
theorem coordinate_eval_6 {a0 a1 a2 a3 a4 a5 a6 : Int} {t : List Int} :
    (coordinate 6).eval (.ofList (a0 :: a1 :: a2 :: a3 :: a4 :: a5 :: a6 :: t)) = a6 := coordinate_eval 6 _
theorem coordinate_eval_7 {a0 a1 a2 a3 a4 a5 a6 a7 : Int} {t : List Int} :
    (coordinate 7).eval (.ofList (a0 :: a1 :: a2 :: a3 :: a4 :: a5 :: a6 :: a7 :: t)) = a7 := coordinate_eval 7 _
theorem coordinate_eval_8 {a0 a1 a2 a3 a4 a5 a6 a7 a8 : Int} {t : List Int} :
    (coordinate 8).eval (.ofList (a0 :: a1 :: a2 :: a3 :: a4 :: a5 :: a6 :: a7 :: a8 :: t)) = a8 := coordinate_eval 8 _
theorem coordinate_eval_9 {a0 a1 a2 a3 a4 a5 a6 a7 a8 a9 : Int} {t : List Int} :
    (coordinate 9).eval (.ofList (a0 :: a1 :: a2 :: a3 :: a4 :: a5 :: a6 :: a7 :: a8 :: a9 :: t)) = a9 := coordinate_eval 9 _
theorem add_eval (l₁ l₂ : LinearCombo) (v : Coeffs) : (l₁ + l₂).eval v = l₁.eval v + l₂.eval v := by
  show l₁.const + l₂.const + IntList.dot (IntList.add l₁.coeffs l₂.coeffs) v = _
  rw [IntList.dot_add]; simp only [eval, Int.add_assoc, Int.add_left_comm]
theorem neg_eval (lc : LinearCombo) (v : Coeffs) : (-lc).eval v = -lc.eval v := by
  show -lc.const + IntList.dot (IntList.neg lc.coeffs) v = _
  rw [IntList.dot_neg, ← Int.neg_add]; rfl
theorem sub_eval (l₁ l₂ : LinearCombo) (v : Coeffs) : (l₁ - l₂).eval v = l₁.eval v - l₂.eval v := by
  show l₁.const - l₂.const + IntList.dot (IntList.sub l₁.coeffs l₂.coeffs) v = _
  rw [IntList.sub_eq, IntList.dot_add, IntList.dot_neg]
  simp only [eval, Int.sub_eq_add_neg, Int.neg_add, Int.add_assoc, Int.add_left_comm]
theorem smul_eval (lc : LinearCombo) (i : Int) (v : Coeffs) : (i * lc).eval v = i * lc.eval v := by
  show i * lc.const + IntList.dot (IntList.smul lc.coeffs i) v = _
  rw [IntList.dot_smul, ← Int.mul_add]; rfl
theorem mul_eval (l₁ l₂ : LinearCombo) (v : Coeffs) (w : l₁.coeffs.isZero ∨ l₂.coeffs.isZero) :
    (mul l₁ l₂).eval v = l₁.eval v * l₂.eval v := by
  rw [mul, sub_eval, add_eval, smul_eval, smul_eval]
  rcases w with w | w
  · have h : l₁.eval v = l₁.const := by rw [eval, show Coeffs.dot l₁.coeffs v = 0 from IntList.dot_zero w v, Int.add_zero]
    rw [h, eval, eval, show Coeffs.dot (LinearCombo.mk (l₁.const * l₂.const) []).coeffs v = 0 from rfl]
    simp only [Int.add_zero, Int.mul_add, Int.sub_eq_add_neg]
    rw [Int.mul_comm l₂.const, Int.add_comm (l₁.const * l₂.const), Int.add_assoc, Int.add_right_neg, Int.add_zero]
  · have h : l₂.eval v = l₂.const := by rw [eval, show Coeffs.dot l₂.coeffs v = 0 from IntList.dot_zero w v, Int.add_zero]
    rw [h, eval, eval, show Coeffs.dot (LinearCombo.mk (l₁.const * l₂.const) []).coeffs v = 0 from rfl]
    simp only [Int.add_zero, Int.mul_add, Int.add_mul, Int.sub_eq_add_neg]
    rw [Int.mul_comm l₂.const, Int.mul_comm l₂.const, Int.add_assoc, Int.add_right_neg, Int.add_zero]
end LinearCombo
end
end Lean.Omega
