/-
The judge that every Lean can run: is this theorem the official one, and does the kernel accept it?

    lean --run Main.lean REQUEST        with a JSON object in the file REQUEST; one JSON object on standard output

It elaborates nothing of what it judges, and fails closed.  A compiled file is data from a stranger: code that ran while
Lean read a text could have written it.  So its bytes are read here one object at a time, each inside the file, of the
shape that its place asks for and before the object that points to it; and every name, universe and expression is made
again by Lean's own constructors, so that no word that the file keeps beside a term is believed.  What the file imports
Lean itself imports, and it is trusted.

It stands beside `prover/lean/kernel`, the door to the kernel of one version, and answers as that does.  Its parts:
versions, names, bytes, terms, modules, reach, universes, statements, replay, the jobs.
-/
import Lean

open Lean

namespace Architect

/-- An answer, or in one line why there is none. -/
abbrev Answer := Except String

/-! ## Versions: where a name or a type has moved, the first alternative that elaborates is taken -/

/-- The environment of the kernel; before 4.17 it was that of the elaborator. -/
abbrev KernelEnv : Type := by
  first
  | exact Lean.Kernel.Environment
  | exact Lean.Environment

def kernelOf (env : Environment) : KernelEnv := by
  first
  | exact Lean.Environment.toKernelEnv env
  | exact env

def KernelEnv.constant? (env : KernelEnv) (name : Name) : Option ConstantInfo := by
  first
  | exact Lean.Kernel.Environment.find? env name
  | exact Lean.Environment.find? env name

/-- What the kernel makes of the environment and a declaration that it checks, without limit; none if it refuses. -/
def KernelEnv.checked (env : KernelEnv) (decl : Declaration) : Option KernelEnv := by
  first
  -- 4.35 and what is near it: with a limit of the depth too
  | exact match Lean.Kernel.Environment.addDeclCore env 0 65536 decl none with | .ok env => some env | .error _ => none
  -- 4.17 and later
  | exact match Lean.Kernel.Environment.addDeclCore env 0 decl none with | .ok env => some env | .error _ => none
  -- 4.8 to 4.16
  | exact match Lean.Environment.addDeclCore env 0 decl none with | .ok env => some env | .error _ => none
  | exact match Lean.Environment.addDecl env decl with | .ok env => some env | .error _ => none

/-- An import; from 4.20 on it has flags, bytes of a number here. -/
def importOf (name : Name) (flags : Nat) : Import := by
  first
  | exact { module := name, importAll := flags % 256 == 1, isExported := flags / 256 % 256 == 1,
            isMeta := flags / 65536 % 256 == 1 }
  | exact { module := name }

def filled {α : Type} (size : Nat) (value : α) : Array α := by
  first
  | exact Array.replicate size value
  | exact mkArray size value

/-- Nested types are counted in 4.9 and later; before, there was only a flag. -/
def countsNested : Bool := by
  first
  | exact (fun (_ : InductiveVal → Nat) => true) InductiveVal.numNested
  | exact false

def inductiveVal (common : ConstantVal) (numParams numIndices : Nat) (all ctors : List Name) (nested : Nat)
    (isRec isUnsafe isReflexive : Bool) : InductiveVal := by
  first
  | exact { toConstantVal := common, numParams, numIndices, all, ctors, numNested := nested, isRec, isUnsafe, isReflexive }
  | exact { toConstantVal := common, numParams, numIndices, all, ctors, isNested := nested != 0, isRec, isUnsafe,
            isReflexive }

def nested (val : InductiveVal) : Nat := by
  first
  | exact val.numNested
  | exact if val.isNested then 1 else 0

/-! ## Names as text: a part that might not read back stands in «» -/

def bytesOf (text : ByteArray) : List Nat :=
  let rec go (i : Nat) (found : List Nat) : List Nat :=
    match i with
    | 0 => found
    | i + 1 => go i ((text.get! i).toNat :: found)
  go text.size []

def isDigit (byte : Nat) : Bool := 48 ≤ byte && byte ≤ 57

/-- Neither `.` nor a part of `«` and `»` (C2 AB, C2 BB), nor a space. -/
def isPlainByte (byte : Nat) : Bool := 32 < byte && byte != 46 && byte != 0xAB && byte != 0xBB

def quoted (part : String) : String :=
  match bytesOf part.toUTF8 with
  | [] => "«»"
  | first :: rest =>
    if !isDigit first && isPlainByte first && rest.all isPlainByte then part else "«" ++ part ++ "»"

partial def nameText : Name → String
  | .anonymous => ""
  | .str .anonymous part => quoted part
  | .num .anonymous part => part.repr
  | .str pre part => nameText pre ++ "." ++ quoted part
  | .num pre part => nameText pre ++ "." ++ part.repr

def digits (bytes : List Nat) : Nat := bytes.foldl (fun number byte => 10 * number + (byte - 48)) 0

/-- A name that `nameText` or a Lean file wrote. -/
partial def nameOf (text : String) : Name :=
  go text.toUTF8 0 .anonymous
where
  /-- The place of the first of the bytes at or behind a place, and the size where there is none. -/
  find (bytes : ByteArray) (wanted : List Nat) (at_ : Nat) : Nat :=
    if bytes.size < at_ + wanted.length then bytes.size
    else if bytesOf (bytes.extract at_ (at_ + wanted.length)) == wanted then at_
    else find bytes wanted (at_ + 1)
  go (bytes : ByteArray) (at_ : Nat) (pre : Name) : Name :=
    if bytes.size ≤ at_ then pre
    else if find bytes [0xC2, 0xAB] at_ == at_ then
      let last := find bytes [0xC2, 0xBB] at_
      go bytes (last + 3) (.mkStr pre (String.fromUTF8! (bytes.extract (at_ + 2) last)))
    else
      let last := find bytes [46] at_
      let part := bytes.extract at_ last
      let name := if (bytesOf part).all isDigit then .mkNum pre (digits (bytesOf part))
        else .mkStr pre (String.fromUTF8! part)
      go bytes (last + 1) name

/-- A private `n` of a module `M` is `_private.M.0.n`: its `n`. -/
def privatePart? (name : Name) : Option Name :=
  let rec parts : Name → List (String ⊕ Nat) → List (String ⊕ Nat)
    | .anonymous, found => found
    | .str pre part, found => parts pre (.inl part :: found)
    | .num pre part, found => parts pre (.inr part :: found)
  let rec behind : List (String ⊕ Nat) → Option Name
    | [] => none
    | .inr 0 :: rest => some (rest.foldl (fun
      | pre, .inl part => .mkStr pre part
      | pre, .inr part => .mkNum pre part) .anonymous)
    | _ :: rest => behind rest
  match parts name [] with
  | .inl "_private" :: rest => behind rest
  | _ => none

/-! ## Bytes: a compiled file, and what stands where in it -/

/-- The parts of a compiled file behind each other; ``base`` is the address that the first was written for. -/
structure File where
  bytes : ByteArray
  base : Nat
  /-- Of each part, the last first, the pointer to what it is, and the word at which its objects end. -/
  roots : List (Nat × Nat)

def damaged {α : Type} (why : String) : Answer α :=
  throw ("it is cut short or damaged: " ++ why)

namespace File

def byte (file : File) (at_ : Nat) : Nat := (file.bytes.get! at_).toNat

/-- A word of eight bytes. -/
def word (file : File) (at_ : Nat) : Nat :=
  let rec go (count : Nat) (number : Nat) : Nat :=
    match count with
    | 0 => number
    | count + 1 => go count (number * 256 + file.byte (8 * at_ + count))
  go 8 0

def size (file : File) : Nat := file.bytes.size / 8

/-- The word at which the object of a pointer begins, which must lie before another. -/
def place (file : File) (pointer before : Nat) : Answer Nat :=
  if pointer % 8 != 0 || pointer < file.base + 56 || file.base + 8 * before ≤ pointer then
    damaged "a pointer does not lead to an object before it"
  else
    return (pointer - file.base) / 8

def tag (file : File) (at_ : Nat) : Nat := file.byte (8 * at_ + 7)

/-- That a constructor's object has so many fields, and behind them so many words of scalars. -/
def require (file : File) (at_ before fields scalars : Nat) : Answer Unit := do
  if before < at_ + 1 + fields + scalars then damaged "an object is of another size than its place asks for"
  let words := 1 + fields + scalars
  if file.word at_ % 0x1000000000000 != 8 * words * 0x100000000 || file.byte (8 * at_ + 6) != fields
      || 244 < file.tag at_ then
    damaged "an object is of another shape than its place asks for"

def field (file : File) (at_ index : Nat) : Nat := file.word (at_ + 1 + index)

/-- The words of an array, and the word at which that begins. -/
def items (file : File) (pointer before : Nat) : Answer (List Nat × Nat) := do
  let at_ ← file.place pointer before
  if file.tag at_ != 246 || before < at_ + 3 || before - at_ - 3 < file.word (at_ + 1) then
    damaged "an array is not where one should be"
  let rec go (count : Nat) (found : List Nat) : List Nat :=
    match count with
    | 0 => found
    | count + 1 => go count (file.word (at_ + 3 + count) :: found)
  return (go (file.word (at_ + 1)) [], at_)

def number (file : File) (pointer before : Nat) : Answer Nat := do
  if pointer % 2 == 1 then return pointer / 2
  let at_ ← file.place pointer before
  if file.tag at_ != 250 || before < at_ + 3 then damaged "a number is not where one should be"
  -- behind the head: words that are there and that are used (the sign in the second), and their place
  let count := file.word (at_ + 1) / 0x100000000
  if count == 0 || 16384 < count || before < at_ + 3 + count || file.word (at_ + 2) != file.base + 8 * at_ + 24 then
    damaged "a number is negative, longer than this check reads, or not whole"
  let rec go (left : Nat) (found : Nat) : Nat :=
    match left with
    | 0 => found
    | left + 1 => go left (found * 0x10000000000000000 + file.word (at_ + 3 + left))
  return go count 0

