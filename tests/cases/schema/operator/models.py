from __future__ import annotations

from typing import Annotated, Any, Literal, Never

from pydantic import BaseModel, ConfigDict, Field
from typing_extensions import TypeAliasType


class Configuration(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, protected_namespaces=())
    title: str = Field(
        title="Title",
        description="The name of the blog.",
    )


Configuration.model_rebuild()
