/- The whole library. -/
prelude
import Init.Tactics
import Init.Nat.Parity
import Init.Nat.MinMax
import Init.Nat.Simproc
import Init.Nat.Bitwise
import Init.Sum
import Init.Prod
import Init.List.Sublist
import Init.Function
import Init.Control
import Init.List.Facts
import Init.Deriving
import Init.AC
import Init.Fin
import Init.Int.Cast
import Init.Omega.Front
import Init.Grind.Norm
import Init.Grind.Lib
import Init.Nat.Ring
import Init.Nat.Linear