def string (file : File) (pointer before : Nat) : Answer String := do
  let at_ ← file.place pointer before
  if file.tag at_ != 249 || before < at_ + 4 then damaged "a text is not where one should be"
  let size := file.word (at_ + 1)
  let start := 8 * at_ + 32
  if size == 0 || 8 * before < start + size || file.byte (start + size - 1) != 0 then damaged "a text is not whole"
  match String.fromUTF8? (file.bytes.extract start (start + size - 1)) with
  | some text => return text
  | none => damaged "a text is not UTF-8"

/-- Of one part of a file: its base, its root, and the word at which its objects end. -/
def part (bytes : ByteArray) : Answer (Nat × Nat × Nat) := do
  if bytes.size < 96 || bytes.size % 8 != 0 || bytesOf (bytes.extract 0 5) != [111, 108, 101, 97, 110] then
    throw "not a compiled Lean file"
  let file : File := ⟨bytes, 0, []⟩
  -- Before 4.12 the header is of form 1.
  let (header, hash) ← match file.byte 5 with
    | 1 => pure (56, 6)
    | 2 => pure (88, 40)
    | _ => throw "a compiled file of a form that this judge does not know"
  if bytesOf (bytes.extract hash (hash + 40)) != bytesOf (Lean.githash.toUTF8.extract 0 40) then
    throw "compiled by another Lean"
  let base := file.word (header / 8 - 1)
  let first := file.word (header / 8)
  -- The pointer to the root stands before all objects; in older files behind them, and here is the head of an object.
  if first % 0x100000000 != 0 then return (base, first, file.size)
  return (base, file.word (file.size - 1), file.size - 1)

/-- The file of these parts, which were written for places behind each other. -/
def ofParts : List ByteArray → Answer File
  | [] => throw "no compiled file"
  | first :: more => do
    let (base, root, last) ← part first
    if base % 8 != 0 then damaged "it was written for no place"
    let mut file : File := { bytes := first, base, roots := [(root, last)] }
    for bytes in more do
      let (at_, root, last) ← part bytes
      let gap := at_ - (base + file.bytes.size)
      if at_ < base + file.bytes.size || 0x10000 < gap || gap % 8 != 0 then
        damaged "its parts do not follow each other"
      let rec padded (bytes : ByteArray) (count : Nat) : ByteArray :=
        match count with
        | 0 => bytes
        | count + 1 => padded (bytes.push 0) count
      let before := padded file.bytes gap
      file := { file with bytes := before ++ bytes, roots := (root, before.size / 8 + last) :: file.roots }
    return file

end File

/-! ## Terms: made again by Lean's constructors -/

/-- What has been made of the objects of a file, by the word at which they begin. -/
structure Made where
  names : Array (Option Name)
  levels : Array (Option Level)
  exprs : Array (Option Expr)

abbrev Reading := StateT Made Answer

def toBe {α : Type} (answer : Answer α) : Reading α :=
  match answer with
  | .ok found => return found
  | .error why => throw why

partial def readName (file : File) (pointer before : Nat) : Reading Name :=
  go pointer before []
where
  /-- From the last part to the first that is known, and back. -/
  go (pointer before : Nat) (parts : List (Nat × (String ⊕ Nat))) : Reading Name := do
    if pointer == 1 then together .anonymous parts
    else
      let at_ ← toBe (file.place pointer before)
      match (← get).names.getD at_ none with
      | some name => together name parts
      | none =>
        toBe (file.require at_ before 2 1)
        if file.tag at_ == 1 then
          let part ← toBe (file.string (file.field at_ 1) at_)
          go (file.field at_ 0) at_ ((at_, .inl part) :: parts)
        else if file.tag at_ == 2 then
          let part ← toBe (file.number (file.field at_ 1) at_)
          go (file.field at_ 0) at_ ((at_, .inr part) :: parts)
        else toBe (damaged "a name of an unknown kind")
  together (name : Name) : List (Nat × (String ⊕ Nat)) → Reading Name
    | [] => return name
    | (at_, part) :: parts => do
      let longer := match part with
        | .inl text => Name.mkStr name text
        | .inr number => Name.mkNum name number
      modify fun made => { made with names := made.names.set! at_ (some longer) }
      together longer parts

/-- The elements of a list, each with the word before which it must lie. -/
partial def readList (file : File) (pointer before : Nat) : Answer (List (Nat × Nat)) := do
  if pointer == 1 then return []
  let at_ ← file.place pointer before
  file.require at_ before 2 0
  if file.tag at_ != 1 then damaged "a list is not where one should be"
  return (file.field at_ 0, at_) :: (← readList file (file.field at_ 1) at_)

def each {α : Type} (read : Nat → Nat → Reading α) (items : List (Nat × Nat)) : Reading (List α) := do
  let mut found := []
  for (pointer, before) in items do
    found := (← read pointer before) :: found
  return found.reverse

def readNames (file : File) (pointer before : Nat) : Reading (List Name) := do
  each (readName file) (← toBe (readList file pointer before))

partial def readLevel (file : File) (pointer before : Nat) : Reading Level := do
  if pointer == 1 then return levelZero
  let at_ ← toBe (file.place pointer before)
  match (← get).levels.getD at_ none with
  | some level => return level
  | none =>
    let tag := file.tag at_
    toBe (file.require at_ before (if tag == 2 || tag == 3 then 2 else 1) 1)
    let part := file.field at_
    let level ← match tag with
      | 1 => return mkLevelSucc (← readLevel file (part 0) at_)
      | 2 => return mkLevelMax (← readLevel file (part 0) at_) (← readLevel file (part 1) at_)
      | 3 => return mkLevelIMax (← readLevel file (part 0) at_) (← readLevel file (part 1) at_)
      | 4 => return mkLevelParam (← readName file (part 0) at_)
      | _ => toBe (damaged "a universe that no constant has")
    modify fun made => { made with levels := made.levels.set! at_ (some level) }
    return level

def binderInfo (byte : Nat) : Answer BinderInfo :=
  match byte with
  | 0 => return .default
  | 1 => return .implicit
  | 2 => return .strictImplicit
  | 3 => return .instImplicit
  | _ => damaged "a flag is out of range"

def flag (byte : Nat) : Answer Bool :=
  match byte with
  | 0 => return false
  | 1 => return true
  | _ => damaged "a flag is out of range"

/-- Of each kind of expression, by its tag: its fields, the words behind them, and which fields are expressions. -/
def shape : Nat → Option (Nat × Nat × List Nat)
  | 0 => some (1, 1, [])  -- bvar
  | 3 => some (1, 1, [])  -- sort
  | 4 => some (2, 1, [])  -- const
  | 5 => some (2, 1, [0, 1])  -- app
  | 6 => some (3, 2, [1, 2])  -- lam
  | 7 => some (3, 2, [1, 2])  -- forallE
  | 8 => some (4, 2, [1, 2, 3])  -- letE
  | 9 => some (1, 1, [])  -- lit
  | 10 => some (2, 1, [1])  -- mdata, which means nothing to the kernel, and is left out
  | 11 => some (3, 1, [2])  -- proj
  | _ => none  -- free and meta variables, which no constant has

/-- The greatest number of a variable that no term passes: Lean counts loose variables in 20 bits. -/
def lastVariable : Nat := 1048573

/-- The literal at a pointer. -/
def readLiteral (file : File) (pointer before : Nat) : Answer Literal := do
  let at_ ← file.place pointer before
  file.require at_ before 1 0
  match file.tag at_ with
  | 0 => return .natVal (← file.number (file.field at_ 0) at_)
  | 1 => return .strVal (← file.string (file.field at_ 0) at_)
  | _ => damaged "a literal of an unknown kind"

partial def readExpr (file : File) (pointer before : Nat) : Reading Expr := do
  let at_ ← toBe (file.place pointer before)
  make [(at_, before)]
  known at_
where
  known (at_ : Nat) : Reading Expr := do
    match (← get).exprs.getD at_ none with
    | some expr => return expr
    | none => toBe (damaged "an expression is not where one should be")
  isKnown (at_ : Nat) : Reading Bool := do
    return ((← get).exprs.getD at_ none).isSome
  /-- Make what stands at these places, each after what it is made of. -/
  make : List (Nat × Nat) → Reading Unit
    | [] => return ()
    | (at_, before) :: others => do
      if ← isKnown at_ then make others
      else
        let some (fields, scalars, parts) := shape (file.tag at_) | toBe (damaged "a term that no constant has")
        toBe (file.require at_ before fields scalars)
        let mut missing := []
        for part in parts do
          let place ← toBe (file.place (file.field at_ part) at_)
          unless ← isKnown place do
            missing := (place, at_) :: missing
        if missing.isEmpty then
          let expr ← made at_
          modify fun made => { made with exprs := made.exprs.set! at_ (some expr) }
          make others
        else make (missing ++ (at_, before) :: others)
  part (at_ index : Nat) : Reading Expr := do
    known (← toBe (file.place (file.field at_ index) at_))
  made (at_ : Nat) : Reading Expr := do
    let field := file.field at_
    let byte (index : Nat) := file.byte (8 * (at_ + 1 + index))
    match file.tag at_ with
    | 0 =>
      let index ← toBe (file.number (field 0) at_)
      if lastVariable < index then toBe (damaged "it has a variable of a number that no term has")
      return mkBVar index
    | 3 => return mkSort (← readLevel file (field 0) at_)
    | 4 =>
      let levels ← each (readLevel file) (← toBe (readList file (field 1) at_))
      return mkConst (← readName file (field 0) at_) levels
    | 5 => return mkApp (← part at_ 0) (← part at_ 1)
    | 6 => return mkLambda (← readName file (field 0) at_) (← toBe (binderInfo (byte 4))) (← part at_ 1) (← part at_ 2)
    | 7 => return mkForall (← readName file (field 0) at_) (← toBe (binderInfo (byte 4))) (← part at_ 1) (← part at_ 2)
    | 8 =>
      let nonDep ← toBe (flag (byte 5))
      return mkLet (← readName file (field 0) at_) (← part at_ 1) (← part at_ 2) (← part at_ 3) nonDep
    | 9 => return mkLit (← toBe (readLiteral file (field 0) at_))
    | 10 => part at_ 1
    | _ => return mkProj (← readName file (field 0) at_) (← toBe (file.number (field 1) at_)) (← part at_ 2)

