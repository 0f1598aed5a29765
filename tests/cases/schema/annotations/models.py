from __future__ import annotations

from typing import Annotated, Any, Literal, Never

from pydantic import BaseModel, ConfigDict, Field
from typing_extensions import TypeAliasType


class ConfigurationLimits(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, protected_namespaces=())
    files: Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)] = Field(
        default=1000,
        title="Files",
    )
    users: dict[str, User] = Field(
        default_factory=lambda: {},
        validate_default=True,
        title="Users",
    )


class Configuration(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, protected_namespaces=())
    theme: Literal["light", "dark", "auto", "contrast"] = Field(
        default="auto",
        title="Colours",
        description="How pages look.",
        json_schema_extra={"enumTitles": {"auto": "As the visitor's system", "contrast": "High contrast", "light": "Bright"}},
    )
    shown_to: list[Annotated[Literal["guests", "members"] | Literal[0], Field(union_mode="left_to_right")]] | None = Field(
        default_factory=lambda: ["members"],
        validate_default=True,
        alias="shown-to",
        title="Shown to",
        json_schema_extra={"enumTitles": {"0": "Nobody", "guests": "Who comes \"by\" */"}},
    )
    quota: Annotated[int, Field(ge=1, le=9223372036854775807)] | None = Field(
        default=None,
        title="Room",
        description="Space for each user.",
    )
    token: str = Field(
        title="Token",
        description="What `api` is called with, see `quota`.",
    )
    welcome: str = Field(
        default="",
        title="Welcome",
    )
    limits: ConfigurationLimits = Field(
        default=None,
        title="What is enough",
        description="Beyond these, nothing is taken.",
    )
    name: Annotated[str, Field(pattern="^(?:[A-Z][a-z]+)$")] = Field(
        title="Name",
        description="First of all.",
        examples=["Anna"],
    )


class User(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, protected_namespaces=())
    mail: str = Field(title="Address")


ConfigurationLimits.model_rebuild()
Configuration.model_rebuild()
User.model_rebuild()
