/-! Numbers in binary are added with a carry, and the sum has the right value. Source: folklore; ripple-carry adder. -/

def digit (b : Bool) : Nat := if b then 1 else 0

def value : List Bool → Nat
  | [] => 0
  | b :: bs => digit b + 2 * value bs

def increase : Bool → List Bool → List Bool
  | false, bs => bs
  | true, [] => [true]
  | true, false :: bs => true :: bs
  | true, true :: bs => false :: increase true bs

def add : Bool → List Bool → List Bool → List Bool
  | carry, [], bs => increase carry bs
  | carry, as, [] => increase carry as
  | carry, a :: as, b :: bs => (a ^^ b ^^ carry) :: add ((a && b) || (carry && (a || b))) as bs

theorem value_add (carry : Bool) (as bs : List Bool) : value (add carry as bs) = digit carry + value as + value bs := by
  sorry
