from __future__ import annotations

from typing import Annotated, Any, Literal, Never

from pydantic import BaseModel, ConfigDict, Field
from typing_extensions import TypeAliasType


class ConfigurationNestedDeeplyWithin(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, protected_namespaces=())
    group: Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)] = Field(title="Group")


class ConfigurationNestedDeeply(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, protected_namespaces=())
    within: ConfigurationNestedDeeplyWithin = Field(title="Within")


class ConfigurationNested(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, protected_namespaces=())
    deeply: ConfigurationNestedDeeply = Field(title="Deeply")
    other: str = Field(
        default="x",
        title="Other",
    )


class ConfigurationOldGroup(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, protected_namespaces=())
    x: str = Field(
        default=None,
        title="X",
        description="Alias of `nested.other`.",
        deprecated=True,
    )


class Configuration(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, protected_namespaces=())
    with_dot: Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)] = Field(
        alias="with.dot",
        title="With dot",
    )
    with__quotes_: str = Field(
        alias="with \"quotes\"",
        title="With quotes",
    )
    with_space: bool = Field(
        alias="with space",
        title="With space",
    )
    n__c_d______: str = Field(
        alias="ünï-cödé 中文 🎉",
        title="Ünï cödé 中文",
    )
    ref: str = Field(
        alias="$ref",
        title="Ref",
    )
    a_b_c: str = Field(
        alias="a'b`c",
        title="A b c",
    )
    proto__: Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)] = Field(
        alias="__proto__",
        title="Proto",
    )
    constructor: Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)] = Field(title="Constructor")
    class_: str = Field(
        alias="class",
        title="Class",
    )
    def_: Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)] = Field(
        alias="def",
        title="Def",
    )
    none: Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)] = Field(
        alias="None",
        title="None",
    )
    import_: str = Field(
        alias="import",
        title="Import",
    )
    lambda_: Literal[1, 2, 3] = Field(
        alias="lambda",
        title="Lambda",
    )
    function: Annotated[Annotated[int | float, Field(ge=1.5, le=1.5)] | Literal[2], Field(union_mode="left_to_right")] = Field(title="Function")
    interface: Annotated[Literal[-1, 0] | Literal[True, False] | Literal[None] | Literal["x"], Field(union_mode="left_to_right")] = Field(title="Interface")
    new: Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)] | None = Field(
        default=None,
        title="New",
    )
    enum: Literal["class", "with \"quote\"", "*/", ""] = Field(title="Enum")
    the_model_dump: str = Field(
        alias="model_dump",
        title="Model dump",
    )
    the_model_config: str = Field(
        alias="model_config",
        title="Model config",
    )
    private: Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)] = Field(
        alias="_private",
        title="Private",
    )
    dunder__: Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)] = Field(
        alias="__dunder__",
        title="Dunder",
    )
    json_: str = Field(
        alias="json",
        title="Json",
    )
    list_: list[str] = Field(
        default=None,
        alias="list",
        title="List",
    )
    int_: Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)] = Field(
        alias="int",
        title="Int",
    )
    bool_: bool = Field(
        alias="bool",
        title="Bool",
    )
    str_: str = Field(
        alias="str",
        title="Str",
    )
    any: ConfigurationAny = Field(
        alias="Any",
        title="Any",
    )
    field: ConfigurationAny = Field(
        alias="Field",
        title="Field",
    )
    base_model: ConfigurationBaseModel = Field(
        alias="base model",
        title="Base model",
    )
    base_model_: ConfigurationBaseModel2 = Field(
        alias="BaseModel",
        title="Base model",
    )
    string: String = Field(title="String")
    record: ConfigurationRecord = Field(
        alias="Record",
        title="Record",
    )
    array: Array = Field(
        alias="Array",
        title="Array",
    )
    object: Object = Field(
        alias="Object",
        title="Object",
    )
    promise: Promise = Field(
        alias="Promise",
        title="Promise",
    )
    literal: ConfigurationLiteral = Field(title="Literal")
    dict_: Dict = Field(
        alias="dict",
        title="Dict",
    )
    type: Type = Field(title="Type")
    node: Node = Field(
        default=None,
        title="Node",
    )
    either_shape: ConfigurationAny = Field(
        alias="either-shape",
        title="Either shape",
    )
    shapes: list[Annotated[Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)] | ConfigurationAny, Field(union_mode="left_to_right")]] = Field(
        default=None,
        title="Shapes",
    )
    maybe_shape: MaybeShape | None = Field(
        default=None,
        alias="maybe-shape",
        title="Maybe shape",
    )
    one_of: Annotated[bool | Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)] | list[str] | ConfigurationAny, Field(union_mode="left_to_right")] = Field(
        alias="one-of",
        title="One of",
    )
    tagged: Tagged = Field(title="Tagged")
    free: Free = Field(title="Free")
    free_any: FreeAny = Field(
        default=None,
        alias="free-any",
        title="Free any",
    )
    free_deep: FreeDeep = Field(
        alias="free-deep",
        title="Free deep",
    )
    empty_description: str = Field(
        alias="empty-description",
        title="Empty description",
        description="",
    )
    html: str = Field(
        default="</script><!--",
        title="Html",
        description="<script>alert(1)</script> & **bold** `a.b` \"\"\" ''' */ \\n \\u0041 `'''`",
        examples=["\"\"\" \\ ${x} */"],
    )
    code_example: list[Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)]] = Field(
        default_factory=lambda: [],
        validate_default=True,
        alias="code-example",
        title="Code example",
    )
    asked_when_used: str = Field(
        default=None,
        alias="asked-when-used",
        title="Asked when used",
    )
    big: Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)] = Field(
        default=9223372036854775807,
        title="Big",
    )
    float_default: int | float = Field(
        default=1e+300,
        alias="float-default",
        title="Float default",
    )
    float_int: int | float = Field(
        default=3.0,
        alias="float-int",
        title="Float int",
    )
    nested: ConfigurationNested = Field(title="Nested")
    nested_other: Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)] = Field(
        alias="nested.other",
        title="Nested other",
    )
    matrix: list[list[Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)]]] = Field(
        default=None,
        title="Matrix",
    )
    ne: Annotated[list[Annotated[list[str], Field(min_length=1)]], Field(min_length=1)] = Field(title="Ne")
    map_of_maps: dict[str, dict[str, bool | None]] = Field(
        default=None,
        alias="map-of-maps",
        title="Map of maps",
    )
    renamed_target: Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)] = Field(
        default=1,
        alias="renamed-target",
        title="Renamed target",
    )
    pat: str = Field(title="Pat")
    secret: str = Field(title="Secret")
    ports: list[Annotated[int, Field(ge=0, le=65535)]] = Field(
        default_factory=lambda: [80],
        validate_default=True,
        title="Ports",
    )
    member_0: Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)] = Field(
        alias="0",
        title="0",
    )
    member_00: Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)] = Field(
        alias="00",
        title="00",
    )
    a_b: Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)] = Field(
        alias="a-b",
        title="A b",
    )
    a_b_: Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)] = Field(
        alias="a_b",
        title="A b",
    )
    a_b__: Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)] = Field(
        alias="aB",
        title="A b",
    )
    member_: Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)] = Field(
        alias="",
        title="\"\"",
    )
    member__: Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)] = Field(
        alias=" ",
        title="\" \"",
    )
    a_b___: Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)] = Field(
        alias="a\nb",
        title="A b",
    )
    slash: Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)] = Field(
        alias="~/slash",
        title="Slash",
    )
    empty_sub: EmptySub = Field(
        default=None,
        alias="empty-sub",
        title="Empty sub",
    )
    list_of_empty: list[ListOfEmpty] = Field(
        default=None,
        alias="list-of-empty",
        title="List of empty",
    )
    one_tag: OneTag = Field(
        alias="one-tag",
        title="One tag",
    )
    tags_of_code: TagsOfCode = Field(
        alias="tags-of-code",
        title="Tags of code",
    )
    old_group: ConfigurationOldGroup = Field(
        default=None,
        alias="old group",
        title="Old group",
    )
    old_name: Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)] = Field(
        default=None,
        alias="old.name",
        title="Old name",
        description="Alias of `renamed-target`.",
        deprecated=True,
    )


