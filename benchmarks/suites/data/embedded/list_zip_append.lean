/-! Lists in two parts are zipped part by part when the first parts are of one length.
Source: Johansson, Dixon and Bundy, Case-Analysis for Rippling and Inductive Proof (2010): laws of zip. -/

theorem zip_of_appends {α β : Type} (as bs : List α) (cs ds : List β) (h : as.length = cs.length) :
    (as ++ bs).zip (cs ++ ds) = as.zip cs ++ bs.zip ds := by
  sorry
