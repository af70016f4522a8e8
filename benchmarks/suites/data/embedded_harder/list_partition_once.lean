/-! A list is partitioned in one pass into what two filters find. Source: folklore; partitions. -/

def partitionOnto {α : Type} (p : α → Bool) : List α → List α → List α → List α × List α
  | [], yes, no => (yes.reverse, no.reverse)
  | x :: xs, yes, no => if p x then partitionOnto p xs (x :: yes) no else partitionOnto p xs yes (x :: no)

theorem partition_eq {α : Type} (p : α → Bool) (xs : List α) :
    partitionOnto p xs [] [] = (xs.filter p, xs.filter fun x => !p x) := by
  sorry
