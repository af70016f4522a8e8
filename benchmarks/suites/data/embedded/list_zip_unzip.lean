/-! A list of pairs is its first parts zipped with its second parts.
Source: Johansson, Dixon and Bundy, Case-Analysis for Rippling and Inductive Proof (2010): laws of zip. -/

theorem zip_of_parts {α β : Type} (ps : List (α × β)) : (ps.map fun p => p.1).zip (ps.map fun p => p.2) = ps := by
  sorry
