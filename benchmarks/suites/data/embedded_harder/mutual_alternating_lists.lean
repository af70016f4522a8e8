/-! A list of ins and outs, given by each other's rules, that ends outside has an even length.
Source: folklore; mutual induction. -/

mutual
inductive Outside : List Bool → Prop where
  | done : Outside []
  | enter (bs : List Bool) (h : Inside bs) : Outside (true :: bs)
inductive Inside : List Bool → Prop where
  | leave (bs : List Bool) (h : Outside bs) : Inside (false :: bs)
end

theorem outside_even (bs : List Bool) (h : Outside bs) : bs.length % 2 = 0 := by
  sorry
