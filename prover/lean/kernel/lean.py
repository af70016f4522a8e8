"""Lean's shared library: its functions by ctypes.

Knows the calling convention of Lean 4.35: an IO result has tag 0 for success. Objects are never freed: the process is
short.
"""

import ctypes
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from prover.lean.kernel.names import name_under, parts
from prover.lean.kernel.objects import NIL, Obj, Objects, Refused, closure, constructor

CType = (
    type[ctypes.c_void_p] | type[ctypes.c_char_p] | type[ctypes.c_uint8] | type[ctypes.c_uint32] | type[ctypes.c_size_t]
)
Ptr = ctypes.c_void_p
PRIVATE = 2  # `OLeanLevel.private`: of a module with a `module` header too, all that was compiled, proofs included


class Lean(Objects):
    """The shared library, initialised once per process.

    Raises `OSError` or `AttributeError` when the library is not one that this module can drive.
    """

    def __init__(self, library: str) -> None:
        self._library = ctypes.CDLL(library, mode=ctypes.RTLD_GLOBAL)
        # Without a task manager Lean does at once, in this thread, what it would give to others: a fork has no others.
        for start in ("lean_initialize", "lean_io_mark_end_initialization"):
            self.function(start, result=None)()
        self.commit = self.string(self.global_object("l_Lean_githash")).encode()
        self._names: dict[int, str] = {NIL: ""}
        self._name_objects: dict[str, Obj] = {"": NIL}
        self._name_parts: dict[str, tuple[str, str | int]] = {}
        self._alloc = self.function("lean_alloc_object", ctypes.c_size_t)
        self._make_string = self.function("lean_mk_string_from_bytes", ctypes.c_char_p, ctypes.c_size_t)
        self._array = self.function("lean_array_mk", Ptr)
        self._make_part = self.function("lean_name_mk_string", Ptr, Ptr)
        self._make_number = self.function("lean_name_mk_numeral", Ptr, Ptr)
        self._error_text = self.function("lean_io_error_to_string", Ptr)
        self._used = self.function("l_Lean_Expr_getUsedConstants", Ptr)
        self._equal = self.function("l_Lean_instBEqConstantInfo_beq", Ptr, Ptr, result=ctypes.c_uint8)
        self._same_expression = self.function("lean_expr_eqv", Ptr, Ptr, result=ctypes.c_uint8)
        self._printed = self.function("lean_expr_dbg_to_string", Ptr)
        self._unsafe = self.function("l_Lean_ConstantInfo_isUnsafe", Ptr, result=ctypes.c_uint8)
        self._partial = self.function("l_Lean_ConstantInfo_isPartial", Ptr, result=ctypes.c_uint8)
        self._replay = self.function("l_Lean_Kernel_Environment_replay", Ptr, Ptr)
        self._find = self.function("lean_environment_find", Ptr, Ptr)

    def function(self, name: str, *arguments: CType, result: CType | None = Ptr) -> Callable[..., Any]:
        """A function of the shared library, by default one that gives an object."""
        function = getattr(self._library, name)
        function.argtypes, function.restype = list(arguments), result
        return function  # type: ignore[no-any-return]

    def global_object(self, symbol: str) -> Obj:
        return Obj(Ptr.in_dll(self._library, symbol).value or NIL)

    # names
    def name(self, obj: Obj) -> str:
        """A Lean `Name` as text (`names.py`)."""
        known = self._names.get(obj)
        if known is None:
            last = self.field(obj, 1)
            part = self.string(last) if self.tag(obj) == 1 else self.number(last)
            known = self._names[obj] = self.name_under(self.name(self.field(obj, 0)), part)
            self._name_objects.setdefault(known, obj)
        return known

    def name_under(self, prefix: str, part: str | int) -> str:
        """The name with one more part than `prefix`, as `name` gives it. Raises `Refused` for one that is too long."""
        key = name_under(prefix, part)
        self._name_parts[key] = prefix, part
        return key

    def name_object(self, key: str) -> Obj:
        """The `Name` of a text that `name` gave, or would give."""
        missing = []
        while key not in self._name_objects:
            missing.append(key)
            if key not in self._name_parts:
                self._learn(key)
            key = self._name_parts[key][0]
        made = self._name_objects[key]
        for key in reversed(missing):
            part = self._name_parts[key][1]
            if isinstance(part, str):
                made = self.uncounted(Obj(self._make_part(made, self._string(part))))
            else:
                made = self.uncounted(Obj(self._make_number(made, part << 1 | 1)))
            self._name_objects[key], self._names[made] = made, key
        return made

    def _learn(self, key: str) -> None:
        known = ""
        for part, in_quotes in parts(key):
            known = self.name_under(known, int(part) if part.isdigit() and not in_quotes else part)

    # making and calling
    def construct(self, tag: int, fields: Sequence[Obj], scalars: bytes = b"") -> Obj:
        """The object of a constructor, with bytes behind its fields."""
        return self._object(constructor(tag, fields, scalars))

    def _object(self, data: bytes) -> Obj:
        obj = Obj(self._alloc(len(data)))
        ctypes.memmove(obj, data, len(data))
        return obj

    def array(self, items: Iterable[Obj]) -> Obj:
        """An `Array` of these."""
        linked = NIL
        for item in reversed(list(items)):
            linked = self.construct(1, (item, linked))
        return Obj(self._array(linked))

    def _succeeded(self, result: Obj, what: str) -> Obj:
        if self.tag(result) != 0:
            words = self.string(Obj(self._error_text(self.keep(self.field(result, 0)))))
            raise Refused(f"{what}: {' '.join(words.split())}")
        return self.field(result, 0)

    def _string(self, text: str) -> Obj:
        data = text.encode()
        return Obj(self._make_string(data, len(data)))

    def used(self, expression: Obj) -> set[str]:
        """Names of the constants in an `Expr`."""
        return {self.name(n) for n in self.items(Obj(self._used(self.keep(expression))))}

    def equal(self, a: Obj, b: Obj) -> bool:
        """Whether two `ConstantInfo`s agree in everything (Lean's own `==`, that of the kernel for expressions)."""
        return bool(self._equal(self.keep(a), self.keep(b)))

    def same_expression(self, a: Obj, b: Obj) -> bool:
        return bool(self._same_expression(a, b))

    def printed(self, expression: Obj) -> str:
        """An `Expr` as the kernel prints it, all of it."""
        return self.string(Obj(self._printed(expression)))

    def unchecked(self, constant: Obj) -> bool:
        """Whether a constant is unsafe or partial: the kernel's replay passes over these."""
        return bool(self._unsafe(self.keep(constant))) or bool(self._partial(self.keep(constant)))

    # environments
    def empty(self) -> Obj:
        """An `Environment` with nothing in it."""
        make = self.function("l_Lean_mkEmptyEnvironment", ctypes.c_uint32)
        return self._succeeded(Obj(make(0)), "an empty environment")

    def imported(self, imports: Obj, folders: list[str]) -> Obj:
        """The `Environment` of an `Array Import`: constants only, nothing checked again, no code of theirs run."""
        path = NIL
        for folder in reversed(folders):
            path = self.construct(1, (self._string(folder), path))
        self.function("lean_st_ref_swap", Ptr, Ptr)(self.global_object("l_Lean_searchPathRef"), path)
        # imports, options, trust level, plugins, leakEnv, loadExts, level, known artifacts
        flag = ctypes.c_uint8
        load = self.function("l_Lean_importModules", Ptr, Ptr, ctypes.c_uint32, Ptr, flag, flag, flag, Ptr)
        options, nothing = self.global_object("l_Lean_Options_empty"), self.global_object("l_Lean_NameSet_empty")
        result = load(self.keep(imports), self.keep(options), 0, self.array(()), False, False, PRIVATE, nothing)
        return self._succeeded(Obj(result), "the imports")

    def imported_modules(self, environment: Obj) -> list[str]:
        """The names of all modules that are in an `Environment`."""
        names = self.function("l_Lean_Environment_allImportedModuleNames", Ptr)(self.keep(environment))
        return [self.name(name) for name in self.items(Obj(names))]

    def axioms(self, environment: Obj, names: Iterable[Obj], notes: Obj | None = None) -> tuple[set[str], Obj]:
        """The axioms that constants of an `Environment` rest on: the walk of `#print axioms`, in Lean's own code.

        `CollectAxioms.collect` visits every constant that it reaches once, proofs included, passing over one that is
        missing. It is given a function that knows no axioms beforehand: what modules say of themselves it does not ask.
        Also what it noted of each constant, for the next call. By notes it may miss an axiom: of inductive types that
        name each other in a circle it notes one before it has seen all. Without notes it misses none.
        """
        private = "l___private_Lean_Util_CollectAxioms_0__Lean_"
        nothing_known = self.global_object(f"{private}instInhabitedExportedAxiomsState")
        known = self._closure(f"{private}ExportedAxiomsState_find_x3f___boxed", 3, nothing_known)
        collect = self.function(f"{private}CollectAxioms_collect", Ptr, Ptr, Ptr, Ptr)
        empty = self.global_object("l_Lean_NameSet_empty")
        state = self.construct(0, (notes or empty, empty))  # notes, axioms
        for name in names:
            state = self.field(Obj(collect(self.keep(known), self.keep(name), environment, state)), 1)
        return {self.name(n) for n in self.tree_keys(self.field(state, 1))}, self.field(state, 0)

    def _closure(self, function: str, arity: int, first: Obj) -> Obj:
        """A function object: `function`, which takes `arity` boxed arguments, applied to the first of them."""
        code = ctypes.cast(getattr(self._library, function), Ptr).value
        assert code is not None
        return self._object(closure(code, arity, first))

    # the kernel
    def kernel_part(self, environment: Obj) -> Obj:
        """The `Kernel.Environment` of an `Environment`."""
        return Obj(self.function("lean_elab_environment_to_kernel_env", Ptr)(self.keep(environment)))

    def replayed(self, constants: Iterable[tuple[Obj, Obj]], kernel_part: Obj) -> Obj:
        """A kernel environment with these constants (name, `ConstantInfo`) added, each of which the kernel checked."""
        pairs = NIL
        for name, constant in constants:
            pair = self.construct(0, (self.keep(name), self.keep(constant)))
            pairs = self.construct(1, (pair, pairs))
        table = self.function("l_Std_HashMap_ofList___redArg", Ptr, Ptr, Ptr)(
            self.global_object("l_Lean_Name_instBEq"), self.global_object("l_Lean_instHashableName"), pairs
        )
        result = self._replay(table, self.keep(kernel_part))
        return self._succeeded(Obj(result), "the kernel refuses the compiled file")

    def find(self, environment: Obj, name: Obj) -> Obj | None:
        found = Obj(self._find(self.keep(environment), self.keep(name)))
        return None if found == NIL else self.field(found, 0)
