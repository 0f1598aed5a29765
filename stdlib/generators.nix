# Texts in the formats of configuration files, from Nix values. The folder of the same name
# holds the formats with rules of their own.
lib:
let
  inherit (builtins)
    concatStringsSep
    isAttrs
    isInt
    isList
    isString
    ;
  inherit (lib.attrsets) isDerivation mapAttrsToList;
  inherit (lib.strings) concatMapStrings escape floatToString;

  dhall = import ./generators/dhall.nix lib;
  git = import ./generators/git.nix lib;
  lua = import ./generators/lua.nix lib;
  plist = import ./generators/plist.nix lib;
  pretty = import ./generators/pretty.nix lib;
in
rec {
  inherit (dhall) toDhall;
  inherit (git) toGitINI;
  inherit (lua) mkLuaInline toLua;
  inherit (plist) toPlist;
  inherit (pretty) toPretty withRecursion;

  /**
    A value as most formats write it: numbers, strings as they are, `true`, `false`, `null`.
    Lists, sets and functions stop the evaluation.

        mkValueStringDefault : { } -> Any -> String

    Example: mkValueStringDefault { } true == "true"
  */
  mkValueStringDefault =
    { }:
    value:
    let
      refuse =
        what: shown:
        abort "generators.mkValueStringDefault: ${what} not supported: ${toPretty { } shown}";
    in
    if isInt value || isDerivation value then
      toString value
    else if isString value then
      value
    else if value == true then
      "true"
    else if value == false then
      "false"
    else if value == null then
      "null"
    else if isList value then
      refuse "lists" value
    else if isAttrs value then
      refuse "attrsets" value
    else if builtins.isFunction value then
      refuse "functions" value
    else if builtins.isFloat value then
      floatToString value
    else
      refuse "this value is" (toString value);

  /**
    A line of a key, the separator and a value; the separator is escaped in the key.

        mkKeyValueDefault : { mkValueString? : Any -> String; } -> String -> String -> Any -> String

    Example: mkKeyValueDefault { } "=" "k" 1 == "k=1"
  */
  mkKeyValueDefault =
    {
      mkValueString ? mkValueStringDefault { },
    }:
    separator: key: value:
    "${escape [ separator ] key}${separator}${mkValueString value}";

  /**
    A line for each member of a set; for a list one for each element, if so asked.

        toKeyValue : { mkKeyValue? : String -> Any -> String; listsAsDuplicateKeys? : Bool; indent? : String; } -> { _ : Any } -> String

    Example: toKeyValue { } { a = 1; b = "x"; } == "a=1\nb=x\n"
  */
  toKeyValue =
    {
      mkKeyValue ? mkKeyValueDefault { } "=",
      listsAsDuplicateKeys ? false,
      indent ? "",
    }:
    let
      line = key: value: "${indent}${mkKeyValue key value}\n";
      lines =
        if listsAsDuplicateKeys then
          key: value: concatMapStrings (line key) (lib.lists.toList value)
        else
          line;
    in
    set: concatStringsSep "" (mapAttrsToList lines set);

  /**
    A section of lines for each member of a set of sets, an empty line between them.

        toINI : { mkSectionName? : String -> String; mkKeyValue? : String -> Any -> String; listsAsDuplicateKeys? : Bool; } -> { _ : { _ : Any } } -> String

    Example: toINI { } { s.a = 1; } == "[s]\na=1\n"
  */
  toINI =
    {
      mkSectionName ? escape [
        "["
        "]"
      ],
      mkKeyValue ? mkKeyValueDefault { } "=",
      listsAsDuplicateKeys ? false,
    }:
    let
      lines = toKeyValue { inherit mkKeyValue listsAsDuplicateKeys; };
      section = name: values: "[${mkSectionName name}]\n${lines values}";
    in
    sections: concatStringsSep "\n" (mapAttrsToList section sections);

  /**
    As `toINI`, with lines that belong to no section before the first.

        toINIWithGlobalSection : { mkSectionName? : String -> String; mkKeyValue? : String -> Any -> String; listsAsDuplicateKeys? : Bool; } -> { globalSection : { _ : Any }; sections? : { _ : { _ : Any } }; } -> String

    Example: toINIWithGlobalSection { } { globalSection.a = 1; sections.s.b = 2; } == "a=1\n\n[s]\nb=2\n"
  */
  toINIWithGlobalSection =
    {
      mkSectionName ? escape [
        "["
        "]"
      ],
      mkKeyValue ? mkKeyValueDefault { } "=",
      listsAsDuplicateKeys ? false,
    }:
    let
      lines = toKeyValue { inherit mkKeyValue listsAsDuplicateKeys; };
      ini = toINI { inherit mkSectionName mkKeyValue listsAsDuplicateKeys; };
    in
    {
      globalSection,
      sections ? { },
    }:
    (if globalSection == { } then "" else "${lines globalSection}\n") + ini sections;

  /**
    A line of a key and a value as dconf reads it; see `lib.gvariant`.

        mkDconfKeyValue : String -> Any -> String

    Example: mkDconfKeyValue "k" true == "k=true"
  */
  mkDconfKeyValue = key: value: "${key}=${toString (lib.gvariant.mkValue value)}";

  /**
    A section of lines for each member of a set of sets, as dconf reads them.

        toDconfINI : { _ : { _ : Any } } -> String

    Example: toDconfINI { s.k = true; } == "[s]\nk=true\n"
  */
  toDconfINI = toINI { mkKeyValue = mkDconfKeyValue; };

  /**
    The JSON text of a value.

        toJSON : { } -> Any -> String

    Example: lib.generators.toJSON { } { a = [ 1 ]; } == "{\"a\":[1]}"
  */
  toJSON = { }: builtins.toJSON;

  /**
    A YAML text of a value: its JSON text, which is YAML too.

        toYAML : { } -> Any -> String

    Example: toYAML { } [ 1 ] == "[1]"
  */
  toYAML = { }: builtins.toJSON;
}