def readCommon (file : File) (pointer before : Nat) : Reading ConstantVal := do
  let at_ ← toBe (file.place pointer before)
  toBe (file.require at_ before 3 0)
  return {
    name := ← readName file (file.field at_ 0) at_
    levelParams := ← readNames file (file.field at_ 1) at_
    type := ← readExpr file (file.field at_ 2) at_ }

def readHints (file : File) (pointer before : Nat) : Answer ReducibilityHints := do
  if pointer == 1 then return .opaque
  if pointer == 3 then return .abbrev
  let at_ ← file.place pointer before
  file.require at_ before 0 1
  if file.tag at_ != 2 then damaged "a definition has hints of an unknown kind"
  return .regular (UInt32.ofNat (file.field at_ 0 % 0x100000000))

def readRule (file : File) (pointer before : Nat) : Reading RecursorRule := do
  let at_ ← toBe (file.place pointer before)
  toBe (file.require at_ before 3 0)
  return {
    ctor := ← readName file (file.field at_ 0) at_
    nfields := ← toBe (file.number (file.field at_ 1) at_)
    rhs := ← readExpr file (file.field at_ 2) at_ }

/-- The fields of each kind of constant, and whether flags are behind them. -/
def constantShape : Nat → Nat × Nat
  | 0 => (1, 1)
  | 1 => (4, 1)
  | 2 => (3, 0)
  | 3 => (3, 1)
  | 4 => (1, 1)
  | 5 => (if countsNested then 6 else 5, 1)
  | 6 => (5, 1)
  | _ => (7, 1)

def readConstant (file : File) (pointer before : Nat) : Reading ConstantInfo := do
  let outer ← toBe (file.place pointer before)
  toBe (file.require outer before 1 0)
  let kind := file.tag outer
  let at_ ← toBe (file.place (file.field outer 0) outer)
  let (fields, scalars) := constantShape kind
  toBe (file.require at_ outer fields scalars)
  if file.tag at_ != 0 then toBe (damaged "a constant of an unknown kind")
  let common ← readCommon file (file.field at_ 0) at_
  let names (index : Nat) := readNames file (file.field at_ index) at_
  let number (index : Nat) := toBe (file.number (file.field at_ index) at_)
  let expr (index : Nat) := readExpr file (file.field at_ index) at_
  let byte (index : Nat) := file.byte (8 * (at_ + 1 + fields) + index)
  let flag (index : Nat) := toBe (flag (byte index))
  match kind with
  | 0 => return .axiomInfo { toConstantVal := common, isUnsafe := ← flag 0 }
  | 1 =>
    let safety : DefinitionSafety ← match byte 0 with
      | 0 => pure .unsafe
      | 1 => pure .safe
      | 2 => pure .partial
      | _ => toBe (damaged "a flag is out of range")
    return .defnInfo {
      toConstantVal := common, value := ← expr 1, hints := ← toBe (readHints file (file.field at_ 2) at_), safety
      all := ← names 3 }
  | 2 => return .thmInfo { toConstantVal := common, value := ← expr 1, all := ← names 2 }
  | 3 => return .opaqueInfo { toConstantVal := common, value := ← expr 1, isUnsafe := ← flag 0, all := ← names 2 }
  | 4 =>
    let kind : QuotKind ← match byte 0 with
      | 0 => pure .type
      | 1 => pure .ctor
      | 2 => pure .lift
      | 3 => pure .ind
      | _ => toBe (damaged "a flag is out of range")
    return .quotInfo { toConstantVal := common, kind }
  | 5 =>
    let nested ← if countsNested then number 5 else if ← flag 3 then pure 1 else pure 0
    return .inductInfo
      (inductiveVal common (← number 1) (← number 2) (← names 3) (← names 4) nested (← flag 0) (← flag 1) (← flag 2))
  | 6 => return .ctorInfo {
      toConstantVal := common, induct := ← readName file (file.field at_ 1) at_, cidx := ← number 2
      numParams := ← number 3, numFields := ← number 4, isUnsafe := ← flag 0 }
  | 7 => return .recInfo {
      toConstantVal := common, all := ← names 1, numParams := ← number 2, numIndices := ← number 3
      numMotives := ← number 4, numMinors := ← number 5
      rules := ← each (readRule file) (← toBe (readList file (file.field at_ 6) at_)), k := ← flag 0
      isUnsafe := ← flag 1 }
  | _ => toBe (damaged "a constant of an unknown kind")

/-! ## Modules: the constants of a compiled file, and where their declarations stand -/

/-- First line and column, last line and column. -/
abbrev Range := Nat × Nat × Nat × Nat

/-- One constant, and the names of those in its type, and in all of it. -/
structure Constant where
  info : ConstantInfo
  inType : List Name
  inAll : List Name

/-- By name, in buckets of equal hashes. -/
structure Table (α : Type) where
  buckets : Array (List (Name × α))

namespace Table

def bucket {α : Type} (table : Table α) (name : Name) : Nat := name.hash.toNat % table.buckets.size

def find? {α : Type} (table : Table α) (name : Name) : Option α :=
  let rec go : List (Name × α) → Option α
    | [] => none
    | (key, value) :: rest => if key == name then some value else go rest
  go (table.buckets.getD (table.bucket name) [])

def contains {α : Type} (table : Table α) (name : Name) : Bool := (table.find? name).isSome

/-- In front of what the name had. -/
def insert {α : Type} (table : Table α) (name : Name) (value : α) : Table α :=
  let at_ := table.bucket name
  ⟨table.buckets.modify at_ ((name, value) :: ·)⟩

/-- With nothing in it, and room for so many names. -/
def sized {α : Type} (count : Nat) : Table α := ⟨filled (2 * count + 1) []⟩

def ofList {α : Type} (pairs : List (Name × α)) : Table α :=
  pairs.foldl (fun table (name, value) => table.insert name value) (sized pairs.length)

end Table

/-- One compiled file.  If its source begins with `module`, other files see of it only what is ``shown``. -/
structure Module where
  isModule : Bool
  shown : List Constant
  imports : List (Name × Nat)
  names : List Name
  constants : Table Constant
  ranges : Table Range

def kindOf : ConstantInfo → String
  | .axiomInfo _ => "axiom"
  | .defnInfo _ => "definition"
  | .thmInfo _ => "theorem"
  | .opaqueInfo _ => "opaque"
  | .quotInfo _ => "quotient"
  | .inductInfo _ => "inductive"
  | .ctorInfo _ => "constructor"
  | .recInfo _ => "recursor"

namespace Constant

def name (constant : Constant) : Name := constant.info.name
def kind (constant : Constant) : String := kindOf constant.info

/-- Unsafe or partial: the kernel lets nothing that is checked rest on it. -/
def unchecked (constant : Constant) : Bool := constant.info.isUnsafe || constant.info.isPartial

def ofInfo (info : ConstantInfo) : Constant :=
  let inType := info.type.getUsedConstants.toList
  let more := match info with
    | .defnInfo val => val.value.getUsedConstants.toList
    | .thmInfo val => val.value.getUsedConstants.toList
    | .opaqueInfo val => val.value.getUsedConstants.toList
    | .inductInfo val => val.all ++ val.ctors ++ val.all.map fun type => Name.mkStr type "rec"
    | .ctorInfo val => [val.induct]
    | .recInfo val => val.all ++ val.rules.flatMap fun rule => rule.rhs.getUsedConstants.toList
    | _ => []
  { info, inType, inAll := inType ++ more }

/-- Whether a `sorry` stands in the type or the value. -/
def isOpen (constant : Constant) : Bool := constant.inAll.contains `sorryAx

/-- What it means: of a theorem its type alone, for a proof adds nothing to that. -/
def meaning (constant : Constant) : List Name :=
  if constant.kind == "theorem" then constant.inType else constant.inAll

end Constant

def readImport (file : File) (pointer before : Nat) : Reading (Name × Nat) := do
  let at_ ← toBe (file.place pointer before)
  toBe (file.require at_ before 1 1)
  return (← readName file (file.field at_ 0) at_, file.field at_ 1 % 0x1000000)

def readPosition (file : File) (pointer before : Nat) : Answer (Nat × Nat) := do
  let at_ ← file.place pointer before
  file.require at_ before 2 0
  return (← file.number (file.field at_ 0) at_, ← file.number (file.field at_ 1) at_)

/-- From a name and its `DeclarationRanges`: the whole range is `{pos, charUtf16, endPos, endCharUtf16}`. -/
def readRange (file : File) (pointer before : Nat) : Reading (Name × Range) := do
  let pair ← toBe (file.place pointer before)
  toBe (file.require pair before 2 0)
  let ranges ← toBe (file.place (file.field pair 1) pair)
  toBe (file.require ranges pair 2 0)
  let whole ← toBe (file.place (file.field ranges 0) ranges)
  toBe (file.require whole ranges 4 0)
  let (line, column) ← toBe (readPosition file (file.field whole 0) whole)
  let (lastLine, lastColumn) ← toBe (readPosition file (file.field whole 2) whole)
  return (← readName file (file.field pair 0) pair, line, column, lastLine, lastColumn)

/-- What the extension of Lean's that keeps them has in one part of a file. -/
def readRanges (file : File) (entries before : Nat) : Reading (List (Name × Range)) := do
  let (extensions, at_) ← toBe (file.items entries before)
  let mut ranges := []
  for pointer in extensions do
    let pair ← toBe (file.place pointer at_)
    toBe (file.require pair at_ 2 0)
    if (← readName file (file.field pair 0) pair) == `Lean.declRangeExt then
      let (found, array) ← toBe (file.items (file.field pair 1) pair)
      ranges ← each (readRange file) (found.map (·, array))
  return ranges

