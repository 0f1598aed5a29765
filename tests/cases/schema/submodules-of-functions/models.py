from __future__ import annotations

from typing import Annotated, Any, Literal, Never

from pydantic import BaseModel, ConfigDict, Field
from typing_extensions import TypeAliasType


class Configuration(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, protected_namespaces=())
    one: One = Field(
        default_factory=lambda: {},
        validate_default=True,
        title="One",
        description="The first.",
    )
    two: Two = Field(
        default_factory=lambda: {},
        validate_default=True,
        title="Two",
        description="The second.",
    )
    three: Three = Field(
        default_factory=lambda: {},
        validate_default=True,
        title="Three",
        description="The third.",
    )
    four: Four = Field(
        default_factory=lambda: {},
        validate_default=True,
        title="Four",
        description="The fourth.",
    )
    again: One = Field(
        default_factory=lambda: {},
        validate_default=True,
        title="Again",
        description="The first once more.",
    )


class One(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, protected_namespaces=())
    of_first: str = Field(
        default=None,
        alias="ofFirst",
        title="Of first",
        description="What the first has.",
    )


class Two(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, protected_namespaces=())
    of_second: Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)] = Field(
        default=2,
        alias="ofSecond",
        title="Of second",
        description="What the second has.",
    )


class Three(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, protected_namespaces=())
    of_third: str = Field(
        default="ofThird",
        alias="ofThird",
        title="Of third",
        description="What ofThird has.",
    )


class Four(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, protected_namespaces=())
    of_fourth: str = Field(
        default="ofFourth",
        alias="ofFourth",
        title="Of fourth",
        description="What ofFourth has.",
    )


Configuration.model_rebuild()
One.model_rebuild()
Two.model_rebuild()
Three.model_rebuild()
Four.model_rebuild()
