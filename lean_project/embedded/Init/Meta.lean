/- Names that Lean's reports, parsers and handlers look up.  Nothing here is computed with: what runs is native
   code, and the types only make the stubs in Init.Syntax well typed. -/
prelude
import Init.Core
structure Char where
  ofNat ::
  toNat : Nat
structure String where
  ofList ::
  toList : List Char
namespace Lean
-- The functions below run natively: definitions, for an abbreviation would be unfolded into other code.
inductive Name where
  | anonymous : Name
  | str (pre : Name) (str : String)
  | num (pre : Name) (i : Nat)
@[export lean_name_mk_string, noinline] def Name.mkStr (p : Name) (s : String) : Name := .str p s
@[export lean_name_mk_numeral, noinline] def Name.mkNum (p : Name) (i : Nat) : Name := .num p i
def Name.mkSimple (s : String) : Name := .mkStr .anonymous s
def Name.mkStr1 (s₁ : String) : Name := .mkStr .anonymous s₁
def Name.mkStr2 (s₁ s₂ : String) : Name := .mkStr (.mkStr1 s₁) s₂
def Name.mkStr3 (s₁ s₂ s₃ : String) : Name := .mkStr (.mkStr2 s₁ s₂) s₃
def Name.mkStr4 (s₁ s₂ s₃ s₄ : String) : Name := .mkStr (.mkStr3 s₁ s₂ s₃) s₄
def Name.mkStr5 (s₁ s₂ s₃ s₄ s₅ : String) : Name := .mkStr (.mkStr4 s₁ s₂ s₃ s₄) s₅
def Name.mkStr6 (s₁ s₂ s₃ s₄ s₅ s₆ : String) : Name := .mkStr (.mkStr5 s₁ s₂ s₃ s₄ s₅) s₆
def Name.mkStr7 (s₁ s₂ s₃ s₄ s₅ s₆ s₇ : String) : Name := .mkStr (.mkStr6 s₁ s₂ s₃ s₄ s₅ s₆) s₇
def Name.mkStr8 (s₁ s₂ s₃ s₄ s₅ s₆ s₇ s₈ : String) : Name := .mkStr (.mkStr7 s₁ s₂ s₃ s₄ s₅ s₆ s₇) s₈
structure Parser.Category
abbrev SyntaxNodeKind := Name
-- Laid out as Lean lays it out, for the parsers of `syntax` commands are built at run time.
inductive ParserDescr where
  | const (name : Name)
  | unary (name : Name) (p : ParserDescr)
  | binary (name : Name) (p₁ p₂ : ParserDescr)
  | node (kind : SyntaxNodeKind) (prec : Nat) (p : ParserDescr)
  | trailingNode (kind : SyntaxNodeKind) (prec lhsPrec : Nat) (p : ParserDescr)
  | symbol (val : String)
  | nonReservedSymbol (val : String) (includeIdent : Bool)
  | cat (catName : Name) (rbp : Nat)
  | parser (declName : Name)
  | nodeWithAntiquot (name : String) (kind : SyntaxNodeKind) (p : ParserDescr)
  | sepBy (p : ParserDescr) (sep : String) (psep : ParserDescr) (allowTrailingSep : Bool := false)
  | sepBy1 (p : ParserDescr) (sep : String) (psep : ParserDescr) (allowTrailingSep : Bool := false)
  | unicodeSymbol (val asciiVal : String) (preserveForPP : Bool)
abbrev TrailingParserDescr := ParserDescr
def ParserDescr.stub : ParserDescr := .const .anonymous
-- The stubs of macros take as many arguments as the native code does.
inductive Syntax where
  | stub
inductive Macro.Context where
  | stub
inductive Macro.State where
  | stub (n : Nat)
inductive Macro.Result where
  | stub (s : Syntax)
abbrev Macro := Syntax → Macro.Context → Macro.State → Macro.Result
inductive PrettyPrinter.Unexpander.State where
  | stub (n : Nat)
abbrev PrettyPrinter.Unexpander := Syntax → Syntax → PrettyPrinter.Unexpander.State → Macro.Result
end Lean
