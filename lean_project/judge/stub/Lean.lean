/- The part of Lean's own API that the judge uses, over the embedded library: names, types and layouts are Lean's.

What is `extern` here is compiled code of the shared library, found by its name (`interpreter.prefer_native`). -/
set_option autoImplicit true
set_option linter.checkUnivs false
set_option interpreter.prefer_native true
universe u v w u₁ u₂

/-! ## Types that Lean's code generator knows -/

structure Array (α : Type u) where
  mk ::
  toList : List α
structure UInt8 where
  val : Nat
structure UInt32 where
  val : Nat
structure UInt64 where
  val : Nat
structure USize where
  val : Nat
structure ByteArray where
  data : Array UInt8
inductive Except (ε : Type u) (α : Type v) where
  | error (e : ε)
  | ok (a : α)

instance : Inhabited (Array α) := ⟨⟨[]⟩⟩
instance : Inhabited UInt8 := ⟨⟨0⟩⟩
instance : Inhabited UInt32 := ⟨⟨0⟩⟩
instance : Inhabited UInt64 := ⟨⟨0⟩⟩
instance : Inhabited USize := ⟨⟨0⟩⟩
instance : Inhabited ByteArray := ⟨⟨⟨[]⟩⟩⟩
instance : Inhabited String := ⟨""⟩
instance [Inhabited ε] : Inhabited (Except ε α) := ⟨.error default⟩

@[extern "lean_uint8_to_nat"] opaque UInt8.toNat (n : UInt8) : Nat
@[extern "lean_uint8_of_nat"] opaque UInt8.ofNat (n : @& Nat) : UInt8
@[extern "lean_uint32_to_nat"] opaque UInt32.toNat (n : UInt32) : Nat
@[extern "lean_uint32_of_nat"] opaque UInt32.ofNat (n : @& Nat) : UInt32
@[extern "lean_uint64_to_nat"] opaque UInt64.toNat (n : UInt64) : Nat
@[extern "lean_usize_of_nat"] opaque USize.ofNat (n : @& Nat) : USize
instance : OfNat USize n := ⟨.ofNat n⟩
instance : OfNat UInt8 n := ⟨.ofNat n⟩
instance : OfNat UInt32 n := ⟨.ofNat n⟩
attribute [extern "lean_array_to_list"] Array.toList
namespace Array
@[extern "lean_mk_empty_array_with_capacity"] opaque mkEmpty {α : Type u} (c : @& Nat) : Array α
@[extern "lean_mk_array"] opaque replicate {α : Type u} (n : Nat) (v : α) : Array α
@[extern "lean_array_get_size"] opaque size {α : Type u} (a : @& Array α) : Nat
@[extern "native"] opaque getD {α : Type u} (a : @& Array α) (i : @& Nat) (v₀ : α) : α := v₀
@[extern "lean_array_set"] opaque set! {α : Type u} (xs : Array α) (i : @& Nat) (v : α) : Array α
@[extern "native"] opaque modify {α : Type u} (xs : Array α) (i : Nat) (f : α → α) : Array α
end Array
@[extern "native"] opaque List.toArray {α : Type u} (xs : List α) : Array α
namespace ByteArray
@[extern "lean_byte_array_size"] opaque size (a : @& ByteArray) : Nat
@[extern "lean_byte_array_get"] opaque get! (a : @& ByteArray) (i : @& Nat) : UInt8
@[extern "lean_byte_array_push"] opaque push (a : ByteArray) (b : UInt8) : ByteArray
@[extern "native"] opaque extract (a : ByteArray) (b e : Nat) : ByteArray
@[extern "native"] opaque append (a : ByteArray) (b : ByteArray) : ByteArray
instance : Append ByteArray := ⟨ByteArray.append⟩
end ByteArray
namespace String
@[extern "lean_string_to_utf8"] opaque toUTF8 (a : @& String) : ByteArray
@[extern "native"] opaque fromUTF8! (a : ByteArray) : String
@[extern "native"] opaque fromUTF8? (a : ByteArray) : Option String
@[extern "native"] opaque intercalate (s : String) (l : List String) : String
end String

instance [BEq α] : BEq (List α) where
  beq a b := a.length == b.length && (a.zip b).all fun (x, y) => x == y
instance [BEq α] : BEq (Option α) where
  beq a b := match a, b with
    | some x, some y => x == y
    | none, none => true
    | _, _ => false
instance [BEq α] [BEq β] : BEq (α × β) := ⟨fun a b => a.1 == b.1 && a.2 == b.2⟩

/-! ## What runs in sequence -/

