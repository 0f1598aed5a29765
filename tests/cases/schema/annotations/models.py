from __future__ import annotations

from typing import Annotated, Any, Literal, Never

from pydantic import BaseModel, ConfigDict, Field
from typing_extensions import TypeAliasType


class Configuration(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, protected_namespaces=())
    theme: Literal["light", "dark", "auto", "contrast"] = Field(
        default="auto",
        title="Colours",
        description="How pages look.",
    )
    quota: Annotated[int, Field(ge=1, le=9223372036854775807)] | None = Field(
        default=None,
        title="Quota",
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
    name: str = Field(
        title="Name",
        description="First of all.",
    )


Configuration.model_rebuild()
