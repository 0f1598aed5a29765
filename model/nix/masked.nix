# Values with `{ _type = "secret"; }` wherever an option marks them as secret
# (`mkOption { … } // { meta.ui.secret = true; }`).
{ lib }:
let
  below = import ./walk.nix { inherit lib; } ofOption;

  ofOption =
    option: value:
    if value != null && option.meta.ui.secret or false then
      { _type = "secret"; }
    else
      ofType (option.type or lib.types.raw) value;

  ofType =
    type: value:
    {
      submodule = if builtins.isAttrs value then below (type.getSubOptions [ ]) value else value;
      attrTag = if builtins.isAttrs value then below (type.getSubOptions [ ]) value else value;
      nullOr = if value == null then null else ofType type.nestedTypes.elemType value;
      attrsOf = builtins.mapAttrs (_: ofType type.nestedTypes.elemType) value;
      lazyAttrsOf = builtins.mapAttrs (_: ofType type.nestedTypes.elemType) value;
      listOf = map (ofType type.nestedTypes.elemType) value;
    }
    .${type.name} or value;
in
ofType
