/- What `simp +arith` puts into its proofs: linear polynomials over `Nat`, brought to one form by computing. -/
prelude
import Init.Omega.Front
-- Not in Lean's documentation: Nat.Internal.Linear.Poly.denote_cancelAux
set_option autoImplicit false
universe u

inductive Lean.RArray (α : Type u) : Type u where
  | leaf : α → RArray α
  | branch : Nat → RArray α → RArray α → RArray α
noncomputable abbrev Lean.RArray.get {α : Type u} (a : RArray α) (n : Nat) : α :=
  RArray.rec (fun x => x) (fun p _ _ l r => (Nat.ble p n).rec l r) a

namespace Nat.Internal.Linear
abbrev Var := Nat
abbrev Context := Lean.RArray Nat
/-- The variable that stands for 1. -/
abbrev fixedVar := 100000000
noncomputable abbrev Var.denote (ctx : Context) (v : Var) : Nat := cond (v == fixedVar) 1 (ctx.get v)
inductive Expr where
  | num (v : Nat)
  | var (i : Var)
  | add (a b : Expr)
  | mulL (k : Nat) (a : Expr)
  | mulR (a : Expr) (k : Nat)
noncomputable abbrev Expr.denote (ctx : Context) : Expr → Nat
  | .add a b => Nat.add (denote ctx a) (denote ctx b)
  | .num k => k
  | .var v => v.denote ctx
  | .mulL k e => Nat.mul k (denote ctx e)
  | .mulR e k => Nat.mul (denote ctx e) k

/-! ## Sums of a number times a variable each, in order of variables -/
abbrev Poly := List (Nat × Var)
noncomputable abbrev Poly.denote (ctx : Context) (p : Poly) : Nat :=
  match p with
  | [] => 0
  | (k, v) :: p => Nat.add (Nat.mul k (v.denote ctx)) (denote ctx p)
def Poly.insert (k : Nat) (v : Var) (p : Poly) : Poly :=
  match p with
  | [] => [(k, v)]
  | (k', v') :: p =>
    cond (Nat.blt v v') ((k, v) :: (k', v') :: p) (cond (Nat.beq v v') ((k + k', v') :: p) ((k', v') :: insert k v p))
def Poly.norm.go (p : Poly) (r : Poly) : Poly :=
  match p with
  | [] => r
  | (k, v) :: p => go p (r.insert k v)
def Poly.norm (p : Poly) : Poly := Poly.norm.go p []
def Poly.cancelAux (fuel : Nat) (m₁ m₂ r₁ r₂ : Poly) : Poly × Poly :=
  match fuel with
  | 0 => (r₁.reverse ++ m₁, r₂.reverse ++ m₂)
  | fuel + 1 =>
    match m₁, m₂ with
    | m₁, [] => (r₁.reverse ++ m₁, r₂.reverse)
    | [], m₂ => (r₁.reverse, r₂.reverse ++ m₂)
    | (k₁, v₁) :: m₁, (k₂, v₂) :: m₂ =>
      cond (Nat.blt v₁ v₂) (cancelAux fuel m₁ ((k₂, v₂) :: m₂) ((k₁, v₁) :: r₁) r₂)
        (cond (Nat.blt v₂ v₁) (cancelAux fuel ((k₁, v₁) :: m₁) m₂ r₁ ((k₂, v₂) :: r₂))
          (cond (Nat.blt k₁ k₂) (cancelAux fuel m₁ m₂ r₁ ((Nat.sub k₂ k₁, v₁) :: r₂))
            (cond (Nat.blt k₂ k₁) (cancelAux fuel m₁ m₂ ((Nat.sub k₁ k₂, v₁) :: r₁) r₂)
              (cancelAux fuel m₁ m₂ r₁ r₂))))
def hugeFuel := 1000000
def Poly.cancel (p₁ p₂ : Poly) : Poly × Poly := cancelAux hugeFuel p₁ p₂ [] []
def Poly.isZero (p : Poly) : Bool :=
  match p with
  | [] => true
  | _ => false
