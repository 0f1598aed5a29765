from __future__ import annotations

from typing import Annotated, Any, Literal, Never

from pydantic import BaseModel, ConfigDict, Field
from typing_extensions import TypeAliasType


class ConfigurationGroup3(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, protected_namespaces=())
    inner: str = Field(title="Inner")


class Configuration(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, protected_namespaces=())
    flag: bool = Field(title="Flag")
    count: Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)] = Field(title="Count")
    port: Annotated[int, Field(ge=0, le=65535)] = Field(title="Port")
    level: Annotated[int, Field(ge=1, le=9223372036854775807)] = Field(title="Level")
    ratio: int | float = Field(title="Ratio")
    share: Annotated[int | float, Field(ge=0, le=1)] = Field(title="Share")
    name: str = Field(
        default=None,
        title="Name",
    )
    title: Annotated[str, Field(pattern="[^ \\t\\n]")] = Field(title="Title")
    line: Annotated[str, Field(pattern="^[^\\n\\r]*\\n?$")] = Field(title="Line")
    text: str = Field(title="Text")
    code: Annotated[str, Field(pattern="^(?:[a-z]{2}(?:-[A-Z]{2})?)$")] = Field(title="Code")
    any_text: Annotated[str, Field(pattern="^(?:[\\s\\S]{1,4})$")] = Field(
        alias="any-text",
        title="Any text",
    )
    path: Annotated[str, Field(pattern="^/")] = Field(title="Path")
    stored: Annotated[str, Field(pattern="^/")] = Field(title="Stored")
    package: Annotated[str, Field(pattern="^/(?:nix/store/[^/]*|[0-9a-z]{52})$")] = Field(title="Package")
    size: Literal["small", "large"] = Field(title="Size")
    mixed: Annotated[Literal["auto"] | Literal[0] | Literal[None], Field(union_mode="left_to_right")] = Field(title="Mixed")
    fraction: Annotated[Annotated[int | float, Field(ge=0.5, le=0.5)] | Literal[1], Field(union_mode="left_to_right")] = Field(title="Fraction")
    maybe: Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)] | None = Field(
        default=None,
        title="Maybe",
    )
    list_: list[str] = Field(
        default=None,
        alias="list",
        title="List",
    )
    some: Annotated[list[Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)]], Field(min_length=1)] = Field(title="Some")
    table: dict[str, bool] = Field(
        default=None,
        title="Table",
    )
    users: dict[str, str] = Field(
        default=None,
        title="Users",
    )
    set: dict[str, Any] = Field(
        default=None,
        title="Set",
    )
    storage: Storage = Field(title="Storage")
    folder: Folder = Field(
        default=None,
        title="Folder",
    )
    free: Free = Field(title="Free")
    number_or_text: Annotated[Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)] | str, Field(union_mode="left_to_right")] = Field(
        alias="number-or-text",
        title="Number or text",
    )
    lists: list[Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)]] = Field(title="Lists")
    numbers_or_words: Annotated[list[Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)]] | list[str], Field(union_mode="left_to_right")] | None = Field(
        default=None,
        alias="numbers-or-words",
        title="Numbers or words",
        examples=[[1]],
    )
    words: dict[str, Annotated[list[Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)]] | str, Field(union_mode="left_to_right")] | None] = Field(
        default_factory=lambda: {"one": "a"},
        validate_default=True,
        title="Words",
        examples=[{"one": [2]}],
    )
    tables: Annotated[list[str] | dict[str, Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)]] | list[dict[str, Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)]]], Field(union_mode="left_to_right")] | None = Field(title="Tables")
    with_hidden: WithHidden = Field(
        default_factory=lambda: {},
        validate_default=True,
        alias="with-hidden",
        title="With hidden",
        examples=[{"inner": "a"}],
    )
    coerced: Annotated[Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)] | str, Field(union_mode="left_to_right")] = Field(title="Coerced")
    switched: Annotated[str | bool, Field(union_mode="left_to_right")] = Field(title="Switched")
    picked: Annotated[Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)] | Literal["one"], Field(union_mode="left_to_right")] = Field(title="Picked")
    anything: Any = Field(title="Anything")
    number: int | float = Field(title="Number")
    json_: JSONValue = Field(
        default=None,
        alias="json",
        title="Json",
    )
    toml: TOMLValue = Field(title="Toml")
    outside: Annotated[str, Field(pattern="^/")] = Field(title="Outside")
    relative: str = Field(title="Relative")
    items: Annotated[dict[str, Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)]] | list[dict[str, Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)]]], Field(union_mode="left_to_right")] = Field(
        default=None,
        title="Items",
    )
    items_by_name: Annotated[dict[str, Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)]] | list[dict[str, Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)]]], Field(union_mode="left_to_right")] = Field(
        default=None,
        alias="items-by-name",
        title="Items by name",
    )
    entry: Annotated[str, Field(pattern="^[^:\\n]*$")] = Field(title="Entry")
    shell_entry: Any = Field(
        alias="shell-entry",
        title="Shell entry",
    )
    chosen_entry: Literal["users", "staff"] = Field(
        alias="chosen-entry",
        title="Chosen entry",
    )
    shell: None = Field(
        default=None,
        title="Shell",
    )
    own: Any = Field(title="Own")
    imported_check: str = Field(
        alias="imported-check",
        title="Imported check",
    )
    own_text: Any = Field(
        alias="own-text",
        title="Own text",
    )
    text_or_module: Annotated[str | Folder, Field(union_mode="left_to_right")] = Field(
        alias="text-or-module",
        title="Text or module",
    )
    module_or_text: Annotated[Folder | str, Field(union_mode="left_to_right")] = Field(
        alias="module-or-text",
        title="Module or text",
    )
    module_or_size: Annotated[Folder | Literal["none"], Field(union_mode="left_to_right")] = Field(
        alias="module-or-size",
        title="Module or size",
    )
    shown: str = Field(
        default="a",
        title="Shown",
    )
    hidden: str = Field(
        default="",
        title="Hidden",
    )
    group: ConfigurationGroup3 = Field(title="Group")
    configuration_group: ConfigurationGroup = Field(
        alias="configuration-group",
        title="Configuration group",
    )
    configuration_group2: ConfigurationGroup2 = Field(
        alias="configuration-group2",
        title="Configuration group2",
    )
    gr__e: Gre = Field(
        alias="größe",
        title="Größe",
    )
    member_1st: _1st = Field(
        alias="1st",
        title="1st",
    )
    member_: Value | None = Field(
        default=None,
        alias="",
        title="\"\"",
    )
    a_b_c_d: Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)] = Field(
        default=None,
        alias="a.b/c~d",
        title="A b c d",
    )
    field: ConfigurationField = Field(title="Field")
    configuration: ConfigurationConfiguration = Field(title="Configuration")
    forced: Any = Field(
        default=None,
        title="Forced",
    )
    joined: dict[str, Annotated[str | Folder, Field(union_mode="left_to_right")]] = Field(
        default=None,
        title="Joined",
    )
    abcd: Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)] = Field(
        default=None,
        title="Abcd",
        description="Alias of `\"a.b/c~d\"`.",
        deprecated=True,
    )
    called: str = Field(
        default=None,
        title="Called",
        description="Alias of `name`.",
        deprecated=True,
    )


