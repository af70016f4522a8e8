/-! A text shifted along by a key that repeats is shifted back by the same key. Source: Bellaso; the Vigenère cipher. -/

def shift (n : Nat) : List Nat → List Nat → List Nat
  | k :: ks, x :: xs => (x + k) % n :: shift n (ks ++ [k]) xs
  | _, _ => []

def back (n : Nat) : List Nat → List Nat → List Nat
  | k :: ks, x :: xs => (x + (n - k)) % n :: back n (ks ++ [k]) xs
  | _, _ => []

theorem back_shift (n : Nat) (ks xs : List Nat) (hk : ks ≠ []) (hn : ∀ k, k ∈ ks → k < n) (hx : ∀ x, x ∈ xs → x < n) :
    back n ks (shift n ks xs) = xs := by
  sorry
