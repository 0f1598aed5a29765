# Functions that are kept only for old code: for each there is a better way today.
lib:
let
  inherit (builtins)
    elem
    foldl'
    head
    isAttrs
    isList
    map
    mapAttrs
    tail
    ;
  inherit (lib.lists) toList unique;
  inherit (lib.trivial) isFunction;

  propagated =
    package:
    package.propagatedBuildInputs or [ ] ++ package.propagatedNativeBuildInputs or [ ];
in
rec {
  /**
    The member of a set, or the default.

        maybeAttr : String -> a -> { _ : a } -> a

    Example: maybeAttr "b" 0 { a = 1; } == 0
  */
  maybeAttr =
    name: default: set:
    set.${name} or default;

  /**
    As `maybeAttr`; the set may be null.

        maybeAttrNullable : String -> a -> { _ : a } | Null -> a

    Example: maybeAttrNullable "b" 0 null == 0
  */
  maybeAttrNullable = maybeAttr;

  /**
    A variable of the environment, or the default if it is empty.

        maybeEnv : String -> String -> String

    Example: isFunction maybeEnv
  */
  maybeEnv =
    name: default:
    let
      value = builtins.getEnv name;
    in
    if value == "" then default else value;

  /**
    The value if the condition holds, else what is empty or false of its kind.

        ifEnable : Bool -> Any -> Any

    Example: ifEnable false [ 1 ] == [ ]
  */
  ifEnable =
    condition: value:
    if condition then
      value
    else if isList value then
      [ ]
    else if isAttrs value then
      { }
    else if builtins.isBool value then
      false
    else
      null;

  /**
    Whether a flag is among the `flags` of a set or a member of it.

        checkFlag : { _ : Any } -> String -> Any

    Example: checkFlag { flags = [ "x" ]; } "x"
  */
  checkFlag =
    set: name:
    if name == "true" then
      true
    else if name == "false" then
      false
    else if elem name (set.flags or [ ]) then
      true
    else
      set.${name} or false;

  /**
    The member of a set, or the partner of the name in a list of pairs, or null.

        getValue : { _ : Any } -> [[Any]] -> String -> Any

    Example: getValue { } [ [ "n" 2 ] ] "n" == 2
  */
  getValue =
    set: pairs: name:
    let
      found = lib.lists.findFirst (pair: head pair == name) null pairs;
    in
    set.${name} or (if found == null then null else builtins.elemAt found 1);

  /**
    Whether, for each list that begins with a flag that is set, all others have a value.

        checkReqs : { _ : Any } -> [[Any]] -> [[String]] -> Bool

    Example: checkReqs { flags = [ "a" ]; b = true; } [ ] [ [ "a" "b" ] ]
  */
  checkReqs =
    set: pairs: conditions:
    let
      present =
        name:
        let
          value = getValue set pairs name;
        in
        value != null && value != false;
    in
    builtins.all (
      names: checkFlag set (head names) -> builtins.all present (tail names)
    ) conditions;

  /**
    The elements of a list, each once, without those that were there before.

        uniqList : { inputList : [a]; acc? : [a]; } -> [a]

    Example: uniqList { inputList = [ 1 2 1 ]; } == [ 1 2 ]
  */
  uniqList =
    {
      inputList,
      acc ? [ ],
    }:
    builtins.filter (x: !elem x acc) (unique inputList);

  /**
    The elements of a list, of those that are alike only the first.

        uniqListExt : { inputList : [a]; outputList? : [a]; getter? : a -> b; compare? : b -> b -> Bool; } -> [a]

    Example: uniqListExt { inputList = [ 1 2 11 ]; getter = x: mod x 10; } == [ 1 2 ]
  */
  uniqListExt =
    {
      inputList,
      outputList ? [ ],
      getter ? x: x,
      compare ? x: y: x == y,
    }:
    foldl' (
      seen: x: if builtins.any (y: compare (getter y) (getter x)) seen then seen else seen ++ [ x ]
    ) outputList inputList;

  /**
    The name, followed by each second string of a list for whose first the predicate holds.

        condConcat : String -> [String] -> (String -> Bool) -> String

    Example: condConcat "n" [ "a" "-x" "b" "-y" ] (c: c == "b") == "n-y"
  */
  condConcat =
    name: list: holds:
    let
      longer = if holds (head list) then name + builtins.elemAt list 1 else name;
    in
    if list == [ ] then name else condConcat longer (tail (tail list)) holds;

  /**
    As `genericClosure`, with the elements found last first.

        lazyGenericClosure : { operator : { key : Any; ... } -> [{ key : Any; ... }]; startSet : [{ key : Any; ... }]; } -> [{ key : Any; ... }]

    Example: lazyGenericClosure { startSet = [ { key = 1; } ]; operator = i: [ { key = 2; } ]; } == [ { key = 2; } { key = 1; } ]
  */
  lazyGenericClosure =
    {
      operator,
      startSet,
    }:
    let
      walk =
        todo: keys: found:
        if todo == [ ] then
          found
        else
          let
            next = head todo;
          in
          if elem next.key keys then
            walk (tail todo) keys found
          else
            walk (tail todo ++ operator next) ([ next.key ] ++ keys) ([ next ] ++ found);
    in
    walk startSet [ ] [ ];

  /**
    Collects sets until it is given null, then calls the function with all.

        innerModifySumArgs : ({ _ : Any } -> Any -> { _ : Any }) -> { _ : Any } -> { _ : Any } -> { _ : Any } | Null -> Any

    Example: innerModifySumArgs (a: b: a) { x = 1; } { } null == { x = 1; }
  */
  innerModifySumArgs =
    f: x: collected: next:
    if next == null then f collected next // x else innerModifySumArgs f x (collected // next);

  /**
    Collects sets until it is given null, then calls the function with all.

        modifySumArgs : ({ _ : Any } -> Any -> { _ : Any }) -> { _ : Any } -> { _ : Any } | Null -> Any

    Example: modifySumArgs (a: b: a) { x = 1; } { y = 2; } null == { x = 1; y = 2; }
  */
  modifySumArgs = f: x: innerModifySumArgs f x { };

  /**
    The packages with all that they propagate.

        closePropagation : [Any] -> [Any]

    Example: closePropagation [ null ] == [ ]
  */
  closePropagation = closePropagationFast;

  /**
    The packages with all that they propagate, by `genericClosure`.

        closePropagationFast : [Any] -> [Any]

    Example: closePropagationFast [ null ] == [ ]
  */
  closePropagationFast =
    let
      keyed =
        packages:
        map (package: {
          key = package.outPath;
          inherit package;
        }) (builtins.filter (package: package != null) packages);
    in
    packages:
    map (item: item.package) (
      builtins.genericClosure {
        startSet = keyed packages;
        operator = item: if isAttrs item.package then keyed (propagated item.package) else [ ];
      }
    );

  /**
    The packages with all that they propagate, compared with each other.

        closePropagationSlow : [Any] -> [Any]

    Example: closePropagationSlow [ { a = 1; } ] == [ { a = 1; } ]
  */
  closePropagationSlow = packages: uniqList { inputList = innerClosePropagation [ ] packages; };

  /**
    What the packages propagate, in front of those already found.

        innerClosePropagation : [Any] -> [Any] -> [Any]

    Example: innerClosePropagation [ 1 ] [ ] == [ 1 ]
  */
  innerClosePropagation =
    found: packages:
    if packages == [ ] then
      found
    else
      let
        next = head packages;
        with' = [ next ] ++ found;
      in
      if !isAttrs next then
        innerClosePropagation found (tail packages)
      else
        innerClosePropagation with' (uniqList {
          inputList = propagated next ++ tail packages;
          acc = with';
        });

  /**
    Both sets; where both have a name, what the function makes of the two values.

        mergeAttrsWithFunc : (Any -> Any -> Any) -> { _ : Any } -> { _ : Any } -> { _ : Any }

    Example: (mergeAttrsWithFunc add { a = 1; } { a = 10; }).a == 11
  */
  mergeAttrsWithFunc =
    f: x: y:
    x // mapAttrs (name: value: f (x.${name} or value) value) y;

  /**
    Both sets, all values as lists, one after the other.

        mergeAttrsConcatenateValues : { _ : Any } -> { _ : Any } -> { _ : Any }

    Example: (mergeAttrsConcatenateValues { a = 1; } { a = [ 2 ]; }).a == [ 1 2 ]
  */
  mergeAttrsConcatenateValues = mergeAttrsWithFunc (x: y: toList x ++ toList y);

  /**
    Both sets; a name that both have is an error, but for lists and names that may be overridden.

        mergeAttrsNoOverride : { mergeLists? : [String]; overrideSnd? : [String]; } -> { _ : Any } -> { _ : Any } -> { _ : Any }

    Example: mergeAttrsNoOverride { } { x = 1; } { y = 2; } == { x = 1; y = 2; }
  */
  mergeAttrsNoOverride =
    {
      mergeLists ? [
        "buildInputs"
        "propagatedBuildInputs"
      ],
      overrideSnd ? [ "buildPhase" ],
    }:
    x: y:
    x
    // mapAttrs (
      name: value:
      if !(x ? ${name}) then
        value
      else if elem name mergeLists then
        value ++ x.${name}
      else if elem name overrideSnd then
        x.${name}
      else
        throw "error mergeAttrsNoOverride, attribute ${name} given in both attributes - no merge func defined"
    ) y;

  /**
    How `mergeAttrByFunc` merges members when nothing else is said.

        mergeAttrBy : { _ : Any -> Any -> Any }

    Example: mergeAttrBy.patches [ 1 ] [ 2 ] == [ 1 2 ]
  */
  mergeAttrBy =
    lib.attrsets.genAttrs [
      "buildInputs"
      "configureFlags"
      "nativeBuildInputs"
      "patches"
      "postAll"
      "prePhases"
      "propagatedBuildInputs"
    ] (_: lib.trivial.concat)
    // lib.attrsets.genAttrs [
      "cfg"
      "flags"
      "meta"
      "passthru"
    ] (_: lib.trivial.mergeAttrs)
    // lib.attrsets.genAttrs [
      "postInstall"
      "preConfigure"
    ] (_: x: y: "${x}\n${y}");

  /**
    Both sets, members merged as the sets' `mergeAttrBy` says.

        mergeAttrByFunc : { _ : Any } -> { _ : Any } -> { _ : Any }

    Example: (mergeAttrByFunc { x = [ 1 ]; mergeAttrBy.x = concat; } { x = [ 2 ]; }).x == [ 1 2 ]
  */
  mergeAttrByFunc =
    x: y:
    let
      functions = {
        mergeAttrBy = lib.trivial.mergeAttrs;
      }
      // x.mergeAttrBy or { }
      // y.mergeAttrBy or { };
      concerned = lib.attrsets.filterAttrs (name: _: x ? ${name} || y ? ${name}) functions;
    in
    x
    // y
    // mapAttrs (
      name: merge:
      if x ? ${name} && y ? ${name} then
        merge x.${name} y.${name}
      else
        x.${name} or y.${name}
    ) concerned;

  /**
    All sets, members merged as `mergeAttrBy` says.

        mergeAttrsByFuncDefaults : [{ _ : Any }] -> { _ : Any }

    Example: (mergeAttrsByFuncDefaults [ { patches = [ 1 ]; } { patches = [ 2 ]; } ]).patches == [ 1 2 ]
  */
  mergeAttrsByFuncDefaults = foldl' mergeAttrByFunc { inherit mergeAttrBy; };

  /**
    As `mergeAttrsByFuncDefaults`, without the functions.

        mergeAttrsByFuncDefaultsClean : [{ _ : Any }] -> { _ : Any }

    Example: mergeAttrsByFuncDefaultsClean [ { a = 1; } { a = 2; } ] == { a = 2; }
  */
  mergeAttrsByFuncDefaultsClean =
    sets: removeAttrs (mergeAttrsByFuncDefaults sets) [ "mergeAttrBy" ];

  /**
    The set of one member.

        nvs : String -> a -> { _ : a }

    Example: nvs "a" 1 == { a = 1; }
  */
  nvs = name: value: { ${name} = value; };

  /**
    The set with one more member.

        setAttr : { _ : a } -> String -> a -> { _ : a }

    Example: setAttr { } "a" 1 == { a = 1; }
  */
  setAttr =
    set: name: value:
    set // { ${name} = value; };

  /**
    The set with a member changed, from the default if it has none.

        setAttrMerge : String -> Any -> { _ : Any } -> (Any -> Any) -> { _ : Any }

    Example: setAttrMerge "k" [ ] { } (v: v ++ [ 1 ]) == { k = [ 1 ]; }
  */
  setAttrMerge =
    name: default: set: f:
    setAttr set name (f (maybeAttr name default set));

  /**
    The second argument if it is a set, else what it makes of the first.

        defaultMergeArg : a -> Any -> Any

    Example: defaultMergeArg { a = 1; } (x: x.a) == 1
  */
  defaultMergeArg = x: y: if isAttrs y then y else y x;

  /**
    The first set, with the second or what it makes of the first laid over it.

        defaultMerge : { _ : Any } -> Any -> { _ : Any }

    Example: defaultMerge { a = 1; } (x: { b = x.a; }) == { a = 1; b = 1; }
  */
  defaultMerge = x: y: x // defaultMergeArg x y;

  /**
    A function that can be called again with more arguments: its result has `override` and,
    in `passthru`, the function and the arguments so far.

        foldArgs : (Any -> Any -> Any) -> (Any -> { _ : Any }) -> Any -> Any -> { _ : Any }

    Example: (foldArgs mergeAttrs (a: { v = a; }) { x = 1; } { y = 2; }).v == { x = 1; y = 2; }
  */
  foldArgs =
    merge: f: start: more:
    let
      args = merge start (defaultMergeArg start more);
      result = setAttrMerge "passthru" { } (f args) (
        passthru:
        passthru
        // {
          function = foldArgs merge f args;
          args = passthru.args or { } // more;
        }
      );
    in
    result // { override = result.passthru.function; };

  /**
    The kind of a value, in older words than `typeOf` has.

        nixType : Any -> String

    Example: nixType { } == "attrs"
  */
  nixType =
    x:
    if isAttrs x then
      if x ? outPath then "derivation" else "attrs"
    else if isFunction x then
      "function"
    else if isList x then
      "list"
    else if builtins.isBool x then
      "bool"
    else if x == null then
      "null"
    else if builtins.isInt x then
      "int"
    else
      "string";

  /**
    An older name of `imap1`.

        imap : (Int -> a -> b) -> [a] -> [b]

    Example: imap (i: x: i) [ "a" ] == [ 1 ]
  */
  imap = lib.lists.imap1;

  /**
    A hash of no file, to be replaced by the one that an error tells.

        fakeHash : String

    Example: hasPrefix "sha256-" fakeHash
  */
  fakeHash = "sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

  /**
    A SHA-256 of no file.

        fakeSha256 : String

    Example: stringLength fakeSha256 == 64
  */
  fakeSha256 = lib.strings.replicate 64 "0";

  /**
    A SHA-512 of no file.

        fakeSha512 : String

    Example: stringLength fakeSha512 == 128
  */
  fakeSha512 = lib.strings.replicate 128 "0";
}
