# What packages say of themselves in `meta`, and the programs they hold.
lib:
let
  inherit (builtins)
    all
    any
    isString
    mapAttrs
    typeOf
    ;
  inherit (lib.asserts) assertMsg;
  inherit (lib.attrsets) isDerivation matchAttrs;
  inherit (lib.strings) toLower;
in
rec {
  /**
    The package with more in its `meta`.

        addMetaAttrs : { _ : Any } -> { _ : Any } -> { _ : Any }

    Example: addMetaAttrs { a = 1; } { name = "x"; } == { name = "x"; meta.a = 1; }
  */
  addMetaAttrs =
    added: package:
    let
      change = old: { meta = old.meta or { } // added; };
    in
    if package ? overrideAttrs then package.overrideAttrs change else package // change package;

  /**
    The package, not to be built for others.

        dontDistribute : { _ : Any } -> { _ : Any }

    Example: (dontDistribute { }).meta.hydraPlatforms == [ ]
  */
  dontDistribute = addMetaAttrs { hydraPlatforms = [ ]; };

  /**
    The package under another name.

        setName : String -> { _ : Any } -> { name : String; ... }

    Example: setName "b" { name = "a"; } == { name = "b"; }
  */
  setName = name: package: package // { inherit name; };

  /**
    The package under the name that the function makes of its own.

        updateName : (String -> String) -> { name : String; ... } -> { name : String; ... }

    Example: updateName (name: name + "x") { name = "a"; } == { name = "ax"; }
  */
  updateName = f: package: package // { name = f package.name; };

  /**
    The package with more in its name, before the version.

        appendToName : String -> { name : String; ... } -> { name : String; ... }

    Example: appendToName "x" { name = "a-1.0"; } == { name = "a-x-1.0"; }
  */
  appendToName =
    suffix:
    updateName (
      name:
      let
        parts = builtins.parseDrvName name;
      in
      "${parts.name}-${suffix}-${parts.version}"
    );

  /**
    The set with the function applied to the packages in it.

        mapDerivationAttrset : ({ _ : Any } -> Any) -> { _ : Any } -> { _ : Any }

    Example: mapDerivationAttrset (package: 0) { a.type = "derivation"; b = 1; } == { a = 0; b = 1; }
  */
  mapDerivationAttrset = f: mapAttrs (_: value: if isDerivation value then f value else value);

  /**
    The priority of a package that says none.

        defaultPriority : Int

    Example: isInt defaultPriority
  */
  defaultPriority = 5;

  /**
    The package with a priority; a lower number wins.

        setPrio : Int -> { _ : Any } -> { _ : Any }

    Example: setPrio 3 { } == { meta.priority = 3; }
  */
  setPrio = priority: addMetaAttrs { inherit priority; };

  /**
    The package, behind others where files collide.

        lowPrio : { _ : Any } -> { _ : Any }

    Example: lowPrio { } == { meta.priority = 10; }
  */
  lowPrio = setPrio 10;

  /**
    The packages of a set, behind others where files collide.

        lowPrioSet : { _ : Any } -> { _ : Any }

    Example: lowPrioSet { a = 1; } == { a = 1; }
  */
  lowPrioSet = mapDerivationAttrset lowPrio;

  /**
    The package, before others where files collide.

        hiPrio : { _ : Any } -> { _ : Any }

    Example: hiPrio { } == { meta.priority = -10; }
  */
  hiPrio = setPrio (-10);

  /**
    The packages of a set, before others where files collide.

        hiPrioSet : { _ : Any } -> { _ : Any }

    Example: hiPrioSet { a = 1; } == { a = 1; }
  */
  hiPrioSet = mapDerivationAttrset hiPrio;

  /**
    Whether a platform is the one named, or has what the pattern asks of it or of its parsed name.

        platformMatch : { _ : Any } -> String | { _ : Any } -> Bool

    Example: platformMatch { system = "x86_64-linux"; } "x86_64-linux"
  */
  platformMatch =
    platform: wanted:
    if isString wanted then
      platform ? system && platform.system == wanted
    else
      matchAttrs (if wanted ? parsed then wanted else { parsed = wanted; }) platform;

  /**
    Whether a package says that it runs on a platform, and not that it does not.

        availableOn : { _ : Any } -> { _ : Any } -> Bool

    Example: availableOn { system = "a"; parsed = { }; } { meta.platforms = [ "a" ]; }
  */
  availableOn =
    platform: package:
    let
      matches = platformMatch platform;
    in
    any matches (package.meta.platforms or [ { } ])
    && all (bad: !matches bad) (package.meta.badPlatforms or [ ]);

  /**
    The licences that have an identifier of SPDX, by that identifier.

        licensesSpdx : { _ : { spdxId : String; ... } }

    Example: licensesSpdx.MIT.shortName == "mit"
  */
  licensesSpdx = lib.attrsets.mapAttrs' (_: license: {
    name = license.spdxId;
    value = license;
  }) (lib.attrsets.filterAttrs (_: license: license ? spdxId) lib.licenses);

  /**
    The licence with an identifier of SPDX, upper and lower case being the same; a warning if
    none is known.

        getLicenseFromSpdxId : String -> { spdxId : String; ... }

    Example: (getLicenseFromSpdxId "mit").shortName == "mit"
  */
  getLicenseFromSpdxId =
    id:
    getLicenseFromSpdxIdOr id (
      lib.trivial.warn "getLicenseFromSpdxId: No license with the given SPDX ID found: ${id}" {
        shortName = id;
        spdxId = id;
      }
    );

  /**
    The licence with an identifier of SPDX, upper and lower case being the same, or the default.

        getLicenseFromSpdxIdOr : String -> a -> { spdxId : String; ... } | a

    Example: getLicenseFromSpdxIdOr "zzz" null == null
  */
  getLicenseFromSpdxIdOr =
    let
      known = lib.attrsets.mapAttrs' (id: value: {
        name = toLower id;
        inherit value;
      }) licensesSpdx;
    in
    id: default: known.${toLower id} or default;

  /**
    The path of a package's main program, which `meta.mainProgram` names; its own name is
    taken, with a warning, if nothing does.

        getExe : { _ : Any } -> String

    Example: getExe { type = "derivation"; outPath = "/o"; meta.mainProgram = "p"; } == "/o/bin/p"
  */
  getExe =
    package:
    let
      shown = lib.strings.escapeNixIdentifier package.meta.name or package.pname or package.name;
    in
    getExe' package (
      package.meta.mainProgram or (lib.trivial.warn
        "getExe: Package ${shown} does not have the meta.mainProgram attribute. Its own name is taken for its program's; set the attribute, or name the program with getExe'"
        (lib.strings.getName package)
      )
    );

  /**
    The path of a program of a package.

        getExe' : { _ : Any } -> String -> String

    Example: getExe' { type = "derivation"; outPath = "/o"; } "p" == "/o/bin/p"
  */
  getExe' =
    package: program:
    assert assertMsg (isDerivation package)
      "lib.meta.getExe': The first argument is of type ${typeOf package}, but it should be a derivation instead.";
    assert assertMsg (isString program)
      "lib.meta.getExe': The second argument is of type ${typeOf program}, but it should be a string instead.";
    assert assertMsg (builtins.match ".*/.*" program == null)
      ''lib.meta.getExe': The second argument "${program}" is a nested path with a "/" character, but it should just be the name of the executable instead.'';
    "${lib.attrsets.getBin package}/bin/${program}";

  /**
    The parts of a CPE name that a vendor and a whole version give.

        cpeFullVersionWithVendor : String -> String -> { vendor : String; version : String; update : String; }

    Example: cpeFullVersionWithVendor "v" "1.2" == { vendor = "v"; version = "1.2"; update = "*"; }
  */
  cpeFullVersionWithVendor = vendor: version: {
    inherit vendor version;
    update = "*";
  };
}