class MonadLift (m : semiOutParam (Type u → Type v)) (n : Type u → Type w) where
  monadLift : {α : Type u} → m α → n α
class MonadLiftT (m : Type u → Type v) (n : Type u → Type w) where
  monadLift : {α : Type u} → m α → n α
export MonadLiftT (monadLift)
abbrev liftM := @monadLift
instance (m n o) [MonadLift n o] [MonadLiftT m n] : MonadLiftT m o where
  monadLift x := MonadLift.monadLift (m := n) (monadLift x)
instance (m) : MonadLiftT m m := ⟨fun x => x⟩
class MonadExceptOf (ε : semiOutParam (Type u)) (m : Type v → Type w) where
  throw {α : Type v} : ε → m α
  tryCatch {α : Type v} (body : m α) (handler : ε → m α) : m α
class MonadExcept (ε : outParam (Type u)) (m : Type v → Type w) where
  throw {α : Type v} : ε → m α
  tryCatch {α : Type v} (body : m α) (handler : ε → m α) : m α
export MonadExcept (throw tryCatch)
instance {ε m} [MonadExceptOf ε m] : MonadExcept ε m := ⟨MonadExceptOf.throw, MonadExceptOf.tryCatch⟩
class MonadState (σ : outParam (Type u)) (m : Type u → Type v) where
  get : m σ
  set : σ → m PUnit
  modifyGet {α : Type u} : (σ → Prod α σ) → m α
export MonadState (get modifyGet)
class MonadStateOf (σ : semiOutParam (Type u)) (m : Type u → Type v) where
  get : m σ
  set : σ → m PUnit
  modifyGet {α : Type u} : (σ → Prod α σ) → m α
export MonadStateOf (set)
@[always_inline] instance [MonadStateOf σ m] : MonadState σ m :=
  ⟨MonadStateOf.get, MonadStateOf.set, MonadStateOf.modifyGet⟩
@[always_inline, inline] def modify [MonadState σ m] (f : σ → σ) : m PUnit := modifyGet fun s => (PUnit.unit, f s)
inductive ForInStep (α : Type u) where
  | done (a : α)
  | yield (a : α)
class ForIn (m : Type u₁ → Type u₂) (ρ : Type u) (α : outParam (Type v)) where
  forIn {β} (xs : ρ) (b : β) (f : α → β → m (ForInStep β)) : m β
export ForIn (forIn)
@[specialize] def List.forIn {α β m} [Monad m] (as : List α) (b : β) (f : α → β → m (ForInStep β)) : m β :=
  match as with
  | [] => pure b
  | a :: as => do
    match ← f a b with
    | .done b => pure b
    | .yield b => List.forIn as b f
instance {m α} [Monad m] : ForIn m (List α) α := ⟨List.forIn⟩
@[specialize] def List.mapM {α : Type u} {β : Type w} {m} [Monad m] (f : α → m β) : List α → m (List β)
  | [] => pure []
  | a :: as => do return (← f a) :: (← List.mapM f as)

@[always_inline] instance {ε} : Monad (Except ε) where
  map f x := match x with | .error e => .error e | .ok a => .ok (f a)
  pure a := .ok a
  bind x f := match x with | .error e => .error e | .ok a => f a
@[always_inline] instance {ε} : MonadExceptOf ε (Except ε) where
  throw := .error
  tryCatch x h := match x with | .error e => h e | .ok a => .ok a

def StateT (σ : Type u) (m : Type u → Type v) (α : Type u) : Type (max u v) := σ → m (α × σ)
abbrev StateM (σ : Type u) (α : Type u) : Type u := StateT σ Id α
@[always_inline, inline] def StateT.run (x : StateT σ m α) (s : σ) : m (α × σ) := x s
@[always_inline] instance [Monad m] : Monad (StateT σ m) where
  map f x := fun s => do
    let (a, s) ← x s
    pure (f a, s)
  pure a := fun s => pure (a, s)
  bind x f := fun s => do
    let (a, s) ← x s
    f a s
@[always_inline] instance [Monad m] : MonadStateOf σ (StateT σ m) where
  get := fun s => pure (s, s)
  set s := fun _ => pure (⟨⟩, s)
  modifyGet f := fun s => pure (f s)
@[always_inline] instance [Monad m] : MonadLift m (StateT σ m) where
  monadLift x := fun s => do
    let a ← x
    pure (a, s)
@[always_inline] instance [Monad m] [MonadExceptOf ε m] : MonadExceptOf ε (StateT σ m) where
  throw e := fun _ => MonadExceptOf.throw e
  tryCatch x h := fun s => MonadExceptOf.tryCatch (x s) fun e => h e s