def Poly.isNonZero (p : Poly) : Bool :=
  match p with
  | [] => false
  | (k, v) :: p => cond (v == fixedVar) (Nat.blt 0 k) (isNonZero p)
def Expr.toPoly.go (coeff : Nat) : Expr → Poly → Poly
  | .num k => cond (k == 0) id ((coeff * k, fixedVar) :: ·)
  | .var i => ((coeff, i) :: ·)
  | .add a b => go coeff a ∘ go coeff b
  | .mulL k a | .mulR a k => cond (k == 0) id (go (coeff * k) a)
def Expr.toPoly (e : Expr) : Poly := Expr.toPoly.go 1 e []
def Expr.toNormPoly (e : Expr) : Poly := e.toPoly.norm

/-! ## Equations and inequalities between them -/
structure PolyCnstr where
  eq : Bool
  lhs : Poly
  rhs : Poly
structure ExprCnstr where
  eq : Bool
  lhs : Expr
  rhs : Expr
instance instBEqPolyCnstr : BEq PolyCnstr := ⟨fun a b => a.eq == b.eq && (a.lhs == b.lhs && a.rhs == b.rhs)⟩
abbrev Poly.denote_eq (ctx : Context) (mp : Poly × Poly) : Prop := mp.1.denote ctx = mp.2.denote ctx
abbrev Poly.denote_le (ctx : Context) (mp : Poly × Poly) : Prop := mp.1.denote ctx ≤ mp.2.denote ctx
abbrev PolyCnstr.denote (ctx : Context) (c : PolyCnstr) : Prop :=
  cond c.eq (Poly.denote_eq ctx (c.lhs, c.rhs)) (Poly.denote_le ctx (c.lhs, c.rhs))
abbrev ExprCnstr.denote (ctx : Context) (c : ExprCnstr) : Prop :=
  cond c.eq (c.lhs.denote ctx = c.rhs.denote ctx) (c.lhs.denote ctx ≤ c.rhs.denote ctx)
def PolyCnstr.isUnsat (c : PolyCnstr) : Bool :=
  cond c.eq ((c.lhs.isZero && c.rhs.isNonZero) || (c.lhs.isNonZero && c.rhs.isZero)) (c.lhs.isNonZero && c.rhs.isZero)
def PolyCnstr.isValid (c : PolyCnstr) : Bool := cond c.eq (c.lhs.isZero && c.rhs.isZero) c.lhs.isZero
def ExprCnstr.toPoly (c : ExprCnstr) : PolyCnstr := ⟨c.eq, c.lhs.toPoly, c.rhs.toPoly⟩
def ExprCnstr.toNormPoly (c : ExprCnstr) : PolyCnstr :=
  let (lhs, rhs) := Poly.cancel c.lhs.toNormPoly c.rhs.toNormPoly
  ⟨c.eq, lhs, rhs⟩

/-! ## Each step keeps what is meant -/
variable (ctx : Context)

theorem Poly.denote_cons (k : Nat) (v : Var) (p : Poly) :
    denote ctx ((k, v) :: p) = k * v.denote ctx + denote ctx p := rfl
theorem Poly.denote_append (p q : Poly) : denote ctx (p ++ q) = denote ctx p + denote ctx q := by
  induction p with
  | nil => exact (Nat.zero_add _).symm
  | cons m p ih => rw [List.cons_append, denote_cons, denote_cons, ih, Nat.add_assoc]
theorem Poly.denote_reverse (p : Poly) : denote ctx (List.reverse p) = denote ctx p := by
  induction p with
  | nil => rfl
  | cons m p ih => rw [List.reverse_cons, denote_append, ih, denote_cons, denote_cons]; exact Nat.add_comm _ _