/-- The word at which the `ModuleData` of a part begins, the last object in it; with a flag since 4.20. -/
def moduleData (file : File) (root last : Nat) : Answer Nat := do
  let at_ ← file.place root last
  let scalars := if at_ + 6 == last then 0 else 1
  file.require at_ last 5 scalars
  if at_ + 6 + scalars != last then damaged "it does not end with its root, the last that Lean writes"
  return at_

/-- The constants of one part, by the names under which it lists them. -/
def readConstants (file : File) (at_ : Nat) : Reading (List (Name × Constant)) := do
  let (names, namesAt) ← toBe (file.items (file.field at_ 1) at_)
  let (infos, infosAt) ← toBe (file.items (file.field at_ 2) at_)
  if names.length != infos.length then toBe (damaged "it has more names than constants, or fewer")
  let names ← each (readName file) (names.map (·, namesAt))
  let infos ← each (readConstant file) (infos.map (·, infosAt))
  for (name, info) in names.zip infos do
    if info.name != name then throw ("it lists " ++ nameText info.name ++ " as " ++ nameText name)
  return names.zip (infos.map .ofInfo)

def readModule (file : File) : Answer Module := do
  let words := file.size
  let start : Made := ⟨filled words none, filled words none, filled words none⟩
  let (module_, _) ← go.run start
  return module_
where
  go : Reading Module := do
    let mut ranges := []
    for (root, last) in file.roots do
      let at_ ← toBe (moduleData file root last)
      ranges := (← readRanges file (file.field at_ 4) at_) ++ ranges
    -- Of a file in parts the last has everything.
    let (root, last) :: others := file.roots | toBe (damaged "it has no root")
    let at_ ← toBe (moduleData file root last)
    -- Before 4.20 there is no flag, and no file with such a header.
    let isModule := at_ + 6 != last && file.field at_ 5 % 256 != 0
    if others.length != (if isModule then 2 else 0) then
      throw "it is not in the parts in which Lean writes a file with its header"
    let mut shown : List Constant := []
    for (root, last) in others do
      shown := (← readConstants file (← toBe (moduleData file root last))).map (·.2) ++ shown
    let (imports, importsAt) ← toBe (file.items (file.field at_ 0) at_)
    let imports ← each (readImport file) (imports.map (·, importsAt))
    let found ← readConstants file at_
    let mut constants : Table Constant := .sized found.length
    for (name, constant) in found do
      if constants.contains name then throw ("it lists " ++ nameText name ++ " twice")
      constants := constants.insert name constant
    return { isModule, shown, imports, names := found.map (·.1), constants, ranges := .ofList ranges }

/-! ## Reach: what a constant rests on, in the file and in the library -/

/-- The two files see one library, which Lean imported. -/
abbrev Library := KernelEnv

/-- From `start` through the file: what is reached in it, and what is named on the way that it does not hold. -/
partial def walk (constants : Table Constant) (start : List Name) (below : Constant → List Name) :
    List Constant × List Name :=
  go start {} [] []
where
  go : List Name → NameSet → List Constant → List Name → List Constant × List Name
    | [], _, reached, outside => (reached, outside)
    | name :: todo, seen, reached, outside =>
      if seen.contains name then go todo seen reached outside
      else match constants.find? name with
        | none => go todo (seen.insert name) reached (name :: outside)
        | some constant => go (below constant ++ todo) (seen.insert name) (constant :: reached) outside

/-- As `walk`, with nothing missing. -/
def reach (module_ : Module) (library : Library) (start : List Name) (below : Constant → List Name) :
    Answer (List Constant × List Name) := do
  let (reached, outside) := walk module_.constants start below
  for name in outside do
    if (library.constant? name).isNone then throw (nameText name ++ ": used, and defined nowhere")
  return (reached, outside)

def refuseUnchecked (constants : List Constant) : Answer Unit := do
  for constant in constants do
    if constant.unchecked then throw ("it rests on " ++ nameText constant.name ++ ", which is unsafe or partial")

/-- The axioms that constants of the library rest on, proofs included; each is visited once. -/
partial def libraryAxioms (library : Library) (start : List Name) : List Name :=
  go start {} []
where
  go : List Name → NameSet → List Name → List Name
    | [], _, found => found
    | name :: todo, seen, found =>
      if seen.contains name then go todo seen found
      else match library.constant? name with
        | none => go todo (seen.insert name) found
        | some info =>
          let found := if kindOf info == "axiom" then name :: found else found
          go ((Constant.ofInfo info).inAll ++ todo) (seen.insert name) found

/-- The axioms of the file that a constant rests on, and what it names of the library, all of which is checked. -/
def restsOn (module_ : Module) (library : Library) (name : Name) : Answer (List Name × List Name) := do
  let (reached, outside) ← reach module_ library [name] (·.inAll)
  refuseUnchecked reached
  refuseUnchecked ((outside.filterMap library.constant?).map .ofInfo)
  return ((reached.filter (·.kind == "axiom")).map (·.name), outside)

/-! ## Universes: levels as numbers, and parameters in the order in which a constant speaks of them -/

/-- What a number is added to: zero, a parameter, or an `imax`. -/
inductive Base where
  | zero
  | param (name : Name)
  | imax (first second : List (Base × Nat))

/-- The greatest of these. -/
abbrev Maximum := List (Base × Nat)

mutual

partial def Base.same : Base → Base → Bool
  | .zero, .zero => true
  | .param a, .param b => a == b
  | .imax a b, .imax c d => sameMaximum a c && sameMaximum b d
  | _, _ => false

/-- As sets. -/
partial def sameMaximum (a b : List (Base × Nat)) : Bool :=
  let within (a b : List (Base × Nat)) := a.all fun (x, m) => b.any fun (y, n) => m == n && x.same y
  within a b && within b a

end

def Base.isZero : Base → Bool
  | .zero => true
  | _ => false

/-- With one more, of each base the greatest. -/
def withTerm (found : Maximum) (base : Base) (more : Nat) : Maximum :=
  if found.any fun (other, _) => other.same base then
    found.map fun (other, n) => if other.same base then (other, if n < more then more else n) else (other, n)
  else (base, more) :: found

/-- A level with its parameters called as in `names`; two of the same maximum are equal as numbers. -/
partial def maximum (names : List (Name × Name)) : Level → Maximum
  | .zero => [(.zero, 0)]
  | .param name => [(.param (((names.find? (·.1 == name)).map (·.2)).getD name), 0)]
  | .succ level => (maximum names level).map fun (base, more) => (base, more + 1)
  | .max a b => greatest (maximum names a) (maximum names b)
  | .imax a b =>
    let first := maximum names a
    let second := maximum names b
    if second.any fun (_, more) => more != 0 then greatest first second
    else if sameMaximum second [(.zero, 0)] then second
    else [(.imax first second, 0)]
  | .mvar _ => []
where
  greatest (first second : Maximum) : Maximum :=
    let all := second.foldl (fun found (base, more) => withTerm found base more) first
    -- Zero with a number adds nothing where something else has as much.
    match all.find? fun (base, _) => base.isZero with
    | none => all
    | some (_, more) =>
      let others := all.filter fun (base, _) => !base.isZero
      if others.any fun (_, other) => more ≤ other then others else all

def sameLevels (renamed : List (Name × Name)) (old new : List Level) : Bool :=
  old.length == new.length
    && (old.zip new).all fun (a, b) => sameMaximum (maximum [] a) (maximum renamed b)

partial def paramsIn : Level → List Name
  | .param name => [name]
  | .succ level => paramsIn level
  | .max a b => paramsIn a ++ paramsIn b
  | .imax a b => paramsIn a ++ paramsIn b
  | _ => []

/-- Terms that were met, by their hashes. -/
structure Met (α : Type) where
  buckets : Array (List α)

def Met.empty {α : Type} : Met α := ⟨filled 4093 []⟩

/-- Whether it is new, and all with it. -/
def Met.meet {α : Type} (met : Met α) (hash : Nat) (same : α → Bool) (value : α) : Bool × Met α :=
  let at_ := hash % met.buckets.size
  if (met.buckets.getD at_ []).any same then (false, met)
  else (true, ⟨met.buckets.modify at_ (value :: ·)⟩)

def parts : Expr → List Expr
  | .app fn arg => [fn, arg]
  | .lam _ type body _ => [type, body]
  | .forallE _ type body _ => [type, body]
  | .letE _ type value body _ => [type, value, body]
  | .proj _ _ struct => [struct]
  | _ => []

/-- The orders that have been found. -/
abbrev Orders := Table (List Nat)

def range (count : Nat) : List Nat :=
  let rec go : Nat → List Nat → List Nat
    | 0, found => found
    | count + 1, found => go count (count :: found)
  go count []

/-- The inductive types declared with one, or those whose constructor or recursor it is. -/
def kin : ConstantInfo → List Name
  | .inductInfo val => val.all
  | .ctorInfo val => [val.induct]
  | .recInfo val => val.all
  | _ => []

mutual

/-- The places of the parameters of a constant of the file, in the order in which they are met in what it says.

