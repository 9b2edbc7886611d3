"""`dataclass` of the standard library for slotted classes, made in a tenth of the time and without its module.

The standard library writes and compiles seven methods for every class, half a millisecond and 14 KB each, and loads
modules that read source text, 8 ms of every short command. Here `__init__` alone is compiled, once a class is made
often, and the other methods are shared by all classes. What the standard library says of its own classes (`fields`,
`replace`, `asdict`), `match` and pickling work as ever; the type checker sees the standard library's names.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
    from dataclasses import field as field
    from dataclasses import fields as fields
    from dataclasses import is_dataclass as is_dataclass
    from dataclasses import replace as replace
else:
    import operator
    from collections.abc import Callable, Sequence
    from operator import attrgetter
    from typing import Any, ClassVar, get_origin

    MISSING = object()
    """Stands for a default that is not there."""
    FEW = 40
    """Instances of a class that are made before its `__init__` is compiled, which takes as long as forty of them."""
    _set = object.__setattr__
    _ORDER = (operator.lt, operator.le, operator.gt, operator.ge)

    class Field:
        """One field of a class: its name, its annotation, its default or what makes one, and where it counts."""

        __slots__ = ("compare", "default", "default_factory", "hash", "name", "repr", "type")

        def __init__(self, default: Any, default_factory: Any, repr: bool, hash: bool | None, compare: bool) -> None:
            self.default, self.default_factory = default, default_factory
            self.repr, self.hash, self.compare = repr, hash, compare

        def options(self) -> dict[str, Any]:
            """What `field` was called with."""
            defaults = {"default": self.default, "default_factory": self.default_factory}
            given = {name: value for name, value in defaults.items() if value is not MISSING}
            return {**given, "repr": self.repr, "hash": self.hash, "compare": self.compare}

    def field(
        *,
        default: Any = MISSING,
        default_factory: Any = MISSING,
        repr: bool = True,
        hash: bool | None = None,
        compare: bool = True,
    ) -> Any:
        """What `dataclasses.field` means by the same options."""
        return Field(default, default_factory, repr, hash, compare)

    def fields(of: Any) -> tuple[Field, ...]:
        """The fields of a class, or of the class of an instance, in their order."""
        return of.__fields__

    def is_dataclass(what: Any) -> bool:
        """Is it a class made here, or an instance of one?"""
        return hasattr(what, "__fields__")

    def replace(instance: Any, **changes: Any) -> Any:
        """An instance like this one but for the fields named."""
        kept = {name: getattr(instance, name) for name in instance.__match_args__ if name not in changes}
        return instance.__class__(**kept, **changes)

    def dataclass(
        *, slots: bool, frozen: bool = False, eq: bool = True, order: bool = False, kw_only: bool = False
    ) -> Callable[[type], type]:
        """What `dataclasses.dataclass` gives for the same options; the class has slots."""
        if not slots:
            raise TypeError("a class made here has slots")
        return lambda cls: _finish(_slotted(cls), frozen, eq, order, kw_only)

    def _slotted(cls: type) -> type:
        """The class made again with slots in place of the defaults of its fields, and with `__fields__`."""
        inherited = {one.name: one for base in reversed(cls.__mro__[1:]) for one in vars(base).get("__fields__", ())}
        body = {name: value for name, value in vars(cls).items() if name not in ("__dict__", "__weakref__")}
        own = {name: kind for name, kind in cls.__annotations__.items() if not _is_of_class(kind)}
        found = {**inherited, **{name: _field(name, kind, body.pop(name, MISSING)) for name, kind in own.items()}}
        body["__doc__"] = cls.__doc__ or cls.__name__
        body["__slots__"] = tuple(name for name in own if name not in inherited)
        body["__fields__"] = tuple(found.values())
        body["__match_args__"] = tuple(found)
        body["__dataclass_fields__"] = _StandardFields()
        made = type(cls)(cls.__name__, cls.__bases__, body)
        made.__qualname__ = cls.__qualname__
        return made

    def _is_of_class(annotation: Any) -> bool:
        """Does the annotation say that the name belongs to the class, and is no field?"""
        if isinstance(annotation, str):
            return annotation.startswith(("ClassVar", "typing.ClassVar"))
        return annotation is ClassVar or get_origin(annotation) is ClassVar

    def _field(name: str, annotation: Any, default: Any) -> Field:
        one = default if isinstance(default, Field) else field(default=default)
        one.name, one.type = name, annotation
        return one

    class _StandardFields:
        """The fields as the standard library's own functions look for them, made when one of those asks."""

        def __get__(self, _: object, cls: type) -> dict[str, Any]:
            from dataclasses import field as standard  # noqa: PLC0415 - seldom asked for
            from dataclasses import make_dataclass  # noqa: PLC0415 - the same

            found = [(one.name, one.type, standard(**one.options())) for one in cls.__fields__]
            cls.__dataclass_fields__ = make_dataclass(cls.__name__, found, kw_only=True).__dataclass_fields__
            return cls.__dataclass_fields__

    def _finish(made: type, frozen: bool, eq: bool, order: bool, kw_only: bool) -> type:
        """The class with the methods that it did not write itself."""
        written = vars(made)
        compared = [one for one in made.__fields__ if one.compare]
        names = [one.name for one in compared]
        made.__init__ = _first_init(made, kw_only)
        made.__getstate__, made.__setstate__ = _state, _set_state
        if "__repr__" not in written:
            made.__repr__ = _repr
        if eq and "__eq__" not in written:
            made.__eq__ = _comparison("__eq__", operator.eq, names)
            hashed = [one.name for one in made.__fields__ if (one.compare if one.hash is None else one.hash)]
            made.__hash__ = _hashing(hashed) if frozen else None
        for compare in _ORDER if order else ():
            name = f"__{compare.__name__}__"
            setattr(made, name, _comparison(name, compare, names))
        if frozen:
            made.__setattr__ = made.__delattr__ = _refuse
        return made

    def _first_init(cls: type, kw_only: bool) -> Callable[..., None]:
        """An `__init__` that serves the first instances, and then puts the compiled one in its place; so it does where
        the arguments are wrong, since that one says what is wrong with them.
        """
        made = 0

        def __init__(self: object, *values: object, **named: object) -> None:
            nonlocal made
            made += 1
            chosen = _chosen(cls.__fields__, values, named) if made <= FEW and not (kw_only and values) else None
            if chosen is None:
                cls.__init__ = _compiled_init(cls, kw_only)
                cls.__init__(self, *values, **named)
                return
            for name, value in chosen.items():
                _set(self, name, value)
            if hasattr(cls, "__post_init__"):
                self.__post_init__()

        return __init__

    def _chosen(
        fields: Sequence[Field], values: Sequence[object], named: dict[str, object]
    ) -> dict[str, object] | None:
        """The value of each field for these arguments; None where they do not fit."""
        left = dict(named)
        chosen: dict[str, object] = {}
        for place, one in enumerate(fields):
            if place < len(values):
                chosen[one.name] = values[place]
            elif one.name in left:
                chosen[one.name] = left.pop(one.name)
            elif one.default_factory is not MISSING:
                chosen[one.name] = one.default_factory()
            elif one.default is not MISSING:
                chosen[one.name] = one.default
        fits = len(values) <= len(fields) == len(chosen) and not left
        return chosen if fits else None

    def _compiled_init(cls: type, kw_only: bool) -> Callable[..., None]:
        """`__init__` with the fields as arguments."""
        scope: dict[str, Any] = {"_set": _set}
        arguments, lines = ["self", *(["*"] if kw_only else [])], []
        for one in cls.__fields__:
            name, default, value = one.name, f"_default_{one.name}", one.name
            if one.default_factory is not MISSING:
                scope[default] = one.default_factory
                value = f"{default}() if {name} is {default} else {name}"
            elif one.default is not MISSING:
                scope[default] = one.default
            arguments.append(f"{name}={default}" if default in scope else name)
            lines.append(f"    _set(self, {name!r}, {value})")
        if hasattr(cls, "__post_init__"):
            lines.append("    self.__post_init__()")
        exec("\n".join([f"def __init__({', '.join(arguments)}):", *(lines or ["    pass"])]), scope)
        return scope["__init__"]

    def _refuse(self: object, name: str, *_: object) -> None:
        from dataclasses import FrozenInstanceError  # noqa: PLC0415 - seldom raised

        raise FrozenInstanceError(f"cannot change field {name!r} of {type(self).__name__}")

    def _repr(self: Any) -> str:
        shown = (one.name for one in self.__fields__ if one.repr)
        return f"{type(self).__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in shown)})"

    def _state(self: Any) -> list[object]:
        return [getattr(self, name) for name in self.__match_args__]

    def _set_state(self: Any, state: Sequence[object]) -> None:
        for name, value in zip(self.__match_args__, state, strict=True):
            _set(self, name, value)

    def _comparison(
        method: str, compare: Callable[[object, object], bool], names: Sequence[str]
    ) -> Callable[[object, object], bool]:
        """A method that compares the values of those fields with those of another instance of the same class."""
        values = _values(names)

        def compared(self: object, other: object) -> bool:
            return compare(values(self), values(other)) if other.__class__ is self.__class__ else NotImplemented

        compared.__name__ = method
        return compared

    def _hashing(names: Sequence[str]) -> Callable[[object], int]:
        values = _values(names)
        return lambda self: hash(values(self))

    def _values(names: Sequence[str]) -> Callable[[object], object]:
        """A function that gives the values of those fields of an instance."""
        return attrgetter(*names) if names else lambda _: ()
