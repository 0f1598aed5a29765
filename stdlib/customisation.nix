# Functions that make packages, called with what a set has, and changed afterwards.
lib:
let
  inherit (builtins)
    attrNames
    concatStringsSep
    filter
    head
    intersectAttrs
    isAttrs
    listToAttrs
    map
    mapAttrs
    substring
    ;
  inherit (lib.attrsets) genAttrs isDerivation optionalAttrs;
  inherit (lib.fixedPoints) extends;
  inherit (lib.trivial)
    functionArgs
    id
    isFunction
    mirrorFunctionArgs
    setFunctionArgs
    toFunction
    ;

  loaded = f: if isFunction f then f else import f;

  # The six pairs of build, host and target platform for which there are packages.
  pairs = [
    "buildBuild"
    "buildHost"
    "buildTarget"
    "hostHost"
    "hostTarget"
    "targetTarget"
  ];
  withPrefix =
    prefix: pair:
    "${prefix}${lib.strings.toUpper (substring 0 1 pair)}${substring 1 (-1) pair}";

  # What is said of one argument that nothing gives: where it is wanted, and names like it.
  missing =
    formals: known: name:
    let
      place = builtins.unsafeGetAttrPos name formals;
      near = lib.lists.take 3 (
        lib.lists.sortOn (lib.strings.levenshtein name) (
          filter (lib.strings.levenshteinAtMost 2 name) known
        )
      );
      at = if place == null then "<unknown location>" else "${place.file}:${toString place.line}";
      hint =
        if near == [ ] then
          ""
        else
          ", did you mean ${concatStringsSep " or " (map builtins.toJSON near)}?";
    in
    "Function called without required argument \"${name}\" at ${at}${hint}";