First those that stand by themselves (`Type u`), then those met only in a `max`, then those met nowhere.  The order is a
guess to start from, to which `paired` holds two constants term by term. -/
partial def order (constants : Table Constant) (name : Name) : StateM Orders (List Nat) := do
  if let some known := (← get).find? name then return known
  let some constant := constants.find? name | return []
  let count := constant.info.levelParams.length
  -- Only an unchecked constant can lead back to itself.
  modify (·.insert name (range count))
  if count < 2 then return range count
  let found ← match constant.info with
    | .ctorInfo _ => ofKin constant count
    | .recInfo _ => ofKin constant count
    | _ => bySaid constant count
  modify (·.insert name found)
  return found
where
  /-- A recursor may have a parameter in front that its type has not. -/
  ofKin (constant : Constant) (count : Nat) : StateM Orders (List Nat) := do
    let some type := (kin constant.info).head? | return range count
    let ofType ← order constants type
    let more := count - ofType.length
    return range more ++ ofType.map (· + more)
  said (constant : Constant) : List Expr :=
    match constant.info with
    | .defnInfo val => [val.type, val.value]
    | .opaqueInfo val => [val.type, val.value]
    | .inductInfo val =>
      let types := val.all.filterMap constants.find?
      let ctors := types.flatMap fun type => match type.info with
        | .inductInfo val => val.ctors.filterMap constants.find?
        | _ => []
      List.map (·.info.type) (types ++ ctors)
    | info => [info.type]
  bySaid (constant : Constant) (count : Nat) : StateM Orders (List Nat) := do
    let places := constant.info.levelParams.zip (range count)
    let levels ← levelsIn constants (said constant) .empty []
    let mut alone : List Nat := []
    let mut within : List Nat := []
    for level in levels do
      let met := (paramsIn level).filterMap fun param => (places.find? (·.1 == param)).map (·.2)
      if isAlone level then alone := alone ++ met.filter (!alone.contains ·)
      else within := within ++ met
    return unique (alone ++ within ++ range count)
  isAlone : Level → Bool
    | .succ level => isAlone level
    | .param _ => true
    | _ => false
  unique (places : List Nat) : List Nat :=
    (places.foldl (fun found place => if found.contains place then found else place :: found) []).reverse

/-- All levels in the order of the text; those at which a constant of the file is used in that constant's order. -/
partial def levelsIn (constants : Table Constant) (todo : List Expr) (met : Met Expr) (found : List Level) :
    StateM Orders (List Level) := do
  match todo with
  | [] => return found.reverse
  | expr :: todo =>
    let (isNew, met) := met.meet expr.hash.toNat (expr == ·) expr
    if !isNew then levelsIn constants todo met found
    else match expr with
      | .sort level => levelsIn constants todo met (level :: found)
      | .const name levels =>
        levelsIn constants todo met ((← argumentsOf constants name levels).reverse ++ found)
      | _ => levelsIn constants (parts expr ++ todo) met found

/-- The levels at which a constant is used, in the order of that constant. -/
partial def argumentsOf (constants : Table Constant) (name : Name) (levels : List Level) :
    StateM Orders (List Level) := do
  match constants.find? name with
  | some constant =>
    if levels.length < 2 || constant.info.levelParams.length != levels.length then return levels
    let order ← order constants name
    return order.filterMap fun place => levels[place]?
  | none => return levels

end

def ordersOf (module_ : Module) : Orders :=
  let start : Orders := .sized module_.names.length
  let all : StateM Orders Unit := do
    for name in module_.names do
      let _ ← order module_.constants name
  Prod.snd (all.run start)

/-! ## Statements: two files state the same, but for names that are nobody's choice

Lean names a `match` or a proof inside a term after the declaration that needed it first, so that a lemma put before the
theorem takes the name over.  Such a constant may differ in its name, and in nothing else.  Two proofs of one
proposition are one to the kernel.  And what universe parameters are called, and their order, changes no meaning. -/

/-- The official file, ``official``, and the result, ``result``, on one library. -/
structure Trial where
  library : Library
  official : Module
  result : Module
  officialOrders : Orders
  resultOrders : Orders

/-- Why something is not the same: in words, or what the result has instead of what the official file has. -/
inductive Difference where
  | words (why : String)
  | terms (new old : Expr)

instance : Inhabited Difference := ⟨.words ""⟩

namespace Trial

def arguments (constants : Table Constant) (orders : Orders) (name : Name) (levels : List Level) : List Level :=
  if levels.length < 2 || !constants.contains name then levels
  else match orders.find? name with
    | some order => if order.length == levels.length then order.filterMap fun place => levels[place]? else levels
    | none => levels

/-- Whether a constant of both files takes its parameters in another order in the result. -/
def reordered (trial : Trial) (name : Name) : Bool :=
  trial.official.constants.contains name && trial.result.constants.contains name
    && trial.officialOrders.find? name != trial.resultOrders.find? name

def isTheorem (name : Name) (module_ : Module) : Bool :=
  match module_.constants.find? name with
  | some constant => constant.kind == "theorem"
  | none => false

/-- A definition that stands nowhere in the source: it is its value, and no more than that. -/
def isMadeUp (name : Name) (module_ : Module) : Bool :=
  match module_.constants.find? name with
  | some constant => constant.kind == "definition" && !module_.ranges.contains name
  | none => false

/-- Whether two uses of constants are the same: of one name, of theorems, or of names that Lean made up. -/
def sameUse (trial : Trial) (renamed : List (Name × Name)) (old : Name) (oldLevels : List Level) (new : Name)
    (newLevels : List Level) : Bool :=
  (old == new || (isTheorem old trial.official && isTheorem new trial.result)
    || (isMadeUp old trial.official && isMadeUp new trial.result))
  && sameLevels renamed (arguments trial.official.constants trial.officialOrders old oldLevels)
    (arguments trial.result.constants trial.resultOrders new newLevels)

/-- Whether a `sorryAx` at these levels is a proof: of propositions alone the level is 0. -/
def areOfProof : List Level → Bool
  | [level] => sameMaximum (maximum [] level) [(.zero, 0)]
  | _ => false

/-- Whether a level is 0, its parameters as the first of `values`, those in these as in the next; no others are. -/
partial def isZero (values : List (List (Name × Level))) : Level → Bool
  | .zero => true
  | .max a b => isZero values a && isZero values b
  | .imax _ b => isZero values b
  | .param name => match values with
    | [] => false
    | first :: others => match first.find? (·.1 == name) with
      | some (_, level) => isZero others level
      | none => false
  | _ => false

/-- What a type comes down to, of which a variable must be found among what binds it: what computes, a `let` or a
function, is no end. -/
def endOfType : Expr → Expr
  | .app fn _ => endOfType fn
  | .mdata _ expr => endOfType expr
  | expr => expr

/-- What a value comes down to, whatever it binds. -/
def endOf : Expr → Expr
  | .app fn _ => endOf fn
  | .lam _ _ body _ => endOf body
  | .letE _ _ _ body _ => endOf body
  | .mdata _ expr => endOf expr
  | expr => expr

/-- The types of what a function takes, the innermost first, and what it gives. -/
def telescope (binders : List Expr) : Expr → List Expr × Expr
  | .forallE _ type body _ => telescope (type :: binders) body
  | .mdata _ expr => telescope binders expr
  | expr => (binders, expr)

def leadsToProp (type : Expr) (values : List (List (Name × Level))) : Bool :=
  match (telescope [] type).2 with
  | .sort level => isZero values level
  | _ => false

def constantFor (module_ : Module) (library : Library) (name : Name) : Option ConstantInfo :=
  match module_.constants.find? name with
  | some constant => some constant.info
  | none => library.constant? name

/-- Whether what a constant gives at these levels, to whatever it is applied, is a proof: its type is a proposition if that
at the end of the constant's own is one. -/
def proves (module_ : Module) (library : Library) (info : ConstantInfo) (levels : List Level) : Bool :=
  let values := info.levelParams.zip levels
  let (binders, last) := telescope [] info.type
  match endOfType last with
  | .bvar place => match binders[place]? with
    | some type => leadsToProp type [values]
    | none => false
  | .const name levels => match constantFor module_ library name with
    | some info => leadsToProp info.type [info.levelParams.zip levels, values]
    | none => false
  | _ => false

/-- Whether an expression is a proof, by the constant at its head. -/
def isProof (trial : Trial) (module_ : Module) (expr : Expr) : Bool :=
  match endOf expr with
  | .const name levels => match constantFor module_ trial.library name with
    | some info => proves module_ trial.library info levels
    | none => false
  | _ => false

