/- What a statement in this project may use. -/
import Mathlib
