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
    speed: Annotated[Speed | Annotated[int, Field(ge=1, le=9223372036854775807)], Field(union_mode="left_to_right")] = Field(
        title="Speed",
        json_schema_extra={"enumTitles": {"fast": "As fast as can be", "slow": "No hurry"}},
    )
    speeds: dict[str, list[Speed]] = Field(
        default=None,
        title="Speeds",
        json_schema_extra={"enumTitles": {"fast": "As fast as can be", "slow": "No hurry"}},
    )
    either_speed: Annotated[Speed | Literal[0], Field(union_mode="left_to_right")] = Field(
        alias="either-speed",
        title="Either speed",
        json_schema_extra={"enumTitles": {"fast": "As fast as can be", "slow": "No hurry"}},
    )
    made_speed: Annotated[Speed | bool, Field(union_mode="left_to_right")] = Field(
        alias="made-speed",
        title="Made speed",
        json_schema_extra={"enumTitles": {"fast": "As fast as can be", "slow": "No hurry"}},
    )
    speed_or_pause: Annotated[SpeedOrPause | Speed | bool, Field(union_mode="left_to_right")] = Field(
        alias="speed-or-pause",
        title="Speed or pause",
        json_schema_extra={"enumTitles": {"fast": "As fast as can be", "slow": "No hurry"}},
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
    free_speed: Annotated[Speed | FreeSpeed, Field(union_mode="left_to_right")] = Field(
        alias="free-speed",
        title="Free speed",
        json_schema_extra={"enumTitles": {"fast": "As fast as can be", "slow": "No hurry"}},
    )
    plain_speed: Speed = Field(
        alias="plain-speed",
        title="Plain speed",
    )
    twice: Annotated[Literal["slow", "fast"] | Literal[1], Field(union_mode="left_to_right")] = Field(
        title="Twice",
        json_schema_extra={"enumTitles": {"fast": "As fast as can be", "slow": "No hurry"}},
    )
    column: Literal["slow", "fast"] = Field(
        title="Column",
        json_schema_extra={"enumTitles": {"fast": "As fast as can be", "slow": "No hurry"}},
    )
    either_column: Annotated[Literal["slow"] | Speed, Field(union_mode="left_to_right")] = Field(
        alias="either-column",
        title="Either column",
        json_schema_extra={"enumTitles": {"slow": "No hurry"}},
    )
    odd_number: OddNumber = Field(
        default=None,
        alias="odd-number",
        title="Odd number",
    )
    number: OddNumberValue = Field(title="Number")


Speed = TypeAliasType("Speed", "Literal[\"slow\", \"fast\"]")


class SpeedOrPause(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, protected_namespaces=())
    pause: Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)] = Field(title="Pause")


class User(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, protected_namespaces=())
    mail: str = Field(title="Address")


FreeSpeed = TypeAliasType("FreeSpeed", "dict[str, Speed]")


OddNumber = TypeAliasType("OddNumber", "dict[str, OddNumberValue]")


OddNumberValue = TypeAliasType("OddNumberValue", "Literal[1, 3]")


ConfigurationLimits.model_rebuild()
Configuration.model_rebuild()
SpeedOrPause.model_rebuild()
User.model_rebuild()