/-- Whether the official file leaves a proof open where the result has `new`: which proof it is of what its place says,
makes no difference.  Where either of the two is a proof, the other is: their places have the same type. -/
def isOpenProof (trial : Trial) (old new : Expr) : Bool :=
  old.getUsedConstants.toList.contains `sorryAx
    && (trial.isProof trial.official old || trial.isProof trial.result new)

/-- The constants of two expressions that are the same but for these, and for the names of universes. -/
partial def paired (trial : Trial) (renamed : List (Name × Name)) (old new : Expr) :
    Except Difference (List (Name × Name)) :=
  go [(old, new, old, new)] .empty []
where
  calledAlike : Bool := renamed.all fun (new, old) => new == old
  go (todo : List (Expr × Expr × Expr × Expr)) (met : Met (Expr × Expr)) (found : List (Name × Name)) :
      Except Difference (List (Name × Name)) :=
    match todo with
    | [] => return found
    | (a, b, shownOld, shownNew) :: todo =>
      let (isNew, met) := met.meet (31 * a.hash.toNat + b.hash.toNat) (fun (x, y) => x == a && y == b) (a, b)
      if !isNew then go todo met found
      else if calledAlike && a == b && !a.getUsedConstants.toList.any trial.reordered then
        go todo met (a.getUsedConstants.toList.map (fun name => (name, name)) ++ found)
      else if trial.isOpenProof a b then go todo met found
      else
        let both (pairs : List (Expr × Expr)) := pairs.map fun (x, y) => (x, y, x, y)
        match a, b with
        | .const old oldLevels, .const new newLevels =>
          if trial.sameUse renamed old oldLevels new newLevels then go todo met ((old, new) :: found)
          else throw (.terms shownNew shownOld)
        | .sort old, .sort new =>
          if sameLevels renamed [old] [new] then go todo met found else throw (.terms shownNew shownOld)
        | .app f x, .app g y => go ((f, g, shownOld, shownNew) :: (x, y, x, y) :: todo) met found
        | .lam _ s x _, .lam _ t y _ => go (both [(s, t), (x, y)] ++ todo) met found
        | .forallE _ s x _, .forallE _ t y _ => go (both [(s, t), (x, y)] ++ todo) met found
        | .letE _ s v x _, .letE _ t w y _ => go (both [(s, t), (v, w), (x, y)] ++ todo) met found
        | .proj type index x, .proj type' index' y =>
          if type == type' && index == index' then go ((x, y, x, y) :: todo) met ((type, type) :: found)
          else throw (.terms shownNew shownOld)
        | _, _ => if a == b then go todo met found else throw (.terms shownNew shownOld)

def shownKind (constant : Constant) : String :=
  (if constant.unchecked then "unchecked " else "") ++ constant.kind

/-- What is left of a type, a constructor or a recursor when their types are the same. -/
def pairedKin (trial : Trial) (renamed : List (Name × Name)) (old new : Constant) :
    Except Difference (List (Name × Name)) := do
  let another : Difference := .words ("another " ++ old.kind ++ " instead of the official one")
  if old.name != new.name then throw another
  match old.info, new.info with
  | .inductInfo a, .inductInfo b =>
    unless a.numParams == b.numParams && a.numIndices == b.numIndices && a.all == b.all && a.ctors == b.ctors
        && nested a == nested b do throw another
    return old.inAll.map fun name => (name, name)
  | .ctorInfo a, .ctorInfo b =>
    unless a.cidx == b.cidx && a.numParams == b.numParams && a.numFields == b.numFields && a.induct == b.induct do
      throw another
    return [(a.induct, a.induct)]
  | .recInfo a, .recInfo b =>
    unless a.numParams == b.numParams && a.numIndices == b.numIndices && a.numMotives == b.numMotives
        && a.numMinors == b.numMinors && a.all == b.all && a.rules.length == b.rules.length do throw another
    let mut found := (a.all ++ a.rules.flatMap fun rule => rule.rhs.getUsedConstants.toList).map fun n => (n, n)
    for (x, y) in a.rules.zip b.rules do
      found := (← trial.paired renamed x.rhs y.rhs) ++ found
    return found
  | _, _ => throw another

/-- What must be the same for these two to be. -/
def below (trial : Trial) (old new : Constant) : Except Difference (List (Name × Name)) := do
  if old.kind != new.kind || old.unchecked != new.unchecked then
    throw (.words ("a constant of kind " ++ shownKind new ++ " instead of one of kind " ++ shownKind old))
  let params := old.info.levelParams
  let newParams := new.info.levelParams
  if params.length != newParams.length then
    let list : List Name → String
      | [] => "none"
      | names => "`" ++ String.intercalate ", " (names.map nameText) ++ "`"
    throw (.words ("universes " ++ list newParams ++ " instead of " ++ list params))
  let ordered (orders : Orders) (name : Name) (params : List Name) :=
    match orders.find? name with
    | some order => order.filterMap fun place => params[place]?
    | none => params
  let renamed := (ordered trial.resultOrders new.name newParams).zip (ordered trial.officialOrders old.name params)
  let found ← trial.paired renamed old.info.type new.info.type
  match old.info, new.info with
  | .defnInfo a, .defnInfo b => return found ++ (← trial.paired renamed a.value b.value)
  | .opaqueInfo a, .opaqueInfo b => return found ++ (← trial.paired renamed a.value b.value)
  | .thmInfo _, _ => return found
  | .axiomInfo _, _ => return found
  | _, _ => return found ++ (← trial.pairedKin renamed old new)

/-- Why a result is refused; with two terms, what it has instead of what the official file has. -/
structure Refusal where
  why : String
  terms : Option (Expr × Expr) := none

instance : Inhabited Refusal := ⟨{ why := "" }⟩

/-- The statement, and all that it reaches in the official file, values included, is in the result unchanged.

A theorem on the way counts with its type, for its proof adds nothing to what is said. -/
partial def requireSame (trial : Trial) (theorem_ : Name) : Except Refusal Unit :=
  go [(theorem_, theorem_)] (.sized 510)
where
  go (todo : List (Name × Name)) (seen : Table Name) : Except Refusal Unit := do
    match todo with
    | [] => return ()
    | (key, key') :: todo =>
      if ((seen.buckets.getD (seen.bucket key) []).any fun (a, b) => a == key && b == key') then go todo seen
      else
        let seen := seen.insert key key'
        match trial.official.constants.find? key with
        | none =>
          if (trial.library.constant? key).isNone then throw { why := nameText key ++ ": used, and defined nowhere" }
          go todo seen
        | some old =>
          let uses := nameText key ++ ": the statement of " ++ nameText theorem_ ++ " uses it, and the result "
          match trial.result.constants.find? key' with
          | none => throw { why := uses ++ "lacks it" }
          | some new =>
            let told := if key == theorem_ then nameText key ++ ": the result states something else"
              else uses ++ "changed it"
            match trial.below old new with
            | .ok more => go (todo ++ more) seen
            | .error (.words why) => throw { why := told ++ ": " ++ why }
            | .error (.terms new old) => throw { why := told, terms := some (new, old) }

def same (trial : Trial) (name : Name) : Bool :=
  match trial.requireSame name with
  | .ok _ => true
  | .error _ => false

/-- No axiom, `opaque` or unchecked constant in the result that the official file has not. -/
def nothingNewUnproved (trial : Trial) : Answer Unit := do
  for name in trial.result.names do
    let some new := trial.result.constants.find? name | continue
    -- Made by Lean for its compiler from a recursive definition; no checked constant can reach it.
    if new.unchecked && forCompiler name then continue
    unless new.unchecked || new.kind == "axiom" || new.kind == "opaque" || new.kind == "quotient" do continue
    if !trial.official.constants.contains name || !trial.same name then
      let how := if new.unchecked then "unsafe or partial " else ""
      throw (nameText name ++ ": the result adds this " ++ how ++ new.kind)
where
  forCompiler : Name → Bool
    | .str pre "_unsafe_rec" => trial.result.constants.contains pre
    | _ => false

end Trial

/-! ## Replay: the kernel makes of each constant what the file says it is -/

def sameCommon (a b : ConstantVal) : Bool := a.name == b.name && a.levelParams == b.levelParams && a.type == b.type

def sameHints : ReducibilityHints → ReducibilityHints → Bool
  | .opaque, .opaque => true
  | .abbrev, .abbrev => true
  | .regular m, .regular n => m.toNat == n.toNat
  | _, _ => false

def safetyNumber : DefinitionSafety → Nat
  | .unsafe => 0
  | .safe => 1
  | .partial => 2

/-- In everything that a constant says. -/
def sameInfo : ConstantInfo → ConstantInfo → Bool
  | .axiomInfo a, .axiomInfo b => sameCommon a.toConstantVal b.toConstantVal && a.isUnsafe == b.isUnsafe
  | .defnInfo a, .defnInfo b =>
    sameCommon a.toConstantVal b.toConstantVal && a.value == b.value && sameHints a.hints b.hints && a.all == b.all
      && safetyNumber a.safety == safetyNumber b.safety
  | .thmInfo a, .thmInfo b => sameCommon a.toConstantVal b.toConstantVal && a.value == b.value && a.all == b.all
  | .opaqueInfo a, .opaqueInfo b =>
    sameCommon a.toConstantVal b.toConstantVal && a.value == b.value && a.all == b.all && a.isUnsafe == b.isUnsafe
  | .inductInfo a, .inductInfo b =>
    sameCommon a.toConstantVal b.toConstantVal && a.numParams == b.numParams && a.numIndices == b.numIndices
      && a.all == b.all && a.ctors == b.ctors && nested a == nested b && a.isRec == b.isRec && a.isUnsafe == b.isUnsafe
      && a.isReflexive == b.isReflexive
  | .ctorInfo a, .ctorInfo b =>
    sameCommon a.toConstantVal b.toConstantVal && a.induct == b.induct && a.cidx == b.cidx
      && a.numParams == b.numParams && a.numFields == b.numFields && a.isUnsafe == b.isUnsafe
  | .recInfo a, .recInfo b =>
    sameCommon a.toConstantVal b.toConstantVal && a.all == b.all && a.numParams == b.numParams
      && a.numIndices == b.numIndices && a.numMotives == b.numMotives && a.numMinors == b.numMinors && a.k == b.k
      && a.isUnsafe == b.isUnsafe && a.rules.length == b.rules.length
      && (a.rules.zip b.rules).all fun (x, y) => x.ctor == y.ctor && x.nfields == y.nfields && x.rhs == y.rhs
  | _, _ => false

structure Replaying where
  env : KernelEnv
  begun : NameSet

/-- A constant of the file after all that it names there; types with their constructors at once. -/
partial def replay (constants : Table Constant) (name : Name) : StateT Replaying Answer Unit := do
  let some constant := constants.find? name | return ()
  if constant.unchecked || (← get).begun.contains name then return ()
  -- Constructors and recursors are the kernel's own: they come with their types.
  let block := match constant.info with
    | .inductInfo val => val.all
    | _ => [name]
  for one in block do
    modify fun state => { state with begun := state.begun.insert one }
  match constant.info with
  | .ctorInfo val => replay constants val.induct
  | .recInfo val =>
    for type in val.all do replay constants type
  | .inductInfo val =>
    let types := val.all.filterMap constants.find?
    if types.length != val.all.length then throw (nameText name ++ ": a type that is declared with it is missing")
    let ctorsOf (type : Constant) : List Constant := match type.info with
      | .inductInfo val => val.ctors.filterMap constants.find?
      | _ => []
    for type in types do
      for used in type.inType ++ (ctorsOf type).flatMap (·.inType) do
        replay constants used
    let described : List InductiveType := types.map fun type => {
      name := type.name, type := type.info.type
      ctors := (ctorsOf type).map fun ctor => { name := ctor.name, type := ctor.info.type } }
    check (.inductDecl val.levelParams val.numParams described false)
  | info =>
    for used in constant.inAll do
      replay constants used
    match info with
    | .axiomInfo val => check (.axiomDecl val)
    | .defnInfo val => check (.defnDecl val)
    | .thmInfo val => check (.thmDecl val)
    | .opaqueInfo val => check (.opaqueDecl val)
    | _ => throw (nameText name ++ ": only a library has quotients")
where
  check (decl : Declaration) : StateT Replaying Answer Unit := do
    let state ← get
    match state.env.checked decl with
    | some env => set { state with env }
    | none => throw ("the kernel refuses the compiled file: " ++ nameText name)

/-- How many constants the kernel accepted: all that the file has, on the library. -/
def kernelAccepts (module_ : Module) (library : Library) : Answer Nat := do
  let all : StateT Replaying Answer Unit := do
    for name in module_.names do
      replay module_.constants name
  let (_, found) ← all.run ⟨library, {}⟩
  let checked := (module_.names.filterMap module_.constants.find?).filter fun constant => !constant.unchecked
  for constant in checked do
    match found.env.constant? constant.name with
    | some info => if !sameInfo info constant.info then
        throw (nameText constant.name ++ ": what the kernel makes of it is not what the compiled file says")
    | none => throw (nameText constant.name ++ ": the kernel does not have it")
  return checked.length

/-! ## The jobs -/

/-- What the kernel of any version computes with by name; `eagerReduce` steers it, and the last two ran code. -/
def kernelNames : List Name :=
  [`Nat, `Nat.zero, `Nat.succ, `Nat.add, `Nat.sub, `Nat.mul, `Nat.pow, `Nat.gcd, `Nat.div, `Nat.mod, `Nat.beq, `Nat.ble,
   `Nat.land, `Nat.lor, `Nat.xor, `Nat.shiftLeft, `Nat.shiftRight, `Nat.log2, `String, `String.mk, `String.ofList, `Char,
   `Char.ofNat, `List, `List.nil, `List.cons, `Bool, `Bool.true, `Bool.false, `Eq, `Eq.refl, `Quot, `Quot.mk,
   `Quot.lift, `Quot.ind, `eagerReduce, `Lean.reduceBool, `Lean.reduceNat]

def get (json : Json) (key : String) : Answer Json := json.getObjVal? key
def getString (json : Json) (key : String) : Answer String := do (← get json key).getStr?
def getList (json : Json) (key : String) : Answer (List Json) := do return (← (← get json key).getArr?).toList
def getStrings (json : Json) (key : String) : Answer (List String) := do (← getList json key).mapM (·.getStr?)

def isNull : Json → Bool
  | .null => true
  | _ => false

/-- Line and column; none where it is not known. -/
def getPlace (json : Json) : Answer (Option (Nat × Nat)) := do
  if isNull json then return none
  match (← json.getArr?).toList with
  | [line, column] => return some (← line.getNat?, ← column.getNat?)
  | _ => throw "not a place"

def isIn (place : Nat × Nat) (range : Range) : Bool :=
  let (line, column, lastLine, lastColumn) := range
  let behind := line < place.1 || (line == place.1 && column ≤ place.2)
  behind && (place.1 < lastLine || (place.1 == lastLine && place.2 < lastColumn))

def ofNames (names : List Name) : Json := .arr (names.map fun name => Json.str (nameText name)).toArray
def ofNumber (number : Nat) : Json := .num (.fromNat number)

/-- What is asked about, which is of one of the kinds `asked`. -/
def constantIn (module_ : Module) (name : Name) (where_ asked : String) (others : List String := []) :
    Answer Constant := do
  match module_.constants.find? name with
  | none => throw (nameText name ++ ": not in " ++ where_)
  | some constant =>
    if !(asked :: others).contains constant.kind then
      throw (nameText name ++ ": a " ++ asked ++ " was asked for, and in " ++ where_ ++ " it is of kind " ++ constant.kind)
    return constant

/-- The declaration of that name is the one at the place: a name alone could be another declaration's. -/
def standsAt (module_ : Module) (name : Name) (place : Option (Nat × Nat)) : Answer Unit := do
  let some place := place | return ()
  let some range := module_.ranges.find? name | refuse place
  if !isIn place range then refuse place
where
  refuse (place : Nat × Nat) : Answer Unit :=
    throw (nameText name ++ ": to Lean the `sorry` at " ++ place.1.repr ++ ":" ++ place.2.repr
      ++ " is not in it")

/-- The name Lean keeps for the one the user wrote. -/
def fullName (module_ : Module) (written : Name) : Answer Name := do
  let hidden := module_.names.filter fun name => match privatePart? name with
    | some part => part == written
    | none => false
  match hidden ++ (if module_.constants.contains written then [written] else []) with
  | [] => return written
  | [name] => return name
  | names => throw (nameText written ++ ": the official file has " ++ names.length.repr ++ " declarations of that name")

/-- Of more nodes than this, an expression is not printed; what is shared counts each time, as it is printed. -/
def printed (expr : Expr) : String :=
  if small [expr] 10000 then expr.dbgToString else ""
where
  small (todo : List Expr) : Nat → Bool
    | 0 => false
    | left + 1 => match todo with
      | [] => true
      | expr :: todo => small (parts expr ++ todo) left

def refused (why : String) : Json := Json.mkObj [("refused", .str why)]

/-- That a theorem of the result is that of the official file, and proved; ``replayed`` is the kernel's word. -/
def judgeTheorem (trial : Trial) (axioms : List Name) (additions : Bool) (replayed : Answer Nat) (question : Json) :
    Except Trial.Refusal Json := do
  let plain {α : Type} (answer : Answer α) : Except Trial.Refusal α := match answer with
    | .ok found => return found
    | .error why => throw { why }
  let written := nameOf (← plain (getString question "target"))
  let places ← plain (do (← getList question "places").mapM getPlace)
  let name ← plain (fullName trial.official written)
  -- A definition is asked about for the proofs inside it; all else in it must be what the official file has.
  let asked ← plain (constantIn trial.official name "the official file" "theorem" ["definition"])
  let _ ← plain (constantIn trial.result name "the result" asked.kind)
  let [official, result] := places | throw { why := "not two places" }
  plain (standsAt trial.official name official)
  plain (standsAt trial.result name result)
  trial.requireSame name
  if !additions then plain trial.nothingNewUnproved
  let (declared, named) ← plain (restsOn trial.result trial.library name)
  -- An axiom that the file itself declares is the file's, whatever its name.
  let ofUser := declared.filter fun name =>
    name != `sorryAx && !axioms.contains name && (match trial.official.constants.find? name with
      | some constant => constant.kind == "axiom"
      | none => false)
  let used := declared ++ (libraryAxioms trial.library named).filter (!declared.contains ·)
  let extra := used.filter fun name =>
    !ofUser.contains name && !(axioms.contains name && !trial.result.constants.contains name)
  if !extra.isEmpty then
    throw { why := nameText name ++ " rests on " ++ String.intercalate ", " (extra.map nameText) }
  for name in ofUser do
    trial.requireSame name
  return Json.mkObj [
    ("constant", .str (nameText name)), ("type", .str (printed asked.info.type)), ("axioms", ofNames used),
    ("replayed", ofNumber (← plain replayed)), ("made", ofNumber trial.result.names.length), ("how", .str "imported")]

