/-! Newman's lemma: a terminating relation that is locally confluent is confluent.
Source: M. H. A. Newman, On Theories with a Combinatorial Definition of "Equivalence" (1942). -/

inductive Star {α : Type} (r : α → α → Prop) : α → α → Prop where
  | refl (x : α) : Star r x x
  | step (x y z : α) (h : r x y) (rest : Star r y z) : Star r x z

theorem newman {α : Type} (r : α → α → Prop) (terminates : ∀ x, Acc (fun y x => r x y) x)
    (lc : ∀ x y z, r x y → r x z → ∃ w, Star r y w ∧ Star r z w) (x y z : α) (h₁ : Star r x y) (h₂ : Star r x z) :
    ∃ w, Star r y w ∧ Star r z w := by
  sorry
