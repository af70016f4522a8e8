/-! What leads to something false is false. Source: folklore; modus tollens. -/

theorem tollens_chain (p q r : Prop) (hpq : p → q) (hqr : q → r) (hr : ¬r) : ¬p := by
  sorry
