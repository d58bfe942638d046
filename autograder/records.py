"""How records are written and read back: JSON by type, and one safetensors file for a record with its arrays.

Nothing here can run code: JSON is decoded against the record's type, arrays are named numbers.
"""

import dataclasses
import hashlib
import json
from collections.abc import Mapping
from fractions import Fraction
from typing import Any, TypeVar

import msgspec
import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError, deserialize
from safetensors.numpy import save

from autograder.errors import RecordError

Arrays = Mapping[str, NDArray[Any]]
T = TypeVar("T")


def to_json(record: object, *, indent: int = 0) -> bytes:
    """The same record gives the same bytes: fields and names stand in the order in which they were put."""
    text = msgspec.json.encode(record, enc_hook=_encode_other)
    return msgspec.json.format(text, indent=indent) if indent else text


def from_json(data: bytes | str, kind: type[T]) -> T:
    """Raises RecordError when the data is not such a record."""
    try:
        record = msgspec.json.decode(data, type=kind, dec_hook=_decode_other)
    except (msgspec.MsgspecError, ValueError, ArithmeticError, NotImplementedError, RecursionError) as error:
        raise RecordError(f"not a readable {kind.__name__}: {error}") from error
    _complete(record)
    return record


def pack(record: object, arrays: Arrays) -> bytes:
    """One file: the arrays, and the record as JSON in the header."""
    plain = {name: np.array(array, order="C", copy=True) for name, array in sorted(arrays.items())}
    return save(plain, metadata={"record": to_json(_told(record)).decode()})


def unpack(data: bytes, kind: type[T]) -> tuple[T, dict[str, NDArray[Any]]]:
    """Raises RecordError when the file is damaged or holds something else."""
    try:
        length = int.from_bytes(data[:8], "little")
        metadata = json.loads(data[8 : 8 + length])["__metadata__"]["record"]
        tensors = deserialize(data)  # type: ignore[no-untyped-call]  # the package has no annotations
    except (SafetensorError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise RecordError(f"not a readable {kind.__name__} file: {error}") from error
    return from_json(metadata, kind), {name: as_array(view) for name, view in tensors}


def as_array(view: Mapping[str, Any]) -> NDArray[Any]:
    """A tensor of the file as an array; types that NumPy lacks are refused."""
    try:
        dtype = np.dtype(_DTYPES[view["dtype"]])
    except KeyError:
        raise RecordError(f"numbers of type {view['dtype']} are not used here") from None
    try:
        return np.frombuffer(view["data"], dtype=dtype).reshape(view["shape"])
    except ValueError as error:
        raise RecordError(f"no array has this shape: {error}") from None


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


_DTYPES: Mapping[str, str] = {
    "F64": "<f8", "F32": "<f4", "F16": "<f2", "I64": "<i8", "I32": "<i4", "I16": "<i2", "I8": "|i1",
    "U64": "<u8", "U32": "<u4", "U16": "<u2", "U8": "|u1", "BOOL": "|b1",
}  # fmt: skip


def _told(value: Any) -> Any:
    """Fields that have their default are left out: in a record of hundreds of answers they are most of the text."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {
            f.name: _told(v) for f in dataclasses.fields(value) if not _is_default(f, v := getattr(value, f.name))
        }
    if isinstance(value, Mapping):
        return {name: _told(entry) for name, entry in value.items()}
    return [_told(entry) for entry in value] if isinstance(value, (tuple, list)) else value


def _is_default(field: "dataclasses.Field[Any]", value: object) -> bool:
    if field.default_factory is not dataclasses.MISSING:
        return bool(value == field.default_factory())
    return bool(field.default is not dataclasses.MISSING and value == field.default)


def _complete(value: Any) -> None:
    """msgspec leaves a field that was not written to its class, and does not write it again: it would be lost in
    whatever record takes this one over as it is."""
    if dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            own = getattr(value, field.name)
            if field.name not in value.__dict__:
                object.__setattr__(value, field.name, own)
            _complete(own)
    elif isinstance(value, (tuple, list)):
        for entry in value:
            _complete(entry)
    elif isinstance(value, Mapping):
        for entry in value.values():
            _complete(entry)


def _encode_other(value: object) -> object:
    if isinstance(value, Fraction):
        return str(value)
    raise NotImplementedError(f"a record holds {type(value).__name__}")


def _decode_other(kind: type, value: Any) -> Any:
    if kind is Fraction and isinstance(value, str):
        return Fraction(value)
    raise NotImplementedError(f"{kind.__name__} from {type(value).__name__}")