def answered : Except Trial.Refusal Json → Json
  | .ok found => found
  | .error ⟨why, none⟩ => refused why
  | .error ⟨why, some (new, old)⟩ =>
    Json.mkObj [("refused", .str why), ("new", .str (printed new)), ("old", .str (printed old))]

/-- In each theorem that is open to Lean whoever asks has seen a `sorry` too: else it would never be asked about. -/
def nothingLeftOut (official : Module) (seen : Json) : Answer Unit := do
  if isNull seen then return ()
  let places := (← (← seen.getArr?).toList.mapM getPlace).filterMap id
  for name in official.names do
    let (some constant, some range) := (official.constants.find? name, official.ranges.find? name) | continue
    if constant.kind == "theorem" && constant.isOpen && !places.any (isIn · range) then
      throw (nameText name ++ ": the official file leaves this theorem open, and it was not asked about")

/-- What other files see of one that begins with `module` is there, as they see it, or with its value left out. -/
def partsAgree (module_ : Module) (where_ : String) : Answer Unit := do
  for seen in module_.shown do
    let agrees := match module_.constants.find? seen.name with
      | none => false
      | some held => sameInfo seen.info held.info
        || (seen.kind == "axiom" && ["definition", "theorem", "opaque"].contains held.kind
          && seen.info.levelParams == held.info.levelParams && seen.info.type == held.info.type)
    if !agrees then throw ("the parts of " ++ where_ ++ " do not say the same of " ++ nameText seen.name)

/-- Without the theorems that are the library's.

Lean makes some on demand (`f.congr_simp`).  What a file that begins with `module` made only for itself it makes again in
the next one, which does not see it; where all is imported, as here, the first is meant. -/
def withoutMadeAgain (module_ : Module) (library : Library) : Module :=
  let isAgain (name : Name) : Bool := match module_.constants.find? name, library.constant? name with
    | some constant, some (.thmInfo val) => constant.kind == "theorem"
      && constant.info.levelParams == val.levelParams && constant.info.type == val.type
    | _, _ => false
  let names := module_.names.filter (!isAgain ·)
  let kept := names.filterMap fun name => (module_.constants.find? name).map fun constant => (name, constant)
  { module_ with names, constants := .ofList kept }

