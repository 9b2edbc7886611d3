"""`dataclass` of the standard library, with frozen slotted classes made in a tenth of the time.

The standard library writes and compiles seven methods for every class: half a millisecond and 14 KB each, which for
two hundred classes was the greatest part of a start. Here `__init__` alone is compiled, when the first instance is
made, and the other methods are shared by all classes. `fields`, `replace`, `asdict`, `match` and pickling work as ever;
the type checker sees the standard library's own.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:
    import dataclasses
    from collections.abc import Callable, Sequence
    from operator import attrgetter
    from typing import Any

    MISSING = dataclasses.MISSING
    _set = object.__setattr__

    def dataclass(*, frozen: bool = False, slots: bool = False, eq: bool = True, **options: bool) -> Callable[..., Any]:
        """What `dataclasses.dataclass` gives for the same options."""
        if not (frozen and slots) or options:
            return dataclasses.dataclass(frozen=frozen, slots=slots, eq=eq, **options)
        return lambda cls: _frozen(cls, eq)

    def _frozen(cls: type, eq: bool) -> type:
        """The frozen slotted class made from `cls`, which has annotations and defaults."""
        cls.__doc__ = cls.__doc__ or cls.__name__  # where there is none, the signature is written into it
        made = dataclasses.dataclass(cls, init=False, repr=False, eq=False, slots=True)
        made.__init__ = _first_init(made)
        made.__setattr__ = made.__delattr__ = _refuse
        made.__getstate__, made.__setstate__ = _state, _set_state
        if "__repr__" not in cls.__dict__:
            made.__repr__ = _repr
        if eq and "__eq__" not in cls.__dict__:
            compared = [field for field in made.__dataclass_fields__.values() if field.compare]
            made.__eq__ = _comparison([field.name for field in compared])
            made.__hash__ = _hashing([field.name for field in compared if field.hash is not False])
        return made

    def _first_init(cls: type) -> Callable[..., None]:
        """An `__init__` that puts the compiled one in its place when it is called."""

        def __init__(self: object, *values: object, **named: object) -> None:
            cls.__init__ = _compiled_init(cls)
            cls.__init__(self, *values, **named)

        return __init__

    def _compiled_init(cls: type) -> Callable[..., None]:
        """`__init__` with the fields as arguments."""
        scope: dict[str, Any] = {"_set": _set}
        arguments, lines = ["self"], []
        for name, field in cls.__dataclass_fields__.items():
            default, value = f"_default_{name}", name
            if field.default_factory is not MISSING:
                scope[default] = field.default_factory
                value = f"{default}() if {name} is {default} else {name}"
            elif field.default is not MISSING:
                scope[default] = field.default
            arguments.append(f"{name}={default}" if default in scope else name)
            lines.append(f"    _set(self, {name!r}, {value})")
        if hasattr(cls, "__post_init__"):
            lines.append("    self.__post_init__()")
        exec("\n".join([f"def __init__({', '.join(arguments)}):", *(lines or ["    pass"])]), scope)
        return scope["__init__"]

    def _refuse(self: object, name: str, *_: object) -> None:
        raise dataclasses.FrozenInstanceError(f"cannot change field {name!r} of {type(self).__name__}")

    def _repr(self: Any) -> str:
        shown = (field.name for field in dataclasses.fields(self) if field.repr)
        return f"{type(self).__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in shown)})"

    def _state(self: Any) -> list[object]:
        return [getattr(self, name) for name in self.__dataclass_fields__]

    def _set_state(self: Any, state: Sequence[object]) -> None:
        for name, value in zip(self.__dataclass_fields__, state, strict=True):
            _set(self, name, value)

    def _comparison(names: Sequence[str]) -> Callable[[object, object], bool]:
        values = _values(names)

        def __eq__(self: object, other: object) -> bool:
            if other.__class__ is not self.__class__:
                return NotImplemented
            return self is other or values(self) == values(other)

        return __eq__

    def _hashing(names: Sequence[str]) -> Callable[[object], int]:
        values = _values(names)
        return lambda self: hash(values(self))

    def _values(names: Sequence[str]) -> Callable[[object], object]:
        """A function that gives the values of those fields of an instance."""
        return attrgetter(*names) if names else lambda _: ()
