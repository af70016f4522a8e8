/-! To select from a list twice is to select once, by both rules together. Source: Bird, Theory of Lists; fusion. -/

def select {α β : Type} (f : α → Option β) : List α → List β
  | [] => []
  | x :: xs =>
    match f x with
    | none => select f xs
    | some y => y :: select f xs

theorem select_select {α β γ : Type} (f : α → Option β) (g : β → Option γ) (xs : List α) :
    select g (select f xs) = select (fun x => match f x with | none => none | some y => g y) xs := by
  sorry