/-- Of each question the judgement; what keeps the result from being judged at all is thrown. -/
def judge (request : Json) (official result : Module) (library : Library) : Answer Json := do
  if official.isModule != result.isModule then
    throw "of the official file and the result only one begins with `module`"
  partsAgree official "the official file"
  partsAgree result "the result"
  if official.imports != result.imports then throw "the result does not import what the official file imports"
  let official := withoutMadeAgain official library
  let result := withoutMadeAgain result library
  for name in result.names do
    if (library.constant? name).isSome then throw ("the result defines " ++ nameText name ++ ", which is the library's")
  for name in kernelNames do
    if result.constants.contains name || official.constants.contains name then
      throw (nameText name ++ ": the kernel computes with this name, and the file defines it")
  let conditions ← get request "conditions"
  nothingLeftOut official (← get conditions "seen")
  let trial : Trial := { library, official, result, officialOrders := ordersOf official, resultOrders := ordersOf result }
  let axioms := (← getStrings conditions "axioms").map nameOf
  let additions ← (← get conditions "additions").getBool?
  let replayed := kernelAccepts result library
  let judged := (← getList request "questions").map fun question =>
    answered (judgeTheorem trial axioms additions replayed question)
  return Json.mkObj [("judged", .arr judged.toArray)]

/-- Whether `sorry` stands in what a constant means. -/
def saysSorry (constant : Constant) : Bool := constant.meaning.contains `sorryAx

/-- Whether a `sorry` in what a constant means is no proof, nor part of one: a definition may be a proof itself. -/
partial def leavesAnAnswer (module_ : Module) (library : Library) (constant : Constant) : Bool :=
  saysSorry constant && go (constant.info.type :: value) .empty
where
  value : List Expr := if Trial.proves module_ library constant.info [] then [] else match constant.info with
    | .defnInfo val => [val.value]
    | .opaqueInfo val => [val.value]
    | _ => []
  go (todo : List Expr) (met : Met Expr) : Bool :=
    match todo with
    | [] => false
    | expr :: todo =>
      let (isNew, met) := met.meet expr.hash.toNat (· == expr) expr
      if !isNew then go todo met
      else match expr with
        | .const name levels => (name == `sorryAx && !Trial.areOfProof levels) || go todo met
        | _ => go (parts expr ++ todo) met

/-- Of the library's constants, what these mean: of a theorem its type alone; each is visited once. -/
partial def libraryMeaning (library : Library) (start : List Name) : NameSet :=
  go start {}
where
  go : List Name → NameSet → NameSet
    | [], seen => seen
    | name :: todo, seen =>
      if seen.contains name then go todo seen
      else match library.constant? name with
        | none => go todo (seen.insert name)
        | some info => go ((Constant.ofInfo info).meaning ++ todo) (seen.insert name)

/-- A constant: what it is, where it stands, and on whose `sorry` what it means leans. -/
def described (module_ : Module) (library : Library) (constant : Constant) (meant : NameSet) : Answer Json := do
  let isAsked := module_.ranges.contains constant.name
  let (under, outside) ← if isAsked then reach module_ library constant.meaning (·.meaning) else pure ([], [])
  let shaky := if !isAsked then [] else ((constant :: under.filter (·.name != constant.name)).filter saysSorry).map (·.name)
  let sorries := if !meant.contains `sorryAx then []
    else outside.filter fun name => name != `sorryAx && (libraryMeaning library [name]).contains `sorryAx
  return Json.mkObj [
    ("name", .str (nameText constant.name)), ("kind", .str constant.kind),
    ("level_params", ofNames constant.info.levelParams),
    ("range", match module_.ranges.find? constant.name with
      | some (line, column, lastLine, lastColumn) =>
        .arr ([line, column, lastLine, lastColumn].map ofNumber).toArray
      | none => .null),
    ("type", .str (if constant.isOpen then printed constant.info.type else "")),
    ("open", .bool constant.isOpen), ("answer", .bool (leavesAnAnswer module_ library constant)), ("leans_on", ofNames (shaky ++ sorries))]

def describe (module_ : Module) (library : Library) : Answer Json := do
  let constants := module_.names.filterMap module_.constants.find?
  -- On whose `sorry` leans what Lean made by itself nobody asks, and the library is large.
  let asked := constants.filter fun constant => module_.ranges.contains constant.name
  let (_, outside) ← reach module_ library (asked.flatMap (·.meaning)) (·.meaning)
  let meant := libraryMeaning library (outside.filter (· != `sorryAx))
  return Json.mkObj [
    ("imports", ofNames (module_.imports.map (·.1))),
    ("constants", .arr (← constants.mapM (described module_ library · meant)).toArray)]

/-- A file in all its parts: one that begins with `module` is compiled into three. -/
def readFile (path : String) : IO (Answer Module) := do
  let mut parts := [← IO.FS.readBinFile ⟨path⟩]
  for more in [".server", ".private"] do
    if ← System.FilePath.pathExists ⟨path ++ more⟩ then
      parts := (← IO.FS.readBinFile ⟨path ++ more⟩) :: parts
  match File.ofParts parts.reverse >>= readModule with
  | .ok found => return .ok found
  | .error why => return .error (path ++ ": " ++ why)

/-- What a module imports, imported by Lean: constants only, no code of theirs is run. -/
def imported (module_ : Module) : IO (Answer Library) := do
  let imports := (module_.imports.map fun (name, flags) => importOf name flags).toArray
  let library := kernelOf (← importModules imports {} 0)
  -- Lean takes quotients for granted as soon as anything is imported, and so would the kernel.
  let quotients := match library.constant? `Quot with
    | some (.quotInfo _) => true
    | _ => module_.imports.isEmpty
  return if quotients then .ok library else .error "the imported library has no quotients, which the kernel takes for granted"

/-- Of each declaration of these modules, by their names: what of all of them its type names, and what all of it does.

What Lean made by itself on the way (a `match`, a proof in a term) counts with whoever names it. -/
def usedIn (modules : List (String × Module)) : Json :=
  let ofAll := modules.flatMap fun (_, module_) =>
    module_.names.filterMap fun name => (module_.constants.find? name).map fun constant => (name, constant)
  let declared := modules.foldl (fun (set : NameSet) (_, module_) =>
    (module_.names.filter module_.ranges.contains).foldl (fun (set : NameSet) name => set.insert name) set) {}
  let hidden : Table Constant := .ofList (ofAll.filter fun (name, _) => !declared.contains name)
  let named (start : List Name) : List Name := (walk hidden start (·.inAll)).2
  let told (module_ : String) (constant : Constant) (range : Range) : Json :=
    let (line, column, lastLine, lastColumn) := range
    let inAll := named constant.inAll
    Json.mkObj [
      ("name", .str (nameText constant.name)), ("module", .str module_), ("kind", .str constant.kind),
      ("range", .arr ([line, column, lastLine, lastColumn].map ofNumber).toArray),
      ("open", .bool (inAll.contains `sorryAx)),
      ("stated", ofNames ((named constant.inType).filter declared.contains)),
      ("used", ofNames (inAll.filter declared.contains))]
  Json.mkObj [("declarations", .arr (modules.flatMap fun (name, module_) => module_.names.filterMap fun own =>
    match module_.constants.find? own, module_.ranges.find? own with
    | some constant, some range => some (told name constant range)
    | _, _ => none).toArray),
    ("imports", ofNames (modules.flatMap fun (_, module_) => module_.imports.map (·.1)))]

def answerUsed (request : Json) : IO (Answer Json) := do
  let files : Answer (List (String × String)) := do
    (← getList request "files").mapM fun file => do return (← getString file "module", ← getString file "compiled")
  match files with
  | .error why => return .error why
  | .ok files =>
    let modules ← files.mapM fun (name, path) => do
      let found ← readFile path
      return found >>= fun module_ => .ok (name, module_)
    return modules.mapM id >>= fun modules => .ok (usedIn modules)

/-- Those of the names that are there when these modules are imported. -/
def answerFound (request : Json) : IO (Answer Json) := do
  let asked : Answer (List String × List String) := do
    return (← getStrings request "modules", ← getStrings request "names")
  match asked with
  | .error why => return .error why
  | .ok (modules, names) =>
    let library := kernelOf (← importModules (modules.map fun name => importOf (nameOf name) 0).toArray {} 0)
    let found := (names.map nameOf).filter fun name => (library.constant? name).isSome
    return .ok (Json.mkObj [("names", ofNames found)])

def answerOfFiles (request : Json) : IO (Answer Json) := do
  let files : Answer (List String) := do
    match ← getString request "job" with
    | "judge" => return [← getString request "official", ← getString request "result"]
    | "describe" => return [← getString request "compiled"]
    | job => throw ("no such job: " ++ job)
  match files with
  | .error why => return .error why
  | .ok paths =>
    match (← paths.mapM readFile).mapM id with
    | .error why => return .error why
    | .ok [official, result] => return (← imported official) >>= judge request official result
    | .ok [one] => return (← imported one) >>= describe one
    | .ok _ => return .error "no file"

def answer (request : Json) : IO (Answer Json) :=
  match getString request "job" with
  | .ok "used" => answerUsed request
  | .ok "found" => answerFound request
  | _ => answerOfFiles request

end Architect

/-- One request in a file, one answer on standard output; anything else, a crash included, is no answer. -/
def Architect.main (arguments : List String) : IO Unit := do
  let text ← IO.FS.readFile ⟨arguments.head?.getD ""⟩
  let reply ← match Json.parse text with
    | .error why => pure (Except.error why)
    | .ok request => Architect.answer request
  let json := match reply with
    | .ok found => Json.mkObj [("answer", found)]
    | .error why => Architect.refused why
  let out ← IO.getStdout
  out.putStrLn json.compress
