# The type of what modules define without anybody knowing the option: it is merged by its
# look. Sets are merged name by name, lists are joined, text is joined by lines; of anything
# else all definitions must be equal.
{
  lib,
  # Whether a level, a path of options, takes only names that are declared.
  closed ? _: false,
}:
let
  # Instead of a value where every definition is switched off.
  undefined._type = "undefined";

  isProperty = type: value: builtins.isAttrs value && value ? _type && value._type == type;

  isPlainSet =
    value:
    builtins.isAttrs value && !(value ? _type || value ? outPath || value ? __toString || value ? __functor);

  # A definition without the properties around it: the conditions it stands under, its own
  # priority, and how to put all of them back.
  bare =
    definition@{ value, ... }:
    if !(builtins.isAttrs value && value ? _type) then
      [ definition ]
    else if value._type == "merge" then
      builtins.concatMap (part: bare (definition // { value = part; })) value.contents
    else if value._type == "if" then
      bare (
        definition
        // {
          value = value.content;
          conditions = definition.conditions ++ [ value.condition ];
          wrap = inner: definition.wrap (lib.mkIf value.condition inner);
        }
      )
    else if value._type == "override" then
      bare (
        definition
        // {
          value = value.content;
          inherit (value) priority;
          wrap = inner: definition.wrap (lib.mkOverride value.priority inner);
        }
      )
    else if value._type == "order" then
      bare (
        definition
        // {
          value = value.content;
          wrap = inner: definition.wrap (lib.mkOrder value.priority inner);
        }
      )
    else
      [ definition ];

  counts = definition: builtins.all (condition: condition) definition.conditions;

  # `mkForce` on a whole set replaces what others say about it, and does not merge with it.
  # Weaker definitions than usual may be about a group of options, and are merged.
  strongest =
    definitions:
    let
      forced = builtins.filter (
        definition: definition.priority < lib.modules.defaultOverridePriority && counts definition
      ) definitions;
      least = builtins.foldl' (least: definition: lib.min least definition.priority) 9999 forced;
    in
    if forced == [ ] then
      definitions
    else
      builtins.filter (definition: definition.priority == least) forced;

  mergeTree =
    loc: definitions:
    let
      all = builtins.concatMap (
        definition: bare (definition // { priority = lib.modules.defaultOverridePriority; })
      ) definitions;
      members = map (
        definition:
        builtins.mapAttrs (_: value: {
          inherit (definition) file conditions wrap;
          inherit value;
        }) definition.value
      ) (strongest all);
    in
    if builtins.all (definition: isPlainSet definition.value) all then
      builtins.zipAttrsWith (name: mergeTree (loc ++ [ name ])) members
    else
      mergeLeaf loc all;

  mergeLeaf =
    loc: definitions:
    let
      merged = lib.mergeDefinitions loc leaf (
        map (definition: {
          inherit (definition) file;
          value = definition.wrap definition.value;
        }) definitions
      );
    in
    if merged.isDefined then merged.mergedValue else undefined;

  # Elements of lists may be conditional, or several.
  elements = builtins.concatMap (
    element:
    if isProperty "if" element then
      lib.optionals element.condition (elements [ element.content ])
    else if isProperty "merge" element then
      elements element.contents
    else
      [ element ]
  );

  leaf = lib.mkOptionType {
    name = "nixos";
    description = "value of an unknown NixOS option";
    check = _: true;
    merge =
      loc: definitions:
      let
        values = map (definition: definition.value) definitions;
        all = test: builtins.all test values;
      in
      if all builtins.isList then
        builtins.concatMap elements values
      else if builtins.length values == 1 then
        builtins.head values
      else if all builtins.isString then
        lib.concatStringsSep "\n" (lib.unique values)
      else if all isPlainSet then
        mergeTree loc (map plain definitions)
      else if all lib.isFunction then
        argument:
        leaf.merge loc (
          map (definition: definition // { value = definition.value argument; }) definitions
        )
      else
        lib.mergeEqualOption loc definitions;
  };

  plain = definition: {
    inherit (definition) file value;
    conditions = [ ];
    wrap = inner: inner;
  };
in
lib.mkOptionType {
  name = "nixos";
  description = "NixOS configuration";
  check = builtins.isAttrs;
  merge = loc: definitions: mergeTree loc (map plain definitions);
}
// {
  # `leaf` is the type of a single option of which nothing is known.
  inherit closed leaf;
}