class ConfigurationAny(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, protected_namespaces=())
    x: Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)] = Field(title="X")
    y: Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)] = Field(
        default=0,
        title="Y",
    )


class ConfigurationBaseModel(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, protected_namespaces=())
    radius: int | float = Field(title="Radius")


class ConfigurationBaseModel2(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, protected_namespaces=())
    z: Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)] = Field(title="Z")


class String(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, protected_namespaces=())
    z: Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)] = Field(title="Z")


class ConfigurationRecord(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, protected_namespaces=())
    z: Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)] = Field(title="Z")


class Array(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, protected_namespaces=())
    z: Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)] = Field(title="Z")


class Object(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, protected_namespaces=())
    q: Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)] = Field(title="Q")


class Promise(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, protected_namespaces=())
    q: Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)] = Field(title="Q")


class ConfigurationLiteral(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, protected_namespaces=())
    q: Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)] = Field(title="Q")


class Dict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, protected_namespaces=())
    q: Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)] = Field(title="Q")


class Type(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, protected_namespaces=())
    type: str = Field(title="Type")


class Node(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, protected_namespaces=())
    children: dict[str, Node] = Field(
        default_factory=lambda: {},
        validate_default=True,
        title="Children",
    )
    next: Node | None = Field(
        default=None,
        title="Next",
    )
    siblings: list[Node] = Field(
        default_factory=lambda: [],
        validate_default=True,
        title="Siblings",
    )
    own_name: str = Field(
        default=None,
        alias="own name",
        title="Own name",
    )


