# Fixed points in the manner of nixpkgs: a set of packages extended by overlays, packages that
# are called with what they ask for and can be overridden, versions and names built of strings.
let
  inherit (builtins)
    attrNames
    concatStringsSep
    foldl'
    functionArgs
    genList
    intersectAttrs
    listToAttrs
    mapAttrs
    replaceStrings
    stringLength
    substring
    ;

  fix =
    f:
    let
      x = f x;
    in
    x;
  extends =
    overlay: f: final:
    let
      prev = f final;
    in
    prev // overlay final prev;
  composeExtensions =
    f: g: final: prev:
    let
      first = f final prev;
      prev' = prev // first;
    in
    first // g final prev';
  composeManyExtensions = foldl' composeExtensions (final: prev: { });
  makeOverridable =
    f: arguments:
    let
      result = f arguments;
    in
    if builtins.isAttrs result then
      result
      // {
        override =
          changes:
          makeOverridable f (
            arguments // (if builtins.isFunction changes then changes arguments else changes)
          );
        overrideAttrs = change: makeOverridable (all: f all // change (f all)) arguments;
      }
    else
      result;
  callPackageWith =
    scope: f: arguments:
    makeOverridable f (intersectAttrs (functionArgs f) scope // arguments);
  makeScope =
    newScope: f:
    let
      self = f self // {
        newScope = extra: newScope (self // extra);
        callPackage = self.newScope { };
        overrideScope = g: makeScope newScope (extends g f);
      };
    in
    self;

  hasPrefix = prefix: text: substring 0 (stringLength prefix) text == prefix;
  toUpper = replaceStrings [ "a" "b" "c" "p" ] [ "A" "B" "C" "P" ];
  derivation' =
    {
      pname,
      version,
      inputs ? [ ],
      meta ? { },
    }@all:
    all
    // rec {
      name = "${pname}-${version}";
      outPath = "/store/${substring 0 8 (toString (stringLength name * 7919))}-${name}";
      closure = foldl' (sum: input: sum + input.closure) 1 inputs;
      meta = {
        description = "Package ${toUpper pname}";
        available = !(hasPrefix "p13" pname);
      }
      // all.meta or { };
    };

  count = 400;
  base = self: {
    callPackage = callPackageWith self;
    mkDerivation = derivation';
    config.prefix = "p";
  };
  packages =
    final: prev:
    listToAttrs (
      genList (i: {
        name = "p${toString i}";
        value = final.callPackage (
          {
            mkDerivation,
            config,
            version ? "1.${toString i}",
            ...
          }:
          mkDerivation {
            pname = "${config.prefix}${toString i}";
            inherit version;
            inputs =
              if i < 2 then [ ] else [ final."p${toString (i / 2)}" final."p${toString (i / 3)}" ];
          }
        ) { };
      }) count
    );
  newer =
    n: final: prev:
    mapAttrs (
      name: package:
      if hasPrefix "p${toString n}" name then
        (package.override { version = "2.${toString n}"; }).overrideAttrs (old: {
          meta = old.meta // {
            description = "${old.meta.description} (again)";
          };
        })
      else
        package
    ) (removeAttrs prev [ "callPackage" "mkDerivation" "config" ]);
  set = fix (
    extends (composeManyExtensions ([ packages ] ++ genList newer 12)) base
  );
  scope = makeScope (extra: callPackageWith (set // extra)) (self: {
    tool = self.callPackage ({ p1, p2, tool2, ... }: "${p1.name} ${p2.name} ${tool2}") { };
    tool2 = "two";
  });
  shown =
    name:
    let
      package = set.${name};
    in
    if package ? outPath then
      stringLength "${package}${package.meta.description}" + (if package.meta.available then 1 else 0)
    else
      0;
  round =
    n:
    foldl' (sum: name: sum + shown name) 0 (attrNames set)
    + stringLength (
      scope.overrideScope (final: prev: { tool2 = "${prev.tool2}-${toString n}"; })
    ).tool;
in
{
  sum = foldl' (sum: n: sum + round n) 0 (genList (n: n) 100);
  closure = set."p${toString (count - 1)}".closure;
  names = stringLength (concatStringsSep " " (map (name: set.${name}.name or name) (attrNames set)));
}
