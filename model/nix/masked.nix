# Values with `{ _type = "secret"; }` wherever an option marks them as secret
# (`mkOption { … } // { meta.ui.secret = true; }`). Null is shown: it says that there is none. Nobody
# tells which of two types a value is of, so what is a secret in either of them is none to be seen.
{ lib }:
let
  below = import ./walk.nix { inherit lib; } ofOption;

  ofOption =
    option: value:
    if value != null && option.meta.ui.secret or false then
      { _type = "secret"; }
    else
      ofType (option.type or lib.types.raw) value;

  # The names of a package are none of its value.
  isSet = value: builtins.isAttrs value && !lib.types.package.check value;

  ofEach =
    type: value:
    if builtins.isList value then
      map (ofType type) value
    else if isSet value then
      builtins.mapAttrs (_: ofType type) value
    else
      value;

  # The values of each name, or what is made of them.
  ofEachItem = type: value: ofType type (if builtins.isList value then map (ofType type) value else value);

  ofSubmodule =
    type: value:
    let
      options = type.getSubOptions [ ];
      free = type.nestedTypes.freeformType or null;
      freeNames = removeAttrs value (builtins.attrNames options);
    in
    if !isSet value then
      value
    # The type of the free names is that of a set of them.
    else if free != null then
      below options value // ofType free freeNames
    else
      below options value;

  ofType =
    type: value:
    let
      nested = type.nestedTypes or { };
      element = nested.elemType or lib.types.raw;
    in
    {
      submodule = ofSubmodule type value;
      attrTag = if isSet value then below (type.getSubOptions [ ]) value else value;
      nullOr = ofType element value;
      unique = ofType element value;
      either = ofType nested.right (ofType nested.left value);
      coercedTo = ofType nested.finalType value;
      attrsOf = ofEach element value;
      lazyAttrsOf = ofEach element value;
      listOf = ofEach element value;
      attrListOf =
        if builtins.isList value then
          map (ofEach element) value
        else if isSet value then
          builtins.mapAttrs (_: ofEachItem element) value
        else
          value;
    }
    .${type.name} or value;
in
ofType
