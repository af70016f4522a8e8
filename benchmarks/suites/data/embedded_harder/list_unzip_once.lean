/-! Pairs are unzipped with two accumulators into what two maps find. Source: folklore; unzip. -/

def unzipOnto {α β : Type} : List (α × β) → List α → List β → List α × List β
  | [], as, bs => (as.reverse, bs.reverse)
  | (a, b) :: ps, as, bs => unzipOnto ps (a :: as) (b :: bs)

theorem unzip_eq {α β : Type} (ps : List (α × β)) : unzipOnto ps [] [] = (ps.map Prod.fst, ps.map Prod.snd) := by
  sorry
