/-! A sorted list of truth values is its falses and then its trues. Source: folklore; counting sort. -/

def insert : Bool → List Bool → List Bool
  | false, bs => false :: bs
  | true, [] => [true]
  | true, b :: bs => b :: insert true bs

def sort : List Bool → List Bool
  | [] => []
  | b :: bs => insert b (sort bs)

theorem sort_eq_counted (bs : List Bool) :
    sort bs = List.replicate (bs.count false) false ++ List.replicate (bs.count true) true := by
  sorry
