# Attribute sets: paths into them, mapping, filtering, merging, and the outputs of packages.
lib:
let
  inherit (builtins)
    concatMap
    elemAt
    filter
    head
    length
    map
    ;
in
rec {
  /**
    The names of a set, in order of their bytes.

        attrNames : { _ : a } -> [String]

    Example: attrNames { b = 1; a = 2; } == [ "a" "b" ]
  */
  attrNames = builtins.attrNames;

  /**
    The values of a set, in the order of their names.

        attrValues : { _ : a } -> [a]

    Example: attrValues { b = 1; a = 2; } == [ 2 1 ]
  */
  attrValues = builtins.attrValues;

  /**
    The values of a name in those sets that have it.

        catAttrs : String -> [{ _ : a }] -> [a]

    Example: catAttrs "a" [ { a = 1; } { } { a = 2; } ] == [ 1 2 ]
  */
  catAttrs = builtins.catAttrs;

  /**
    The value of a name; an error if the set has none.

        getAttr : String -> { _ : a } -> a

    Example: getAttr "a" { a = 1; } == 1
  */
  getAttr = builtins.getAttr;

  /**
    Whether the set has the name.

        hasAttr : String -> { _ : a } -> Bool

    Example: hasAttr "a" { a = 1; }
  */
  hasAttr = builtins.hasAttr;

  /**
    The members of the second set whose names the first has too.

        intersectAttrs : { _ : a } -> { _ : b } -> { _ : b }

    Example: intersectAttrs { a = 1; } { a = 2; b = 3; } == { a = 2; }
  */
  intersectAttrs = builtins.intersectAttrs;

  /**
    Whether the value is an attribute set.

        isAttrs : Any -> Bool

    Example: isAttrs { }
  */
  isAttrs = builtins.isAttrs;

  /**
    A set from pairs of name and value; of equal names the first counts.

        listToAttrs : [{ name : String; value : a; ... }] -> { _ : a }

    Example: listToAttrs [ { name = "a"; value = 1; } ] == { a = 1; }
  */
  listToAttrs = builtins.listToAttrs;

  /**
    The same names, with the values that the function makes of name and value.

        mapAttrs : (String -> a -> b) -> { _ : a } -> { _ : b }

    Example: mapAttrs (name: value: name + value) { a = "x"; } == { a = "ax"; }
  */
  mapAttrs = builtins.mapAttrs;

  /**
    The set without the names.

        removeAttrs : { _ : a } -> [String] -> { _ : a }

    Example: removeAttrs { a = 1; b = 2; } [ "b" ] == { a = 1; }
  */
  removeAttrs = builtins.removeAttrs;

  /**
    For each name, what the function makes of all its values in the sets.

        zipAttrsWith : (String -> [a] -> b) -> [{ _ : a }] -> { _ : b }

    Example: zipAttrsWith (name: values: values) [ { a = 1; } { a = 2; b = 3; } ] == { a = [ 1 2 ]; b = [ 3 ]; }
  */
  zipAttrsWith = builtins.zipAttrsWith;

  /**
    The value at a path of names, or the default where the path ends early.

        attrByPath : [String] -> a -> Any -> Any

    Example: attrByPath [ "a" "b" ] 0 { a.b = 1; } == 1
  */
  attrByPath =
    path: default: set:
    let
      count = length path;
      from =
        i: value:
        if i == count then
          value
        else
          let
            name = elemAt path i;
          in
          if value ? ${name} then from (i + 1) value.${name} else default;
    in
    from 0 set;

  /**
    Whether there is a value at a path of names.

        hasAttrByPath : [String] -> Any -> Bool

    Example: hasAttrByPath [ "a" "b" ] { a.b = 1; }
  */
  hasAttrByPath = path: set: length (longestValidPathPrefix path set) == length path;

  /**
    As much of a path of names as leads to a value.

        longestValidPathPrefix : [String] -> Any -> [String]

    Example: longestValidPathPrefix [ "a" "b" "c" ] { a.b = 1; } == [ "a" "b" ]
  */
  longestValidPathPrefix =
    path: set:
    let
      count = length path;
      from =
        i: value:
        if i == count then
          path
        else
          let
            name = elemAt path i;
          in
          if value ? ${name} then from (i + 1) value.${name} else lib.lists.take i path;
    in
    from 0 set;

  /**
    Sets in sets, with the value at the path of names.

        setAttrByPath : [String] -> a -> Any

    Example: setAttrByPath [ "a" "b" ] 1 == { a.b = 1; }
  */
  setAttrByPath =
    path: value:
    let
      count = length path;
      from = i: if i == count then value else { ${elemAt path i} = from (i + 1); };
    in
    from 0;

  /**
    The value at a path of names; evaluation stops if there is none.

        getAttrFromPath : [String] -> Any -> Any

    Example: getAttrFromPath [ "a" "b" ] { a.b = 1; } == 1
  */
  getAttrFromPath =
    path: attrByPath path (abort "cannot find attribute '${builtins.concatStringsSep "." path}'");

  /**
    The sets that the function makes of the members, merged; of equal names the last counts.

        concatMapAttrs : (String -> a -> { _ : b }) -> { _ : a } -> { _ : b }

    Example: concatMapAttrs (name: value: { ${name} = value; "${name}2" = value * 2; }) { a = 1; } == { a = 1; a2 = 2; }
  */
  concatMapAttrs = f: set: mergeAttrsList (attrValues (mapAttrs f set));

  /**
    A set with the values at many paths changed. Inner paths are updated before outer ones,
    equal ones in the order given; an update of nothing may make it, if it does not read it.

        updateManyAttrsByPath : [{ path : [String]; update : Any -> Any; ... }] -> Any -> Any

    Example: updateManyAttrsByPath [ { path = [ "a" "b" ]; update = old: old + 1; } ] { a.b = 1; c = 0; } == { a.b = 2; c = 0; }
  */
  updateManyAttrsByPath =
    let
      at =
        depth: exists: value: updates:
        let
          split = lib.lists.partition (u: length u.path == depth) updates;
          inner = split.wrong;
          here = showAttrPath (lib.lists.take depth (head updates).path);
          inside = mapAttrs (
            name: at (depth + 1) (exists && value ? ${name}) (value.${name} or null)
          ) (builtins.groupBy (u: elemAt u.path depth) inner);
          old =
            if inner == [ ] then
              if exists then
                value
              else
                throw "updateManyAttrsByPath: Path '${here}' does not exist in the given value, but the first update to this path tries to access the existing value."
            else if !exists then
              inside
            else if isAttrs value then
              value // inside
            else
              throw "updateManyAttrsByPath: Path '${showAttrPath (head inner).path}' needs to be updated, but path '${here}' of the given value is not an attribute set, so we can't update an attribute inside of it.";
        in
        builtins.foldl' (value: u: u.update value) old split.right;
    in
    updates: value: at 0 true value updates;

  /**
    The values of the names; reading one that is not there is an error.

        attrVals : [String] -> { _ : a } -> [a]

    Example: attrVals [ "b" "a" ] { a = 1; b = 2; } == [ 2 1 ]
  */
  attrVals = names: set: map (name: set.${name}) names;

  /**
    The members of the names; reading one that is not there is an error.

        getAttrs : [String] -> { _ : a } -> { _ : a }

    Example: getAttrs [ "a" ] { a = 1; b = 2; } == { a = 1; }
  */
  getAttrs = names: set: genAttrs names (name: set.${name});

  /**
    The members for whose name and value the predicate holds.

        filterAttrs : (String -> a -> Bool) -> { _ : a } -> { _ : a }

    Example: filterAttrs (name: value: value > 1) { a = 1; b = 2; } == { b = 2; }
  */
  filterAttrs =
    holds: set: removeAttrs set (filter (name: !holds name set.${name}) (attrNames set));

  /**
    As `filterAttrs`, and again in the sets among the values that are left.

        filterAttrsRecursive : (String -> Any -> Bool) -> { _ : Any } -> { _ : Any }

    Example: filterAttrsRecursive (name: value: value != null) { a = null; b.c = null; } == { b = { }; }
  */
  filterAttrsRecursive =
    holds: set:
    mapAttrs (_: value: if isAttrs value then filterAttrsRecursive holds value else value) (
      filterAttrs holds set
    );

  /**
    Folds the members from the left, in the order of their names.

        foldlAttrs : (b -> String -> a -> b) -> b -> { _ : a } -> b

    Example: foldlAttrs (acc: name: value: acc + value) 0 { a = 1; b = 2; } == 3
  */
  foldlAttrs =
    f: start: set:
    lib.lists.foldl' (acc: name: f acc name set.${name}) start (attrNames set);

  /**
    For each name, its values in the sets folded from the right.

        foldAttrs : (a -> b -> b) -> b -> [{ _ : a }] -> { _ : b }

    Example: foldAttrs (x: acc: [ x ] ++ acc) [ ] [ { a = 1; } { a = 2; } ] == { a = [ 1 2 ]; }
  */
  foldAttrs =
    op: start: sets:
    mapAttrs (_: lib.lists.foldr op start) (zipAttrs sets);

  /**
    The values in sets in sets for which the predicate holds; it is not asked inside those.

        collect : (Any -> Bool) -> Any -> [Any]

    Example: collect isInt { a = 1; b.c = 2; d = "x"; } == [ 1 2 ]
  */
  collect =
    holds: value:
    if holds value then
      [ value ]
    else if isAttrs value then
      concatMap (collect holds) (attrValues value)
    else
      [ ];

  /**
    A set for every choice of one element of each member; the last name varies first.

        cartesianProduct : { _ : [a] } -> [{ _ : a }]

    Example: cartesianProduct { a = [ 1 2 ]; b = [ 3 ]; } == [ { a = 1; b = 3; } { a = 2; b = 3; } ]
  */
  cartesianProduct =
    set:
    builtins.foldl' (
      partial: name: concatMap (chosen: map (x: chosen // { ${name} = x; }) set.${name}) partial
    ) [ { } ] (attrNames set);

  /**
    Applies the function to every set of the Cartesian product.

        mapCartesianProduct : ({ _ : a } -> b) -> { _ : [a] } -> [b]

    Example: mapCartesianProduct ({ a, b }: a + b) { a = [ 1 2 ]; b = [ 10 ]; } == [ 11 12 ]
  */
  mapCartesianProduct = f: set: map f (cartesianProduct set);

  /**
    The pair that `listToAttrs` wants.

        nameValuePair : String -> a -> { name : String; value : a; }

    Example: nameValuePair "a" 1 == { name = "a"; value = 1; }
  */
  nameValuePair = name: value: { inherit name value; };

  /**
    The members as pairs of name and value.

        attrsToList : { _ : a } -> [{ name : String; value : a; }]

    Example: attrsToList { a = 1; } == [ { name = "a"; value = 1; } ]
  */
  attrsToList = mapAttrsToList nameValuePair;

  /**
    As `mapAttrs`, but the function gives a pair, and so the name too.

        mapAttrs' : (String -> a -> { name : String; value : b; ... }) -> { _ : a } -> { _ : b }

    Example: mapAttrs' (name: value: nameValuePair (name + name) value) { a = 1; } == { aa = 1; }
  */
  mapAttrs' = f: set: listToAttrs (mapAttrsToList f set);

  /**
    What the function makes of names and values, in the order of the names.

        mapAttrsToList : (String -> a -> b) -> { _ : a } -> [b]

    Example: mapAttrsToList (name: value: name + value) { a = "x"; } == [ "ax" ]
  */
  mapAttrsToList = f: set: attrValues (mapAttrs f set);

  /**
    As `mapAttrs`, in sets in sets, on the values that are no sets; with their paths.

        mapAttrsRecursive : ([String] -> Any -> Any) -> { _ : Any } -> { _ : Any }

    Example: mapAttrsRecursive (path: value: path) { a.b = 1; } == { a.b = [ "a" "b" ]; }
  */
  mapAttrsRecursive = mapAttrsRecursiveCond (_: true);

  /**
    As `mapAttrsRecursive`, but a set for which the predicate does not hold is a value too.

        mapAttrsRecursiveCond : ({ _ : Any } -> Bool) -> ([String] -> Any -> Any) -> { _ : Any } -> { _ : Any }

    Example: mapAttrsRecursiveCond (set: !(set ? leaf)) (path: value: path) { a.leaf = 1; } == { a = [ "a" ]; }
  */
  mapAttrsRecursiveCond =
    goesIn: f:
    let
      inside =
        path:
        mapAttrs (
          name: value:
          let
            here = path ++ [ name ];
          in
          if isAttrs value && goesIn value then inside here value else f here value
        );
    in
    inside [ ];

  /**
    What the function makes of the values in sets in sets that are no sets, with their paths.

        mapAttrsToListRecursive : ([String] -> Any -> a) -> { _ : Any } -> [a]

    Example: mapAttrsToListRecursive (path: value: value) { b = 1; a.c = 2; } == [ 2 1 ]
  */
  mapAttrsToListRecursive = mapAttrsToListRecursiveCond (_: _: true);

  /**
    As `mapAttrsToListRecursive`, but a set for whose path and value the predicate does not
    hold is a value too.

        mapAttrsToListRecursiveCond : ([String] -> { _ : Any } -> Bool) -> ([String] -> Any -> a) -> { _ : Any } -> [a]

    Example: mapAttrsToListRecursiveCond (path: set: false) (path: value: value) { a.b = 1; } == [ { b = 1; } ]
  */
  mapAttrsToListRecursiveCond =
    goesIn: f:
    let
      inside =
        path: set:
        concatMap (
          name:
          let
            here = path ++ [ name ];
            value = set.${name};
          in
          if isAttrs value && goesIn here value then inside here value else [ (f here value) ]
        ) (attrNames set);
    in
    inside [ ];

  /**
    A set of the names, with the values that the function makes of them.

        genAttrs : [String] -> (String -> a) -> { _ : a }

    Example: genAttrs [ "a" ] (name: name + "x") == { a = "ax"; }
  */
  genAttrs = names: f: genAttrs' names (name: nameValuePair name (f name));

  /**
    A set of the pairs that the function makes of the elements.

        genAttrs' : [a] -> (a -> { name : String; value : b; ... }) -> { _ : b }

    Example: genAttrs' [ 1 ] (x: nameValuePair "n${toString x}" x) == { n1 = 1; }
  */
  genAttrs' = list: f: listToAttrs (map f list);

  /**
    Whether the value is a derivation, which is told from its member `type`.

        isDerivation : Any -> Bool

    Example: isDerivation { type = "derivation"; }
  */
  isDerivation = value: value.type or null == "derivation";

  /**
    What looks like a derivation whose output is a path in the store.

        toDerivation : Path | String -> { _ : Any }

    Example: isFunction toDerivation
  */
  toDerivation =
    path:
    let
      outPath = builtins.storePath path;
      self = {
        type = "derivation";
        name = lib.strings.sanitizeDerivationName (builtins.substring 33 (-1) (baseNameOf outPath));
        inherit outPath;
        outputs = [ "out" ];
        out = self;
        outputName = "out";
      };
    in
    self;

  /**
    The set if the condition holds, else the empty one.

        optionalAttrs : Bool -> { _ : a } -> { _ : a }

    Example: optionalAttrs false { a = 1; } == { }
  */
  optionalAttrs = condition: set: if condition then set else { };

  /**
    As `zipAttrsWith`, for these names only, also where no set has one.

        zipAttrsWithNames : [String] -> (String -> [a] -> b) -> [{ _ : a }] -> { _ : b }

    Example: zipAttrsWithNames [ "a" ] (name: values: values) [ { a = 1; b = 2; } ] == { a = [ 1 ]; }
  */
  zipAttrsWithNames =
    names: f: sets:
    genAttrs names (name: f name (catAttrs name sets));

  /**
    For each name, all its values in the sets.

        zipAttrs : [{ _ : a }] -> { _ : [a] }

    Example: zipAttrs [ { a = 1; } { a = 2; } ] == { a = [ 1 2 ]; }
  */
  zipAttrs = zipAttrsWith (_: values: values);

  /**
    All sets merged; of equal names the last counts.

        mergeAttrsList : [{ _ : a }] -> { _ : a }

    Example: mergeAttrsList [ { a = 1; } { a = 2; b = 3; } ] == { a = 2; b = 3; }
  */
  mergeAttrsList =
    sets:
    let
      # Halves first, so that a member is copied once per level and not once per set.
      merge =
        from: to:
        if to - from > 1 then
          let
            middle = (from + to) / 2;
          in
          merge from middle // merge middle to
        else if to > from then
          elemAt sets from
        else
          { };
    in
    merge 0 (length sets);

  /**
    The second set merged into the first, also in sets in both, until the predicate holds for
    a path and its two values: there the second value is taken.

        recursiveUpdateUntil : ([String] -> Any -> Any -> Bool) -> { _ : Any } -> { _ : Any } -> { _ : Any }

    Example: recursiveUpdateUntil (path: l: r: path == [ "a" ]) { a.x = 1; } { a.y = 2; } == { a.y = 2; }
  */
  recursiveUpdateUntil =
    stops: left: right:
    let
      merge =
        path:
        zipAttrsWith (
          name: values:
          let
            here = path ++ [ name ];
          in
          if length values == 1 || stops here (elemAt values 1) (head values) then
            head values
          else
            merge here values
        );
    in
    merge [ ] [
      right
      left
    ];

  /**
    The second set merged into the first, also in sets in both.

        recursiveUpdate : { _ : Any } -> { _ : Any } -> { _ : Any }

    Example: recursiveUpdate { a.b = 1; a.c = 2; } { a.b = 3; } == { a = { b = 3; c = 2; }; }
  */
  recursiveUpdate = recursiveUpdateUntil (_: left: right: !(isAttrs left && isAttrs right));

  /**
    Whether the second set has all that the first has, also in sets in both.

        matchAttrs : { _ : Any } -> { _ : Any } -> Bool

    Example: matchAttrs { a.b = 1; } { a = { b = 1; c = 2; }; }
  */
  matchAttrs =
    pattern: set:
    assert isAttrs pattern;
    builtins.all (
      name:
      set ? ${name}
      && (
        let
          wanted = pattern.${name};
          value = set.${name};
        in
        if isAttrs wanted then isAttrs value && matchAttrs wanted value else wanted == value
      )
    ) (attrNames pattern);

  /**
    The first set, with the second's values of the names it has.

        overrideExisting : { _ : a } -> { _ : b } -> { _ : a | b }

    Example: overrideExisting { a = 1; b = 2; } { b = 3; c = 4; } == { a = 1; b = 3; }
  */
  overrideExisting = old: new: mapAttrs (name: value: new.${name} or value) old;

  /**
    A path of names as it stands in a Nix expression.

        showAttrPath : [String] -> String

    Example: showAttrPath [ "a" "b c" ] == "a.\"b c\""
  */
  showAttrPath =
    path:
    if path == [ ] then
      "<root attribute path>"
    else
      builtins.concatStringsSep "." (map lib.strings.escapeNixIdentifier path);

  /**
    An output of a package: the named one, else `out`, else the package, which is also taken if
    it is an output that somebody chose.

        getOutput : String -> Any -> Any

    Example: getOutput "doc" { out = "o"; doc = "d"; } == "d"
  */
  getOutput =
    name: package:
    if package.outputSpecified or false then package else package.${name} or package.out or package;

  /**
    The first of the outputs that a package has, else the package.

        getFirstOutput : [String] -> Any -> Any

    Example: getFirstOutput [ "x" "y" ] { y = "Y"; out = "O"; } == "Y"
  */
  getFirstOutput =
    names: package:
    let
      present = filter (name: package ? ${name}) names;
    in
    if package.outputSpecified or false || present == [ ] then package else package.${head present};

  /**
    The output with the programs of a package.

        getBin : Any -> Any

    Example: getBin { out = "o"; bin = "b"; } == "b"
  */
  getBin = getOutput "bin";

  /**
    The output with the libraries of a package.

        getLib : Any -> Any

    Example: getLib { out = "o"; lib = "l"; } == "l"
  */
  getLib = getOutput "lib";

  /**
    The output with the static libraries of a package.

        getStatic : Any -> Any

    Example: getStatic { out = "o"; lib = "l"; } == "l"
  */
  getStatic = getFirstOutput [
    "static"
    "lib"
    "out"
  ];

  /**
    The output with what is needed to build against a package.

        getDev : Any -> Any

    Example: getDev { out = "o"; dev = "d"; } == "d"
  */
  getDev = getOutput "dev";

  /**
    The output with the header files of a package.

        getInclude : Any -> Any

    Example: getInclude { out = "o"; dev = "d"; } == "d"
  */
  getInclude = getFirstOutput [
    "include"
    "dev"
    "out"
  ];

  /**
    The output with the manual pages of a package.

        getMan : Any -> Any

    Example: getMan { out = "o"; man = "m"; } == "m"
  */
  getMan = getOutput "man";

  /**
    The `dev` outputs of packages.

        chooseDevOutputs : [Any] -> [Any]

    Example: chooseDevOutputs [ { out = "1"; dev = "2"; } ] == [ "2" ]
  */
  chooseDevOutputs = map getDev;

  /**
    Marks a set as one whose packages are to be built too.

        recurseIntoAttrs : { _ : Any } -> { recurseForDerivations : Bool; ... }

    Example: recurseIntoAttrs { a = 1; } == { a = 1; recurseForDerivations = true; }
  */
  recurseIntoAttrs = set: set // { recurseForDerivations = true; };

  /**
    Marks a set as one whose packages are not to be built.

        dontRecurseIntoAttrs : { _ : Any } -> { recurseForDerivations : Bool; ... }

    Example: dontRecurseIntoAttrs { a = 1; } == { a = 1; recurseForDerivations = false; }
  */
  dontRecurseIntoAttrs = set: set // { recurseForDerivations = false; };

  /**
    Both sets together; reading a name that both have is an error.

        unionOfDisjoint : { _ : a } -> { _ : b } -> { _ : a | b }

    Example: unionOfDisjoint { a = 1; } { b = 2; } == { a = 1; b = 2; }
  */
  unionOfDisjoint =
    x: y:
    let
      shared = intersectAttrs x y;
      names = builtins.concatStringsSep " " (attrNames shared);
    in
    x
    // y
    // mapAttrs (
      name: _: throw "unionOfDisjoint: collision on ${name}; complete list: ${names}"
    ) shared;
}
