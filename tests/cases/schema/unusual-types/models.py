from __future__ import annotations

from typing import Annotated, Any, Literal, Never

from pydantic import BaseModel, ConfigDict, Field
from typing_extensions import TypeAliasType


class Configuration(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, protected_namespaces=())
    t1: dict[str, T1] = Field(
        default=None,
        title="T1",
    )
    t2: Annotated[Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)] | E, Field(union_mode="left_to_right")] = Field(title="T2")
    c1: Annotated[P | str, Field(union_mode="left_to_right")] = Field(
        default=None,
        title="C1",
    )
    c3: list[Annotated[str | Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)], Field(union_mode="left_to_right")]] = Field(
        default=None,
        title="C3",
    )
    c4: Annotated[Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)] | list[Any], Field(union_mode="left_to_right")] = Field(title="C4")
    n1: Literal["x", "y"] | None = Field(
        default="x",
        title="N1",
    )
    n2: Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)] | None = Field(
        default=None,
        title="N2",
    )
    u1: list[Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)]] = Field(
        default=None,
        title="U1",
    )
    u2: Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)] = Field(
        default=3,
        title="U2",
    )
    a1: Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)] = Field(title="A1")
    a2: list[Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)]] = Field(
        default=None,
        title="A2",
    )
    a3: P = Field(title="A3")
    l1: dict[str, Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)]] = Field(
        default=None,
        title="L1",
    )
    l2: dict[str, P] = Field(
        default=None,
        title="L2",
    )
    fr1: Fr1 = Field(title="Fr1")
    fr2: Fr2 = Field(
        default=None,
        title="Fr2",
    )
    ro: Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)] = Field(title="Ro")
    sh: P = Field(title="Sh")
    in1: P = Field(title="In1")
    dot_ted: Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)] = Field(
        alias="dot.ted",
        title="Dot ted",
    )
    q_uote: Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)] = Field(
        alias="q\"uote",
        title="Q uote",
    )
    member_: Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)] = Field(
        alias="",
        title="\"\"",
    )
    member__: Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)] = Field(
        alias="ü",
        title="Ü",
    )
    rc: Rc = Field(
        default=None,
        title="Rc",
    )
    e1: dict[str, Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)]] = Field(title="E1")
    e2: P = Field(title="E2")
    e3: Annotated[list[Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)]] | bool, Field(union_mode="left_to_right")] = Field(title="E3")
    e4: Annotated[Literal["a"] | Annotated[str, Field(pattern="^(?:b+)$")], Field(union_mode="left_to_right")] = Field(title="E4")
    uq: dict[str, Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)]] = Field(
        default=None,
        title="Uq",
    )
    nn: Annotated[Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)] | str, Field(union_mode="left_to_right")] | None = Field(
        default=None,
        title="Nn",
    )
    ne: Annotated[list[Annotated[Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)] | str, Field(union_mode="left_to_right")]], Field(min_length=1)] = Field(title="Ne")
    sp: str = Field(title="Sp")
    bo: bool = Field(title="Bo")
    an: dict[str, Any] = Field(
        default=None,
        title="An",
    )
    mu: dict[str, E | None] = Field(
        default=None,
        title="Mu",
    )
    subw: Subw = Field(title="Subw")
    subn: Subn = Field(title="Subn")
    pe: Annotated[str, Field(pattern="^[^:\\n]*$")] = Field(title="Pe")
    ty: Ty = Field(
        default=None,
        title="Ty",
    )
    imp: Imp = Field(title="Imp")


class T1(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, protected_namespaces=())
    e: Annotated[E | Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)], Field(union_mode="left_to_right")] = Field(title="E")


class EA(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, protected_namespaces=())
    a: str = Field(
        default="q",
        title="A",
    )


class EN(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, protected_namespaces=())
    n: Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)] | None = Field(title="N")


class EP(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, protected_namespaces=())
    p: P = Field(title="P")


E = TypeAliasType("E", "Annotated[EA | EN | EP, Field(union_mode=\"left_to_right\")]")


class P(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, protected_namespaces=())
    x: Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)] = Field(title="X")
    y: Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)] = Field(
        default=0,
        title="Y",
    )


class Fr1GH(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, protected_namespaces=())
    i: bool = Field(title="I")


class Fr1G(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, protected_namespaces=())
    h: Fr1GH = Field(title="H")
    z: Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)] = Field(
        default=2,
        title="Z",
    )


class Fr1(BaseModel):
    model_config = ConfigDict(extra="allow", strict=True, protected_namespaces=())
    __pydantic_extra__: dict[str, Annotated[Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)] | str, Field(union_mode="left_to_right")]] = Field(init=False)
    g: Fr1G = Field(title="G")


class Fr2(BaseModel):
    model_config = ConfigDict(extra="allow", strict=True, protected_namespaces=())
    __pydantic_extra__: dict[str, P] = Field(init=False)
    k: Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)] = Field(
        default=1,
        title="K",
    )


class Rc(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, protected_namespaces=())
    kids: dict[str, Annotated[str | Rc, Field(union_mode="left_to_right")]] = Field(
        default_factory=lambda: {},
        validate_default=True,
        title="Kids",
    )
    v: Literal["a", "b"] | None = Field(
        default="a",
        title="V",
    )


class Subw(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, protected_namespaces=())
    config: Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)] = Field(title="Config")
    x: Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)] = Field(title="X")


class Subn(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, protected_namespaces=())
    x: Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)] = Field(title="X")


class Ty(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, protected_namespaces=())
    a: Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)] = Field(
        default=None,
        title="A",
    )
    b: Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)] = Field(
        default=4,
        title="B",
    )


class Imp(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, protected_namespaces=())
    o: Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)] = Field(
        default=None,
        title="O",
        description="Alias of `n`.",
        deprecated=True,
    )
    n: Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)] = Field(
        default=None,
        title="N",
    )


Configuration.model_rebuild()
T1.model_rebuild()
EA.model_rebuild()
EN.model_rebuild()
EP.model_rebuild()
P.model_rebuild()
Fr1GH.model_rebuild()
Fr1G.model_rebuild()
Fr1.model_rebuild()
Fr2.model_rebuild()
Rc.model_rebuild()
Subw.model_rebuild()
Subn.model_rebuild()
Ty.model_rebuild()
Imp.model_rebuild()
