import Lake
open Lake DSL

/-! A Lake project with Mathlib, for `architect prove --project .`: see docs/toolchains.md. -/

package «blueprint-prover» where
  srcDir := "lean_project"

require "leanprover-community" / "mathlib" @ git "v4.35.0"

@[default_target]
lean_lib Workbench
