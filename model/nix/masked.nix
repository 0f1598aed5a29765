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
      ofType (option ? apply) (option.type or lib.types.raw) value;

  # The names of a package are none of its value.
  isSet = value: builtins.isAttrs value && !lib.types.package.check value;

  ofEach =
    type: value:
    if builtins.isList value then
      map type value
    else if isSet value then
      builtins.mapAttrs (_: type) value
    else
      value;

  # The values of each name, or what is made of them.
  ofEachItem = type: value: type (if builtins.isList value then map type value else value);

  ofSubmodule =
    reshaped: type: value:
    let
      options = type.getSubOptions [ ];
      free = type.nestedTypes.freeformType or null;
      freeNames = removeAttrs value (builtins.attrNames options);
    in
    if !isSet value then
      value
    # The type of the free names is that of a set of them.
    else if free != null then
      below options value // ofType reshaped free freeNames
    else
      below options value;

  # Whether a function of the option's has changed the value, which may have made a list of a set. Else
  # each type looks at values of its own shape: of two types inside each other one goes on.
  ofType =
    reshaped: type: value:
    let
      nested = type.nestedTypes or { };
      of = ofType reshaped;
      element = of (nested.elemType or lib.types.raw);
    in
    {
      submodule = ofSubmodule reshaped type value;
      attrTag = if isSet value then below (type.getSubOptions [ ]) value else value;
      nullOr = element value;
      unique = element value;
      either = of nested.right (of nested.left value);
      coercedTo = of nested.finalType value;
      attrsOf = if reshaped || isSet value then ofEach element value else value;
      lazyAttrsOf = if reshaped || isSet value then ofEach element value else value;
      loaOf = ofEach element value;
      listOf = if reshaped || builtins.isList value then ofEach element value else value;
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
ofType false
