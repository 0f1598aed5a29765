# What somebody said of options: their values without those that are mere defaults.
{ lib }:
let
  # Instead of a value that nobody defined. One that somebody defined may be
  # `{ _type = "defined"; value = …; }`: it counts though nothing in it does.
  undefined._type = "undefined";

  # What no option declares stays as it is. Of most options nobody says anything.
  level =
    options: config:
    builtins.mapAttrs (
      name: value:
      if !(options ? ${name}) then
        value
      else if lib.isOption options.${name} then
        ofOption options.${name}
      else
        group options.${name} value
    ) (__fedic.withoutUnset options config);

  group =
    options: config:
    let
      said = level options config;
    in
    if said == { } && config != { } then undefined else said;

  # The priority of what nobody defined.
  unsaid = (lib.mkOptionDefault null).priority;

  ofOption =
    option:
    if option.highestPrio >= unsaid then
      undefined
    else
      below (meta option) option.value;

  # `nullOr` does not tell what is inside its value.
  meta =
    option:
    if option.type.name == "nullOr" && option.value != null && option.type.getSubModules != null then
      (option.type.nestedTypes.elemType.merge.v2 {
        inherit (option) loc;
        defs = option.definitionsWithLocations;
      }).valueMeta
    else
      option.valueMeta;

  # A value by what is known of its parts.
  below =
    meta: value:
    if meta ? configuration && builtins.isAttrs value then
      {
        _type = "defined";
        value = level meta.configuration.options value;
      }
    else if meta ? attrs && builtins.isAttrs value then
      builtins.mapAttrs (name: below (meta.attrs.${name} or { })) value
    else if
      meta ? list && builtins.isList value && builtins.length meta.list == builtins.length value
    then
      lib.zipListsWith below meta.list value
    else
      value;
in
group