instance [Monad m] [Inhabited (m (α × σ))] : Inhabited (StateT σ m α) := ⟨fun _ => default⟩

/-! ## What touches the world -/

abbrev NonemptyType := { α : Type u // Nonempty α }
abbrev NonemptyType.type (type : NonemptyType.{u}) : Type u := type.val
instance : Inhabited NonemptyType := ⟨⟨PUnit, ⟨⟨⟩⟩⟩⟩
opaque Void.nonemptyType (σ : Type) : NonemptyType.{0}
def Void (σ : Type) : Type := (Void.nonemptyType σ).type
inductive EST.Out (ε : Type) (σ : Type) (α : Type) where
  | ok : α → Void σ → EST.Out ε σ α
  | error : ε → Void σ → EST.Out ε σ α
structure ST.Out (σ : Type) (α : Type) where
  val : α
  state : Void σ
def EST (ε : Type) (σ : Type) (α : Type) : Type := Void σ → EST.Out ε σ α
def ST (σ : Type) (α : Type) := Void σ → ST.Out σ α
def IO.RealWorld : Type := Unit
def EIO (ε α : Type) : Type := EST ε IO.RealWorld α
def BaseIO (α : Type) := ST IO.RealWorld α
inductive IO.Error where
  | stub (why : Nat)
instance : Inhabited IO.Error := ⟨.stub 0⟩
abbrev IO (α : Type) := EIO IO.Error α
@[always_inline] instance : Monad (EIO ε) where
  map f x := fun s => match x s with
    | .ok a s => .ok (f a) s
    | .error e s => .error e s
  pure a := fun s => .ok a s
  bind x f := fun s => match x s with
    | .ok a s => f a s
    | .error e s => .error e s
@[always_inline] instance : Monad BaseIO where
  map f x := fun s => match x s with
    | ⟨a, s⟩ => ⟨f a, s⟩
  pure a := fun s => ⟨a, s⟩
  bind x f := fun s => match x s with
    | ⟨a, s⟩ => f a s
@[always_inline] instance : MonadLift BaseIO (EIO ε) := ⟨fun x s => match x s with | ⟨a, s⟩ => .ok a s⟩
@[always_inline] instance : MonadExceptOf ε (EIO ε) where
  throw e := fun s => .error e s
  tryCatch x h := fun s => match x s with
    | .ok a s => .ok a s
    | .error e s => h e s
instance [Inhabited ε] : Inhabited (EIO ε α) := ⟨fun s => .error default s⟩
instance [Inhabited α] : Inhabited (BaseIO α) := ⟨fun s => ⟨default, s⟩⟩
structure System.FilePath where
  toString : String
@[extern "native"] opaque System.FilePath.pathExists (p : System.FilePath) : BaseIO Bool
namespace IO.FS
@[extern "native"] opaque readFile (fname : System.FilePath) : IO String
@[extern "native"] opaque readBinFile (fname : System.FilePath) : IO ByteArray
structure Stream where
  flush : IO Unit
  read : USize → IO ByteArray
  write : ByteArray → IO Unit
  getLine : IO String
  putStr : String → IO Unit
  isTty : BaseIO Bool
instance : Inhabited Stream := ⟨⟨default, default, default, default, default, default⟩⟩
@[extern "native"] opaque Stream.putStrLn (strm : Stream) (s : String) : IO Unit
end IO.FS
@[extern "lean_get_stdout"] opaque IO.getStdout : BaseIO IO.FS.Stream

/-! ## Names and terms: what Lean keeps beside them is made by its own functions, and no field of ours -/

namespace Lean
@[extern "native"] opaque Name.hashEx (n : Name) : UInt64
def Name.hash (n : Name) : UInt64 := n.hashEx
@[extern "lean_name_eq"] opaque Name.beq (a b : @& Name) : Bool
instance : BEq Name := ⟨Name.beq⟩
instance : Inhabited Name := ⟨.anonymous⟩

/-- Of `NameSet` and the like; empty, it is a word. -/
inductive NameTree where
  | inner (size : Nat) (key : Name) (value : Unit) (left right : NameTree)
  | leaf
abbrev NameSet := NameTree
instance : Inhabited NameTree := ⟨.leaf⟩
instance : EmptyCollection NameTree := ⟨.leaf⟩
@[extern "native"] opaque NameSet.insert (s : NameSet) (n : Name) : NameSet
@[extern "native"] opaque NameSet.contains (s : NameSet) (n : Name) : Bool
def NameTree.insert (s : NameTree) (n : Name) : NameTree := NameSet.insert s n
def NameTree.contains (s : NameTree) (n : Name) : Bool := NameSet.contains s n

inductive Level where
  | zero
  | succ (u : Level)
  | max (u v : Level)
  | imax (u v : Level)
  | param (name : Name)
  | mvar (id : Name)
instance : Inhabited Level := ⟨.zero⟩
def levelZero : Level := .zero
@[extern "native"] opaque mkLevelSucc (u : Level) : Level
@[extern "native"] opaque mkLevelMax (u v : Level) : Level
@[extern "native"] opaque mkLevelIMax (u v : Level) : Level
@[extern "native"] opaque mkLevelParam (u : Name) : Level

inductive Literal where
  | natVal (val : Nat)
  | strVal (val : String)
inductive BinderInfo where
  | default | implicit | strictImplicit | instImplicit
inductive Expr where
  | bvar (deBruijnIndex : Nat)
  | fvar (fvarId : Name)
  | mvar (mvarId : Name)
  | sort (u : Level)
  | const (declName : Name) (us : List Level)
  | app (fn arg : Expr)
  | lam (binderName : Name) (binderType body : Expr) (binderInfo : BinderInfo)
  | forallE (binderName : Name) (binderType body : Expr) (binderInfo : BinderInfo)
  | letE (declName : Name) (type value body : Expr) (nondep : Bool)
  | lit : Literal → Expr
  | mdata (data : List Nat) (expr : Expr)
  | proj (typeName : Name) (idx : Nat) (struct : Expr)
instance : Inhabited Expr := ⟨.sort .zero⟩
@[extern "native"] opaque mkBVar (idx : Nat) : Expr
@[extern "native"] opaque mkSort (u : Level) : Expr
@[extern "native"] opaque mkConst (declName : Name) (us : List Level := []) : Expr
@[extern "native"] opaque mkApp (f a : Expr) : Expr
@[extern "native"] opaque mkLambda (x : Name) (bi : BinderInfo) (t b : Expr) : Expr
@[extern "native"] opaque mkForall (x : Name) (bi : BinderInfo) (t b : Expr) : Expr
@[extern "native"] opaque mkLet (x : Name) (t v b : Expr) (nondep : Bool := false) : Expr
@[extern "native"] opaque mkLit : Literal → Expr
@[extern "native"] opaque mkProj (structName : Name) (idx : Nat) (struct : Expr) : Expr
@[extern "lean_expr_eqv"] opaque Expr.eqv (a b : @& Expr) : Bool
instance : BEq Expr := ⟨Expr.eqv⟩
@[extern "native"] opaque Expr.hash (e : Expr) : UInt64
@[extern "native"] opaque Expr.getUsedConstants (e : Expr) : Array Name
@[extern "lean_expr_dbg_to_string"] opaque Expr.dbgToString (e : @& Expr) : String

/-! ## Constants -/

structure ConstantVal where
  name : Name
  levelParams : List Name
  type : Expr
structure AxiomVal extends ConstantVal where
  isUnsafe : Bool
inductive ReducibilityHints where
  | opaque
  | abbrev
  | regular : UInt32 → ReducibilityHints
inductive DefinitionSafety where
  | «unsafe» | safe | «partial»
structure DefinitionVal extends ConstantVal where
  value : Expr
  hints : ReducibilityHints
  safety : DefinitionSafety
  all : List Name := [name]
structure TheoremVal extends ConstantVal where
  value : Expr
  all : List Name := [name]
structure OpaqueVal extends ConstantVal where
  value : Expr
  isUnsafe : Bool
  all : List Name := [name]
inductive QuotKind where
  | type | ctor | lift | ind
structure QuotVal extends ConstantVal where
  kind : QuotKind
structure InductiveVal extends ConstantVal where
  numParams : Nat
  numIndices : Nat
  all : List Name
  ctors : List Name
  numNested : Nat
  isRec : Bool
  isUnsafe : Bool
  isReflexive : Bool
structure ConstructorVal extends ConstantVal where
  induct : Name
  cidx : Nat
  numParams : Nat
  numFields : Nat
  isUnsafe : Bool
structure RecursorRule where
  ctor : Name
  nfields : Nat
  rhs : Expr
structure RecursorVal extends ConstantVal where
  all : List Name
  numParams : Nat
  numIndices : Nat
  numMotives : Nat
  numMinors : Nat
  rules : List RecursorRule
  k : Bool
  isUnsafe : Bool
inductive ConstantInfo where
  | axiomInfo (val : AxiomVal)
  | defnInfo (val : DefinitionVal)
  | thmInfo (val : TheoremVal)
  | opaqueInfo (val : OpaqueVal)
  | quotInfo (val : QuotVal)
  | inductInfo (val : InductiveVal)
  | ctorInfo (val : ConstructorVal)
  | recInfo (val : RecursorVal)
instance : Inhabited ConstantInfo := ⟨.axiomInfo { name := default, levelParams := [], type := default, isUnsafe := true }⟩
namespace ConstantInfo
@[extern "native"] opaque name (c : ConstantInfo) : Name
@[extern "native"] opaque type (c : ConstantInfo) : Expr
@[extern "native"] opaque levelParams (c : ConstantInfo) : List Name
@[extern "native"] opaque isUnsafe (c : ConstantInfo) : Bool
@[extern "native"] opaque isPartial (c : ConstantInfo) : Bool
end ConstantInfo
structure Constructor where
  name : Name
  type : Expr
structure InductiveType where
  name : Name
  type : Expr
  ctors : List Constructor
inductive Declaration where
  | axiomDecl (val : AxiomVal)
  | defnDecl (val : DefinitionVal)
  | thmDecl (val : TheoremVal)
  | opaqueDecl (val : OpaqueVal)
  | quotDecl
  | mutualDefnDecl (defns : List DefinitionVal)
  | inductDecl (lparams : List Name) (nparams : Nat) (types : List InductiveType) (isUnsafe : Bool)

/-! ## Environments: what is in one is Lean's own matter -/

structure Environment where
  stub : NameTree
structure Kernel.Environment where
  stub : NameTree
inductive Kernel.Exception where
  | stub
instance : Inhabited Environment := ⟨⟨.leaf⟩⟩
instance : Inhabited Kernel.Environment := ⟨⟨.leaf⟩⟩
instance : Inhabited Kernel.Exception := ⟨.stub⟩
structure Import where
  module : Name
  importAll : Bool := false
  isExported : Bool := true
  isMeta : Bool := false
inductive OLeanLevel where
  | exported | server | «private»
structure Options where
  stub : NameTree
@[noinline] def Options.empty : Options := ⟨.leaf⟩
instance : EmptyCollection Options := ⟨Options.empty⟩
-- Those of which the shared library has only a name for C: definitions with a body that is never run, and of which the
-- code generator knows nothing.
@[extern "none"] opaque Environment.unknown (env : Environment) : Kernel.Environment
@[extern "none"] opaque Kernel.Environment.unknown (env : Environment) (n : Name) : Option ConstantInfo
@[export lean_elab_environment_to_kernel_env, noinline] def Environment.toKernelEnv (env : Environment) :
    Kernel.Environment := env.unknown
namespace Kernel.Environment
@[export lean_environment_find, noinline] def find? (env : Environment) (n : Name) : Option ConstantInfo :=
  env.unknown n
@[extern "lean_add_decl"] opaque addDeclCore (env : Environment) (maxHeartbeats maxRecDepth : USize) (decl : @& Declaration)
    (cancelTk? : @& Option Unit) : Except Exception Environment
end Kernel.Environment
@[extern "native"] opaque importModules (imports : Array Import) (opts : Options) (trustLevel : UInt32 := 0)
    (plugins : Array System.FilePath := .mkEmpty 0) (leakEnv : Bool := false) (loadExts : Bool := false)
    (level : OLeanLevel := .private) (arts : NameTree := {}) : IO Environment
@[extern "lean_get_githash"] opaque getGithash (u : Unit) : String
def githash : String := getGithash ()

/-! ## JSON -/

structure JsonNumber where
  mantissa : Int
  exponent : Nat
instance : Inhabited JsonNumber := ⟨⟨0, 0⟩⟩
@[extern "native"] opaque JsonNumber.fromNat (n : Nat) : JsonNumber
inductive Json where
  | null
  | bool (b : Bool)
  | num (n : JsonNumber)
  | str (s : String)
  | arr (elems : Array Json)
  | obj (kvPairs : NameTree)
instance : Inhabited Json := ⟨.null⟩
namespace Json
@[extern "native"] opaque parse (s : String) : Except String Json
@[extern "native"] opaque compress (j : Json) : String
@[extern "native"] opaque mkObj (o : List (String × Json)) : Json
@[extern "native"] opaque getObjVal? : Json → String → Except String Json
@[extern "native"] opaque getStr? : Json → Except String String
@[extern "native"] opaque getNat? : Json → Except String Nat
@[extern "native"] opaque getArr? : Json → Except String (Array Json)
@[extern "native"] opaque getBool? : Json → Except String Bool
end Json
end Lean