class MaybeShape(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, protected_namespaces=())
    w: Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)] = Field(title="W")
    a_b: str = Field(
        alias="a.b",
        title="A b",
    )


class Tagged_2nd(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, protected_namespaces=())
    member_2nd: ConfigurationAny = Field(
        alias="2nd",
        title="2nd",
        description="",
    )


class TaggedAB(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, protected_namespaces=())
    a_b: Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)] = Field(
        alias="a b",
        title="A b",
    )


class TaggedSelf(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, protected_namespaces=())
    self_: Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)] | None = Field(
        alias="self",
        title="Self",
    )


class TaggedUnit(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, protected_namespaces=())
    unit: Unit = Field(title="Unit")


Tagged = TypeAliasType("Tagged", "Annotated[Tagged_2nd | TaggedAB | TaggedSelf | TaggedUnit, Field(union_mode=\"left_to_right\")]")


class Unit(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, protected_namespaces=())


class FreeGroup(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, protected_namespaces=())
    inner: Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)] = Field(title="Inner")


class Free(BaseModel):
    model_config = ConfigDict(extra="allow", strict=True, protected_namespaces=())
    __pydantic_extra__: dict[str, Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)]] = Field(init=False)
    known: Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)] = Field(title="Known")
    group: FreeGroup = Field(title="Group")


class FreeAny(BaseModel):
    model_config = ConfigDict(extra="allow", strict=True, protected_namespaces=())
    __pydantic_extra__: dict[str, Any] = Field(init=False)
    k: str = Field(
        default="x",
        title="K",
    )


class FreeDeepG(BaseModel):
    model_config = ConfigDict(extra="allow", strict=True, protected_namespaces=())
    __pydantic_extra__: dict[str, str] = Field(init=False)
    h: Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)] = Field(title="H")


class FreeDeep(BaseModel):
    model_config = ConfigDict(extra="allow", strict=True, protected_namespaces=())
    __pydantic_extra__: dict[str, dict[str, str]] = Field(init=False)
    g: FreeDeepG = Field(title="G")


class EmptySub(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, protected_namespaces=())


class ListOfEmpty(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, protected_namespaces=())


class OneTag(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, protected_namespaces=())
    a_tag: str = Field(
        alias="a tag",
        title="A tag",
        examples=["a \"word\""],
    )


class TagsOfCodeCount(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, protected_namespaces=())
    count: Annotated[int, Field(ge=-9223372036854775808, le=9223372036854775807)] = Field(title="Count")


class TagsOfCodeText(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, protected_namespaces=())
    text: str = Field(
        title="Text",
        examples=["x"],
    )


TagsOfCode = TypeAliasType("TagsOfCode", "Annotated[TagsOfCodeCount | TagsOfCodeText, Field(union_mode=\"left_to_right\")]")


ConfigurationNestedDeeplyWithin.model_rebuild()
ConfigurationNestedDeeply.model_rebuild()
ConfigurationNested.model_rebuild()
ConfigurationOldGroup.model_rebuild()
Configuration.model_rebuild()
ConfigurationAny.model_rebuild()
ConfigurationBaseModel.model_rebuild()
ConfigurationBaseModel2.model_rebuild()
String.model_rebuild()
ConfigurationRecord.model_rebuild()
Array.model_rebuild()
Object.model_rebuild()
Promise.model_rebuild()
ConfigurationLiteral.model_rebuild()
Dict.model_rebuild()
Type.model_rebuild()
Node.model_rebuild()
MaybeShape.model_rebuild()
Tagged_2nd.model_rebuild()
TaggedAB.model_rebuild()
TaggedSelf.model_rebuild()
TaggedUnit.model_rebuild()
Unit.model_rebuild()
FreeGroup.model_rebuild()
Free.model_rebuild()
FreeAny.model_rebuild()
FreeDeepG.model_rebuild()
FreeDeep.model_rebuild()
EmptySub.model_rebuild()
ListOfEmpty.model_rebuild()
OneTag.model_rebuild()
TagsOfCodeCount.model_rebuild()
TagsOfCodeText.model_rebuild()