theorem Poly.denote_insert (k : Nat) (v : Var) (p : Poly) :
    denote ctx (insert k v p) = denote ctx p + k * v.denote ctx := by
  induction p with
  | nil => exact Nat.add_comm _ _
  | cons m p ih =>
    obtain ⟨k', v'⟩ := m
    unfold insert
    cases Nat.blt v v' with
    | true => exact Nat.add_comm _ _
    | false =>
      cases h : Nat.beq v v' with
      | true =>
        cases Nat.eq_of_beq_eq_true h
        show denote ctx ((k + k', v) :: p) = _
        rw [denote_cons, denote_cons, Nat.add_mul]
        omega
      | false =>
        show denote ctx ((k', v') :: insert k v p) = _
        rw [denote_cons, denote_cons, ih, Nat.add_assoc]
theorem Poly.denote_norm_go (p r : Poly) : denote ctx (norm.go p r) = denote ctx p + denote ctx r := by
  induction p generalizing r with
  | nil => exact (Nat.zero_add _).symm
  | cons m p ih =>
    show denote ctx (norm.go p (r.insert m.1 m.2)) = _
    rw [ih, denote_insert, denote_cons]
    omega
theorem Poly.denote_sort (m : Poly) : denote ctx m.norm = denote ctx m := denote_norm_go ctx m []
theorem Poly.denote_cancelAux (fuel : Nat) (m₁ m₂ r₁ r₂ : Poly) :
    ∃ c, denote ctx (r₁.reverse ++ m₁) = denote ctx (cancelAux fuel m₁ m₂ r₁ r₂).1 + c ∧
      denote ctx (r₂.reverse ++ m₂) = denote ctx (cancelAux fuel m₁ m₂ r₁ r₂).2 + c := by
  induction fuel generalizing m₁ m₂ r₁ r₂ with
  | zero => exact ⟨0, rfl, rfl⟩
  | succ fuel ih =>
    unfold cancelAux
    split
    · exact ⟨0, rfl, by rw [List.append_nil]; rfl⟩
    · exact ⟨0, by rw [List.append_nil]; rfl, rfl⟩
    · rename_i k₁ v₁ m₁ k₂ v₂ m₂
      cases h₁ : Nat.blt v₁ v₂ with
      | true =>
        obtain ⟨c, e₁, e₂⟩ := ih m₁ ((k₂, v₂) :: m₂) ((k₁, v₁) :: r₁) r₂
        refine ⟨c, Eq.trans ?_ e₁, e₂⟩
        rw [List.reverse_cons, List.append_assoc]; rfl
      | false =>
        cases h₂ : Nat.blt v₂ v₁ with
        | true =>
          obtain ⟨c, e₁, e₂⟩ := ih ((k₁, v₁) :: m₁) m₂ r₁ ((k₂, v₂) :: r₂)
          refine ⟨c, e₁, Eq.trans ?_ e₂⟩
          rw [List.reverse_cons, List.append_assoc]; rfl
        | false =>
          have e : v₁ = v₂ := by
            have a : ¬v₁ < v₂ := fun h => Bool.ne_true_of_eq_false h₁ (Nat.ble_eq_true_of_le h)
            have b : ¬v₂ < v₁ := fun h => Bool.ne_true_of_eq_false h₂ (Nat.ble_eq_true_of_le h)
            exact Nat.le_antisymm (Nat.le_of_not_lt b) (Nat.le_of_not_lt a)
          subst e
          cases h₃ : Nat.blt k₁ k₂ with
          | true =>
            have h : k₁ < k₂ := Nat.le_of_ble_eq_true h₃
            obtain ⟨c, e₁, e₂⟩ := ih m₁ m₂ r₁ ((k₂ - k₁, v₁) :: r₂)
            refine ⟨c + k₁ * v₁.denote ctx, ?_, ?_⟩
            · show _ = denote ctx (cancelAux fuel m₁ m₂ r₁ ((k₂ - k₁, v₁) :: r₂)).1 + _
              rw [denote_append] at e₁
              rw [denote_append, denote_cons]; omega
            · show _ = denote ctx (cancelAux fuel m₁ m₂ r₁ ((k₂ - k₁, v₁) :: r₂)).2 + _
              rw [List.reverse_cons, denote_append, denote_append, denote_cons] at e₂
              have s : k₂ * v₁.denote ctx = (k₂ - k₁) * v₁.denote ctx + k₁ * v₁.denote ctx := by
                rw [← Nat.add_mul, Nat.sub_add_cancel (Nat.le_of_lt h)]
              simp only [denote] at e₂
              rw [denote_append, denote_cons, s]
              change _ + ((k₂ - k₁) * v₁.denote ctx + 0) + _ = _ at e₂
              omega
          | false =>
            cases h₄ : Nat.blt k₂ k₁ with
            | true =>
              have h : k₂ < k₁ := Nat.le_of_ble_eq_true h₄
              obtain ⟨c, e₁, e₂⟩ := ih m₁ m₂ ((k₁ - k₂, v₁) :: r₁) r₂
              refine ⟨c + k₂ * v₁.denote ctx, ?_, ?_⟩
              · show _ = denote ctx (cancelAux fuel m₁ m₂ ((k₁ - k₂, v₁) :: r₁) r₂).1 + _
                rw [List.reverse_cons, denote_append, denote_append, denote_cons] at e₁
                have s : k₁ * v₁.denote ctx = (k₁ - k₂) * v₁.denote ctx + k₂ * v₁.denote ctx := by
                  rw [← Nat.add_mul, Nat.sub_add_cancel (Nat.le_of_lt h)]
                simp only [denote] at e₁
                rw [denote_append, denote_cons, s]
                change _ + ((k₁ - k₂) * v₁.denote ctx + 0) + _ = _ at e₁
                omega
              · show _ = denote ctx (cancelAux fuel m₁ m₂ ((k₁ - k₂, v₁) :: r₁) r₂).2 + _
                rw [denote_append] at e₂
                rw [denote_append, denote_cons]; omega
            | false =>
              have e : k₁ = k₂ := by
                have a : ¬k₁ < k₂ := fun h => Bool.ne_true_of_eq_false h₃ (Nat.ble_eq_true_of_le h)
                have b : ¬k₂ < k₁ := fun h => Bool.ne_true_of_eq_false h₄ (Nat.ble_eq_true_of_le h)
                omega
              subst e
              obtain ⟨c, e₁, e₂⟩ := ih m₁ m₂ r₁ r₂
              refine ⟨c + k₁ * v₁.denote ctx, ?_, ?_⟩
              · show _ = denote ctx (cancelAux fuel m₁ m₂ r₁ r₂).1 + _
                rw [denote_append] at e₁
                rw [denote_append, denote_cons]; omega
              · show _ = denote ctx (cancelAux fuel m₁ m₂ r₁ r₂).2 + _
                rw [denote_append] at e₂
                rw [denote_append, denote_cons]; omega
theorem Poly.denote_eq_cancel_eq (m₁ m₂ : Poly) : denote_eq ctx (m₁.cancel m₂) = denote_eq ctx (m₁, m₂) := by
  obtain ⟨c, e₁, e₂⟩ := denote_cancelAux ctx hugeFuel m₁ m₂ [] []
  change denote ctx m₁ = denote ctx (cancel m₁ m₂).1 + c at e₁
  change denote ctx m₂ = denote ctx (cancel m₁ m₂).2 + c at e₂
  show (denote ctx (cancel m₁ m₂).1 = denote ctx (cancel m₁ m₂).2) = (denote ctx m₁ = denote ctx m₂)
  rw [e₁, e₂]
  exact propext Nat.add_right_cancel_iff.symm
theorem Poly.denote_le_cancel_eq (m₁ m₂ : Poly) : denote_le ctx (m₁.cancel m₂) = denote_le ctx (m₁, m₂) := by
  obtain ⟨c, e₁, e₂⟩ := denote_cancelAux ctx hugeFuel m₁ m₂ [] []
  change denote ctx m₁ = denote ctx (cancel m₁ m₂).1 + c at e₁
  change denote ctx m₂ = denote ctx (cancel m₁ m₂).2 + c at e₂
  show (denote ctx (cancel m₁ m₂).1 ≤ denote ctx (cancel m₁ m₂).2) = (denote ctx m₁ ≤ denote ctx m₂)
  rw [e₁, e₂]
  exact propext Nat.add_le_add_iff_right.symm
theorem Expr.denote_toPoly_go {k : Nat} {p : Poly} (e : Expr) :
    Poly.denote ctx (toPoly.go k e p) = k * denote ctx e + Poly.denote ctx p := by
  induction e generalizing k p with
  | num n =>
    cases n with
    | zero => exact (Nat.zero_add _).symm
    | succ n =>
      show k * (n + 1) * Var.denote ctx fixedVar + _ = k * (n + 1) + _
      rw [show Var.denote ctx fixedVar = 1 from rfl, Nat.mul_one]
  | var i => rfl
  | add a b iha ihb =>
    show Poly.denote ctx (toPoly.go k a (toPoly.go k b p)) = k * (denote ctx a + denote ctx b) + _
    rw [iha, ihb, Nat.mul_add, Nat.add_assoc]
  | mulL n a ih =>
    cases n with
    | zero =>
      show _ = k * (0 * denote ctx a) + _
      rw [Nat.zero_mul, Nat.mul_zero, Nat.zero_add]; rfl
    | succ n =>
      show Poly.denote ctx (toPoly.go (k * (n + 1)) a p) = k * ((n + 1) * denote ctx a) + _
      rw [ih, Nat.mul_assoc]
  | mulR a n ih =>
    cases n with
    | zero => exact (Nat.zero_add _).symm
    | succ n =>
      show Poly.denote ctx (toPoly.go (k * (n + 1)) a p) = k * (denote ctx a * (n + 1)) + _
      rw [ih, Nat.mul_comm (denote ctx a), Nat.mul_assoc]
theorem Expr.denote_toPoly (e : Expr) : Poly.denote ctx e.toPoly = denote ctx e := by
  rw [toPoly, denote_toPoly_go, Nat.one_mul]; rfl
theorem ExprCnstr.denote_toPoly (c : ExprCnstr) : PolyCnstr.denote ctx c.toPoly = denote ctx c := by
  obtain ⟨eq, lhs, rhs⟩ := c
  cases eq
  · show (Poly.denote ctx lhs.toPoly ≤ Poly.denote ctx rhs.toPoly) = (lhs.denote ctx ≤ rhs.denote ctx)
    rw [Expr.denote_toPoly, Expr.denote_toPoly]
  · show (Poly.denote ctx lhs.toPoly = Poly.denote ctx rhs.toPoly) = (lhs.denote ctx = rhs.denote ctx)
    rw [Expr.denote_toPoly, Expr.denote_toPoly]
theorem ExprCnstr.denote_toNormPoly (c : ExprCnstr) : PolyCnstr.denote ctx c.toNormPoly = denote ctx c := by
  obtain ⟨eq, lhs, rhs⟩ := c
  cases eq
  · show Poly.denote_le ctx (Poly.cancel lhs.toNormPoly rhs.toNormPoly) = (lhs.denote ctx ≤ rhs.denote ctx)
    rw [Poly.denote_le_cancel_eq]
    show (Poly.denote ctx lhs.toPoly.norm ≤ Poly.denote ctx rhs.toPoly.norm) = _
    rw [Poly.denote_sort, Poly.denote_sort, Expr.denote_toPoly, Expr.denote_toPoly]
  · show Poly.denote_eq ctx (Poly.cancel lhs.toNormPoly rhs.toNormPoly) = (lhs.denote ctx = rhs.denote ctx)
    rw [Poly.denote_eq_cancel_eq]
    show (Poly.denote ctx lhs.toPoly.norm = Poly.denote ctx rhs.toPoly.norm) = _
    rw [Poly.denote_sort, Poly.denote_sort, Expr.denote_toPoly, Expr.denote_toPoly]

/-! ## What is seen at a glance -/
theorem Poly.of_isZero {p : Poly} (h : isZero p = true) : denote ctx p = 0 := by
  cases p with
  | nil => rfl
  | cons m p => exact nomatch h
theorem Poly.of_isNonZero {p : Poly} (h : isNonZero p = true) : denote ctx p > 0 := by
  induction p with
  | nil => exact nomatch h
  | cons m p ih =>
    obtain ⟨k, v⟩ := m
    rw [denote_cons]
    unfold isNonZero at h
    cases e : v == fixedVar with
    | true =>
      rw [e] at h
      have h : 0 < k := Nat.le_of_ble_eq_true h
      cases eq_of_beq e
      rw [show Var.denote ctx fixedVar = 1 from rfl]
      omega
    | false =>
      rw [e] at h
      exact Nat.add_pos_right _ (ih h)
theorem PolyCnstr.eq_false_of_isUnsat {c : PolyCnstr} (h : c.isUnsat = true) : denote ctx c = False := by
  obtain ⟨eq, lhs, rhs⟩ := c
  cases eq
  · have h := Bool.and_eq_true_iff.1 h
    have a : lhs.denote ctx > 0 := Poly.of_isNonZero ctx h.1
    have b : rhs.denote ctx = 0 := Poly.of_isZero ctx h.2
    exact eq_false fun (h : lhs.denote ctx ≤ rhs.denote ctx) => by omega
  · refine eq_false fun (e : lhs.denote ctx = rhs.denote ctx) => ?_
    rcases Bool.or_eq_true_iff.1 h with h | h <;> have h := Bool.and_eq_true_iff.1 h
    · have a : lhs.denote ctx = 0 := Poly.of_isZero ctx h.1
      have b : rhs.denote ctx > 0 := Poly.of_isNonZero ctx h.2
      omega
    · have a : lhs.denote ctx > 0 := Poly.of_isNonZero ctx h.1
      have b : rhs.denote ctx = 0 := Poly.of_isZero ctx h.2
      omega
theorem PolyCnstr.eq_true_of_isValid {c : PolyCnstr} (h : c.isValid = true) : denote ctx c = True := by
  obtain ⟨eq, lhs, rhs⟩ := c
  cases eq
  · have a : lhs.denote ctx = 0 := Poly.of_isZero ctx h
    exact eq_true (by show lhs.denote ctx ≤ rhs.denote ctx; omega)
  · have h := Bool.and_eq_true_iff.1 h
    have a : lhs.denote ctx = 0 := Poly.of_isZero ctx h.1
    have b : rhs.denote ctx = 0 := Poly.of_isZero ctx h.2
    exact eq_true (by show lhs.denote ctx = rhs.denote ctx; omega)

/-! ## What the simplifier uses -/
theorem ExprCnstr.eq_false_of_isUnsat (c : ExprCnstr) (h : c.toNormPoly.isUnsat = true) : denote ctx c = False :=
  (denote_toNormPoly ctx c).symm.trans (PolyCnstr.eq_false_of_isUnsat ctx h)
theorem ExprCnstr.eq_true_of_isValid (c : ExprCnstr) (h : c.toNormPoly.isValid = true) : denote ctx c = True :=
  (denote_toNormPoly ctx c).symm.trans (PolyCnstr.eq_true_of_isValid ctx h)
theorem ExprCnstr.eq_of_toNormPoly_eq (c d : ExprCnstr) (h : (c.toNormPoly == d.toPoly) = true) :
    denote ctx c = denote ctx d := by
  have h := Bool.and_eq_true_iff.1 h
  have h' := Bool.and_eq_true_iff.1 h.2
  rw [← denote_toNormPoly, ← denote_toPoly, PolyCnstr.denote, PolyCnstr.denote, eq_of_beq h.1, eq_of_beq h'.1, eq_of_beq h'.2]
theorem Expr.eq_of_toNormPoly_eq (e e' : Expr) (h : (e.toNormPoly == e'.toPoly) = true) : denote ctx e = denote ctx e' := by
  rw [← denote_toPoly, ← denote_toPoly ctx e', ← eq_of_beq h, toNormPoly, Poly.denote_sort]
end Nat.Internal.Linear