in
rec {
  /**
    Evaluates the derivation again, with what the function makes of it in place of its own
    attributes. `overrideAttrs`, where a package has it, keeps more.

        overrideDerivation : { _ : Any } -> ({ _ : Any } -> { _ : Any }) -> { _ : Any }

    Example: isFunction overrideDerivation
  */
  overrideDerivation =
    drv: f:
    let
      changed = derivation (drv.drvAttrs // f drv);
      kept = {
        meta = drv.meta or { };
        passthru = drv.passthru or { };
      };
    in
    extendDerivation (builtins.seq drv.drvPath true) (
      kept
      // drv.passthru or { }
      // optionalAttrs (drv ? __spliced) {
        __spliced = { } // mapAttrs (_: spliced: overrideDerivation spliced f) drv.__spliced;
      }
    ) changed;

  /**
    The function, but what it gives has `override`, which calls it again with other arguments.

        makeOverridable : ({ _ : Any } -> Any) -> { _ : Any } -> Any

    Example: ((makeOverridable ({ a }: { v = a; }) { a = 1; }).override { a = 2; }).v == 2
  */
  makeOverridable =
    f:
    let
      mirrored = mirrorFunctionArgs f;
    in
    mirrored (
      args:
      let
        result = f args;
        override = mirrored (
          changes:
          makeOverridable f (args // (if isFunction changes then changes args else changes))
        );
        # The same, with something done to each result.
        afterwards = change: makeOverridable (mirrored (args: change (f args))) args;
      in
      if isAttrs result then
        result
        // {
          inherit override;
          overrideDerivation = changes: afterwards (drv: overrideDerivation drv changes);
          ${if result ? overrideAttrs then "overrideAttrs" else null} =
            changes: afterwards (drv: drv.overrideAttrs changes);
        }
      else if isFunction result then
        setFunctionArgs result (functionArgs result) // { inherit override; }
      else
        result
    );

  /**
    Calls a function, or the one in a file, with what it wants of a set and the arguments
    given; the result has `override`.

        callPackageWith : { _ : Any } -> Any -> { _ : Any } -> Any

    Example: (callPackageWith { a = 1; } ({ a, b }: { v = a + b; }) { b = 2; }).v == 3
  */
  callPackageWith =
    known: package: args:
    let
      f = loaded package;
      formals = functionArgs f;
      given = intersectAttrs formals known // args;
      lacking = filter (name: !formals.${name} && !(given ? ${name})) (attrNames formals);
      names = attrNames known ++ attrNames args;
    in
    if lacking == [ ] then
      makeOverridable f given
    else
      abort "lib.customisation.callPackageWith: ${
        concatStringsSep "\n" (map (missing formals names) lacking)
      }";

  /**
    As `callPackageWith`, for a function that gives a set of packages: each has `override`.

        callPackagesWith : { _ : Any } -> Any -> { _ : Any } -> { _ : Any }

    Example: (callPackagesWith { a = 1; } ({ a }: { x.v = a; }) { }).x.v == 1
  */
  callPackagesWith =
    known: package: args:
    let
      f = loaded package;
      given = intersectAttrs (functionArgs f) known // args;
      packages = f given;
      single = packages.name or "<unknown-name>";
    in
    if isDerivation packages then
      throw "function `callPackages` was called on a *single* derivation \"${single}\"; did you mean to use `callPackage` instead?"
    else
      mapAttrs (
        name: _: makeOverridable (mirrorFunctionArgs f (args: (f args).${name})) given
      ) packages;

  /**
    The derivation and its outputs with more attributes; their paths are only given if the
    condition holds.

        extendDerivation : Bool -> { _ : Any } -> { _ : Any } -> { _ : Any }

    Example: (extendDerivation true { more = 1; } { type = "derivation"; }).more == 1
  */
  extendDerivation =
    condition: more: drv:
    let
      outputs = map output (drv.outputs or [ "out" ]);
      output = name: {
        inherit name;
        value =
          common
          // {
            inherit (drv.${name}) type outputName;
            outputSpecified = true;
          }
          // guarded drv.${name};
      };
      guarded = drv: {
        drvPath =
          assert condition;
          drv.drvPath;
        outPath =
          assert condition;
          drv.outPath;
      };
      common =
        drv
        // listToAttrs outputs
        // {
          all = map (output: output.value) outputs;
        }
        // more;
    in
    common // guarded drv;

  /**
    What a build farm wants of a derivation, evaluated at once; null stays null.

        hydraJob : { _ : Any } | Null -> { _ : Any } | Null

    Example: hydraJob null == null
  */
  hydraJob =
    drv:
    let
      names = drv.outputs or [ "out" ];
      common = {
        inherit (drv) name system meta;
        outputs = names;
      }
      // optionalAttrs (drv._hydraAggregate or false) {
        _hydraAggregate = true;
        constituents = map hydraJob (lib.lists.flatten drv.constituents);
      }
      // genAttrs names output;
      output =
        name:
        common
        // {
          inherit (drv.${name}) outPath drvPath;
          type = "derivation";
          outputName = name;
        };
      first = output (head names);
    in
    if drv == null then null else builtins.deepSeq first first;

  /**
    A set of packages that know each other: a function of the finished set, with `callPackage`
    that finds its members, and `overrideScope` that lays a layer over it.

        makeScope : ({ _ : Any } -> Any -> Any) -> ({ _ : Any } -> { _ : Any }) -> { _ : Any }

    Example: (makeScope callPackageWith (self: { a = 1; b = self.a + 1; })).b == 2
  */
  makeScope =
    newScope: f:
    let
      self = f self // {
        newScope = scope: newScope (self // scope);
        callPackage = self.newScope { };
        overrideScope = layer: makeScope newScope (extends layer f);
        packages = f;
      };
    in
    self;

  /**
    `makeScopeWithSplicing'` with its arguments one by one.

        makeScopeWithSplicing : ({ _ : Any } -> { _ : Any }) -> ({ _ : Any } -> Any -> Any) -> { _ : Any } -> ({ _ : Any } -> { _ : Any }) -> ({ _ : Any } -> { _ : Any }) -> ({ _ : Any } -> { _ : Any }) -> { _ : Any }

    Example: isFunction makeScopeWithSplicing
  */
  makeScopeWithSplicing =
    splicePackages: newScope: otherSplices: keep: extra: f:
    makeScopeWithSplicing' { inherit splicePackages newScope; } {
      inherit
        otherSplices
        keep
        extra
        f
        ;
    };

  /**
    As `makeScope`, for cross compilation: `callPackage` finds each package for the platform on
    which it is used.

        makeScopeWithSplicing' : { splicePackages : { _ : Any } -> { _ : Any }; newScope : { _ : Any } -> Any -> Any; } -> { otherSplices : { _ : Any }; keep? : { _ : Any } -> { _ : Any }; extra? : { _ : Any } -> { _ : Any }; f : { _ : Any } -> { _ : Any }; } -> { _ : Any }

    Example: isFunction makeScopeWithSplicing'
  */
  makeScopeWithSplicing' =
    {
      splicePackages,
      newScope,
    }:
    {
      otherSplices,
      keep ? (_: { }),
      extra ? (_: { }),
      f,
    }:
    let
      bare = splicePackages {
        pkgsBuildBuild = otherSplices.selfBuildBuild;
        pkgsBuildHost = otherSplices.selfBuildHost;
        pkgsBuildTarget = otherSplices.selfBuildTarget;
        pkgsHostHost = otherSplices.selfHostHost;
        pkgsHostTarget = self;
        pkgsTargetTarget = otherSplices.selfTargetTarget;
      };
      spliced = extra bare // bare // keep self;
      self = f self // {
        newScope = scope: newScope (spliced // scope);
        callPackage = newScope spliced;
        overrideScope =
          layer:
          makeScopeWithSplicing' { inherit splicePackages newScope; } {
            inherit otherSplices keep extra;
            f = extends layer f;
          };
        packages = f;
      };
    in
    self;

  /**
    A function like `mkDerivation` from another: what it is called with is extended by
    `extendDrvArgs`, which is given the finished arguments and those below.

        extendMkDerivation : { constructDrv : Any; excludeDrvArgNames? : [String]; excludeFunctionArgNames? : [String]; extendDrvArgs : { _ : Any } -> { _ : Any } -> { _ : Any }; inheritFunctionArgs? : Bool; transformDrv? : Any -> Any; } -> Any -> Any

    Example: (extendMkDerivation { constructDrv = fix; extendDrvArgs = final: { a, ... }: { b = a + 1; }; }) { a = 5; } == { a = 5; b = 6; }
  */
  extendMkDerivation =
    {
      constructDrv,
      excludeDrvArgNames ? [ ],
      excludeFunctionArgNames ? [ ],
      extendDrvArgs,
      inheritFunctionArgs ? true,
      transformDrv ? id,
    }:
    let
      unread = throw "lib.customisation.extendMkDerivation: extendDrvArgs reads its first argument before it takes its second";
      formals =
        (if inheritFunctionArgs then functionArgs constructDrv else { })
        // functionArgs (extendDrvArgs unread);
    in
    setFunctionArgs (
      args:
      transformDrv (
        constructDrv (
          final:
          let
            given = toFunction args final;
          in
          removeAttrs given excludeDrvArgNames // extendDrvArgs final given
        )
      )
    ) (removeAttrs formals excludeFunctionArgNames);

  /**
    Applies the function to the members for the six pairs of platforms.

        mapCrossIndex : (a -> b) -> { buildBuild : a; buildHost : a; buildTarget : a; hostHost : a; hostTarget : a; targetTarget : a; } -> { _ : b }

    Example: (mapCrossIndex toString { buildBuild = 1; buildHost = 2; buildTarget = 3; hostHost = 4; hostTarget = 5; targetTarget = 6; }).hostHost == "4"
  */
  mapCrossIndex =
    f:
    {
      buildBuild,
      buildHost,
      buildTarget,
      hostHost,
      hostTarget,
      targetTarget,
    }@members:
    mapAttrs (_: f) members;

  /**
    The members for the six pairs of platforms, whose names have a prefix, without it.

        renameCrossIndexFrom : String -> { _ : a } -> { _ : a }

    Example: (renameCrossIndexFrom "pkgs" { pkgsHostTarget = 1; }).hostTarget == 1
  */
  renameCrossIndexFrom = prefix: members: genAttrs pairs (pair: members.${withPrefix prefix pair});

  /**
    The members for the six pairs of platforms, with a prefix to their names.

        renameCrossIndexTo : String -> { _ : a } -> { _ : a }

    Example: (renameCrossIndexTo "self" { hostTarget = 1; }).selfHostTarget == 1
  */
  renameCrossIndexTo =
    prefix: members:
    listToAttrs (
      map (pair: {
        name = withPrefix prefix pair;
        value = members.${pair};
      }) pairs
    );
}