class StorageBucket(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, protected_namespaces=())
    bucket: Bucket = Field(
        title="Bucket",
        description="A bucket somewhere else.",
    )


class StorageLocal(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, protected_namespaces=())
    local: Annotated[str, Field(pattern="^/")] = Field(
        title="Local",
        description="A folder of the machine.",
    )


Storage = TypeAliasType("Storage", "Annotated[StorageBucket | StorageLocal, Field(union_mode=\"left_to_right\")]")


class Bucket(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, protected_namespaces=())
    name: str = Field(title="Name")


class Folder(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, protected_namespaces=())
    quota: Annotated[int, Field(ge=1, le=100)] = Field(
        default=10,
        title="Quota",
    )
    folders: dict[str, Folder] = Field(
        default_factory=lambda: {},
        validate_default=True,
        title="Folders",
    )


class Free(BaseModel):
    model_config = ConfigDict(extra="allow", strict=True, protected_namespaces=())
    __pydantic_extra__: dict[str, Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)]] = Field(init=False)
    known: str = Field(title="Known")


class WithHidden(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, protected_namespaces=())
    inner: str = Field(
        default="",
        title="Inner",
    )


JSONValue = TypeAliasType("JSONValue", "Annotated[bool | Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)] | int | float | str | dict[str, JSONValue] | list[JSONValue], Field(union_mode=\"left_to_right\")] | None")


TOMLValue = TypeAliasType("TOMLValue", "Annotated[bool | Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)] | int | float | str | dict[str, TOMLValue] | list[TOMLValue], Field(union_mode=\"left_to_right\")]")


class ConfigurationGroup(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, protected_namespaces=())
    is_a_definition: Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)] = Field(
        alias="is-a-definition",
        title="Is a definition",
    )


class ConfigurationGroup2(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, protected_namespaces=())
    is_another: Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)] = Field(
        alias="is-another",
        title="Is another",
    )


class Gre(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, protected_namespaces=())
    member_1_5: Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)] = Field(
        alias="1.5",
        title="1 5",
    )


class _1st(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, protected_namespaces=())
    say__hi____: Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)] = Field(
        alias="say \"hi\" */",
        title="Say hi",
    )


class Value(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, protected_namespaces=())
    x_: Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)] = Field(
        alias="${x}",
        title="X",
    )


class ConfigurationField(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, protected_namespaces=())
    is_not_pydantic_s: Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)] = Field(
        alias="is-not-pydantic-s",
        title="Is not pydantic s",
    )


class ConfigurationConfiguration(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, protected_namespaces=())
    is_not_the_whole: Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)] = Field(
        alias="is-not-the-whole",
        title="Is not the whole",
    )


ConfigurationGroup3.model_rebuild()
Configuration.model_rebuild()
StorageBucket.model_rebuild()
StorageLocal.model_rebuild()
Bucket.model_rebuild()
Folder.model_rebuild()
Free.model_rebuild()
WithHidden.model_rebuild()
ConfigurationGroup.model_rebuild()
ConfigurationGroup2.model_rebuild()
Gre.model_rebuild()
_1st.model_rebuild()
Value.model_rebuild()
ConfigurationField.model_rebuild()
ConfigurationConfiguration.model_rebuild()
