# Values with `{ _type = "secret"; }` wherever an option marks them as secret
# (`mkOption { … } // { meta.ui.secret = true; }`). Null is shown: it says that there is none. Nobody
# tells which of two types a value is of, so what is a secret in either of them is none to be seen. Nor
# does anybody tell what a function makes of a value with secrets in it: of that is shown what the options
# of its type say, `apply = account: "${account.name}:${account.password}"` is a secret.
{ lib }:
let
  secret._type = "secret";
  hidden = value: if value == null then null else secret;

  isMasked = value: builtins.isAttrs value && (value._type or null) == "secret";

  walk = import ./walk.nix { inherit lib; };

  # What a function has made stays so in the options below.
  ofOption =
    reshaped: option: value:
    if option.meta.ui.secret or false then
      hidden value
    else
      ofType (reshaped || option ? apply) (option.type or lib.types.raw) value;

  # The names of a package are none of its value.
  isSet = value: builtins.isAttrs value && !lib.types.package.check value;

  # The members of a set that no option declares, those in groups of options among them, and what a
  # function has made of a group.
  freeNames =
    options: value:
    lib.concatMapAttrs (
      name: member:
      if !(options ? ${name}) then
        { ${name} = member; }
      else if lib.isOption options.${name} then
        { }
      else if !isSet member then
        { ${name} = member; }
      else
        lib.filterAttrs (_: rest: rest != { }) { ${name} = freeNames options.${name} member; }
    ) value;

  # A set with other values for its free names.
  withFree =
    options: value: free:
    value
    // builtins.mapAttrs (
      name: member:
      if options ? ${name} && isSet value.${name} then
        withFree options.${name} value.${name} member
      else
        member
    ) free;

  ofSubmodule =
    reshaped: type: value:
    let
      options = type.getSubOptions [ ];
      declared = walk (ofOption reshaped) options value;
      free = freeNames options value;
      freeform = type.nestedTypes.freeformType or null;
    in
    # A function has made them, and the type of free names knows of no secret.
    if reshaped && free != { } && holds type && !(freeform != null && holds freeform) then
      withFree options declared (hiddenIn options free)
    # The type of the free names is that of a set of them.
    else if freeform != null then
      withFree options declared (ofType reshaped freeform free)
    else
      declared;

  hiddenIn =
    options:
    builtins.mapAttrs (
      name: member:
      if options ? ${name} && isSet member then hiddenIn options.${name} member else hidden member
    );

  # What types are inside of a type, other than those of its options.
  inside =
    type:
    let
      nested = type.nestedTypes or { };
      element = [ (nested.elemType or lib.types.raw) ];
    in
    {
      nullOr = element;
      unique = element;
      attrsOf = element;
      lazyAttrsOf = element;
      loaOf = element;
      listOf = element;
      attrListOf = element;
      either = [
        nested.left
        nested.right
      ];
      coercedTo = [
        nested.coercedType
        nested.finalType
      ];
      submodule = lib.optional (nested.freeformType or null != null) nested.freeformType;
    }
    .${type.name} or [ ];

  isMarked = option: option.meta.ui.secret or false;
  typeOf = option: option.type or lib.types.raw;
  optionsOf =
    type:
    lib.optionals (type.name == "submodule" || type.name == "attrTag") (
      lib.collect lib.isOption (removeAttrs (type.getSubOptions [ ]) [ "_module" ])
    );

  # Types that functions make of each other without an end are all new ones.
  deepest = 200;

  # Whether options inside of a type are marked as secret. Types may contain themselves: of each one is looked
  # through. What lies deeper than anybody's types may be one.
  holds =
    type:
    let
      node = depth: type: {
        inherit depth type;
        key = __fedic.typeIdentity type;
        options = optionsOf type;
      };
      below =
        {
          depth,
          type,
          options,
          ...
        }:
        lib.optionals (depth < deepest) (map (node (depth + 1)) (inside type ++ map typeOf options));
      all = builtins.genericClosure {
        startSet = [ (node 0 type) ];
        operator = below;
      };
    in
    builtins.any (it: it.depth == deepest || builtins.any isMarked it.options) all;

  # With `reshaped`, a function of the option's has changed the value, which may have made a list of a
  # set. Else each type looks at values of its own shape: of two types inside each other one goes on.
  ofType =
    reshaped: type: value:
    let
      nested = type.nestedTypes or { };
      of = ofType reshaped;
      element = of (nested.elemType or lib.types.raw);
      left = of nested.left value;
      # A value of another shape than the type's.
      strange = value: if reshaped && holds type then hidden value else value;
      other = strange value;
      each =
        if builtins.isList value then
          map element value
        else if isSet value then
          builtins.mapAttrs (_: element) value
        else
          other;
      # The values of each name, or what is made of them.
      eachItem = value: element (if builtins.isList value then map element value else value);
    in
    {
      submodule = if isSet value then ofSubmodule reshaped type value else other;
      attrTag = if isSet value then ofSubmodule reshaped type value else other;
      nullOr = element value;
      unique = element value;
      either = if isMasked left then left else of nested.right left;
      coercedTo =
        if holds nested.coercedType && !holds nested.finalType then
          hidden value
        else
          ofType (reshaped || holds nested.coercedType) nested.finalType value;
      attrsOf = if reshaped || isSet value then each else value;
      lazyAttrsOf = if reshaped || isSet value then each else value;
      loaOf = each;
      listOf = if reshaped || builtins.isList value then each else value;
      attrListOf =
        if builtins.isList value then
          map (item: if isSet item then builtins.mapAttrs (_: element) item else strange item) value
        else if isSet value then
          builtins.mapAttrs (_: eachItem) value
        else
          other;
    }
    .${type.name} or value;
in
ofType false
