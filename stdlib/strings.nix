# Strings: joining, cutting, searching, trimming. What is needed more seldom is in the folder
# of the same name, a file for each purpose.
lib:
let
  inherit (builtins) isPath map;
  inherit (lib.trivial) warn;

  buildFlags = import ./strings/build-flags.nix lib;
  casing = import ./strings/casing.nix lib;
  distance = import ./strings/distance.nix lib;
  escaping = import ./strings/escaping.nix lib;
  parsing = import ./strings/parsing.nix lib;
  searchPaths = import ./strings/search-paths.nix lib;

  # A path is never a part of a string: whoever asks meant its text.
  warnOfPath =
    name: argument: value:
    if isPath value then
      warn "lib.strings.${name}: the ${argument} argument is the path `${toString value}`, but only strings are compared; use lib.path for paths, or toString"
    else
      x: x;
in
rec {
  inherit (buildFlags)
    cmakeBool
    cmakeFeature
    cmakeOptionType
    enableFeature
    enableFeatureAs
    mesonBool
    mesonEnable
    mesonOption
    withFeature
    withFeatureAs
    ;
  inherit (casing)
    lowerChars
    toCamelCase
    toLower
    toSentenceCase
    toUpper
    upperChars
    ;
  inherit (distance)
    commonPrefixLength
    commonSuffixLength
    levenshtein
    levenshteinAtMost
    ;
  inherit (escaping)
    escape
    escapeC
    escapeNixIdentifier
    escapeNixString
    escapeRegex
    escapeShellArg
    escapeShellArgs
    escapeURL
    escapeXML
    isValidPosixName
    toShellVar
    toShellVars
    ;
  inherit (parsing)
    charToInt
    fixedWidthNumber
    fixedWidthString
    floatToString
    getName
    getVersion
    isStorePath
    nameFromURL
    sanitizeDerivationName
    toInt
    toIntBase10
    ;
  inherit (searchPaths)
    makeBinPath
    makeIncludePath
    makeLibraryPath
    makeSearchPath
    makeSearchPathOutput
    normalizePath
    ;
  inherit (builtins)
    elem
    elemAt
    filter
    genList
    head
    isAttrs
    isList
    isPath
    tail
    ;

  /**
    Whether the value is a string.

        isString : Any -> Bool

    Example: isString "a"
  */
  isString = builtins.isString;

  /**
    Whether the value is an integer.

        isInt : Any -> Bool

    Example: isInt 1
  */
  isInt = builtins.isInt;

  /**
    The name of a value's type.

        typeOf : Any -> String

    Example: typeOf [ ] == "list"
  */
  typeOf = builtins.typeOf;

  /**
    How many bytes a string has.

        stringLength : String -> Int

    Example: stringLength "abc" == 3
  */
  stringLength = builtins.stringLength;

  /**
    So many bytes of a string from a start on; a negative length takes all that follow.

        substring : Int -> Int -> String -> String

    Example: substring 1 2 "abcd" == "bc"
  */
  substring = builtins.substring;

  /**
    Replaces each of the first strings, wherever it stands, with its partner in the second.

        replaceStrings : [String] -> [String] -> String -> String

    Example: replaceStrings [ "a" ] [ "o" ] "banana" == "bonono"
  */
  replaceStrings = builtins.replaceStrings;

  /**
    Cuts a string at the matches of a regular expression; each match stands between the parts
    as the list of its groups.

        split : String -> String -> [String | [String | Null]]

    Example: split "(,)" "a,b" == [ "a" [ "," ] "b" ]
  */
  split = builtins.split;

  /**
    The groups of a regular expression that matches the whole string, else null.

        match : String -> String -> [String | Null] | Null

    Example: match "a(.*)" "abc" == [ "bc" ]
  */
  match = builtins.match;

  /**
    The value a JSON text holds.

        fromJSON : String -> Any

    Example: fromJSON "[1]" == [ 1 ]
  */
  fromJSON = builtins.fromJSON;

  /**
    The JSON text of a value.

        toJSON : Any -> String

    Example: toJSON [ 1 ] == "[1]"
  */
  toJSON = builtins.toJSON;

  /**
    The text of a file.

        readFile : Path | String -> String

    Example: isFunction readFile
  */
  readFile = builtins.readFile;

  /**
    The text of a file without the line feed at its end.

        fileContents : Path | String -> String

    Example: isFunction fileContents
  */
  fileContents = file: removeSuffix "\n" (readFile file);

  /**
    The name and the version in a package's name.

        parseDrvName : String -> { name : String; version : String; }

    Example: parseDrvName "hello-1.2" == { name = "hello"; version = "1.2"; }
  */
  parseDrvName = builtins.parseDrvName;

  /**
    -1, 0 or 1: the first version is older than, equal to or newer than the second.

        compareVersions : String -> String -> Int

    Example: compareVersions "1.2" "1.10" == -1
  */
  compareVersions = builtins.compareVersions;

  /**
    Whether the first version is older than the second.

        versionOlder : String -> String -> Bool

    Example: versionOlder "1.2" "1.10"
  */
  versionOlder = version: other: compareVersions version other == -1;

  /**
    Whether the first version is the second or newer.

        versionAtLeast : String -> String -> Bool

    Example: versionAtLeast "1.10" "1.2"
  */
  versionAtLeast = version: other: compareVersions version other != -1;

  /**
    The folder of the store.

        storeDir : String

    Example: isString storeDir
  */
  storeDir = builtins.storeDir;

  /**
    The string, no longer tied to the store paths it came from.

        unsafeDiscardStringContext : String -> String

    Example: unsafeDiscardStringContext "a" == "a"
  */
  unsafeDiscardStringContext = builtins.unsafeDiscardStringContext;

  /**
    The string, tied to these store paths as well.

        appendContext : String -> { _ : { ... } } -> String

    Example: appendContext "a" { } == "a"
  */
  appendContext = builtins.appendContext;

  /**
    The second string, tied to the store paths of the first as well.

        addContextFrom : String -> String -> String

    Example: addContextFrom "a" "b" == "b"
  */
  addContextFrom = source: text: substring 0 0 source + text;

  /**
    The strings of a list, one after the other.

        concatStrings : [String] -> String

    Example: concatStrings [ "a" "b" ] == "ab"
  */
  concatStrings = builtins.concatStringsSep "";

  /**
    The strings that the function makes of the elements, one after the other.

        concatMapStrings : (a -> String) -> [a] -> String

    Example: concatMapStrings (x: "<${x}>") [ "a" "b" ] == "<a><b>"
  */
  concatMapStrings = f: list: concatStrings (map f list);

  /**
    As `concatMapStrings`, with the number of each element, from 1.

        concatImapStrings : (Int -> a -> String) -> [a] -> String

    Example: concatImapStrings (i: x: toString i + x) [ "a" "b" ] == "1a2b"
  */
  concatImapStrings = f: list: concatStrings (lib.lists.imap1 f list);

  /**
    The elements of a list with a separator between them.

        intersperse : a -> [a] -> [a]

    Example: intersperse "/" [ "a" "b" ] == [ "a" "/" "b" ]
  */
  intersperse =
    separator: list:
    if builtins.length list < 2 then
      list
    else
      tail (
        builtins.concatMap (x: [
          separator
          x
        ]) list
      );

  /**
    The strings of a list with a separator between them.

        concatStringsSep : String -> [String] -> String

    Example: concatStringsSep "/" [ "a" "b" ] == "a/b"
  */
  concatStringsSep = builtins.concatStringsSep;

  /**
    A shorter name of `concatStringsSep`.

        join : String -> [String] -> String

    Example: join "/" [ "a" "b" ] == "a/b"
  */
  join = builtins.concatStringsSep;

  /**
    The strings that the function makes of the elements, with a separator between them.

        concatMapStringsSep : String -> (a -> String) -> [a] -> String

    Example: concatMapStringsSep "-" (x: x + x) [ "a" "b" ] == "aa-bb"
  */
  concatMapStringsSep =
    separator: f: list:
    concatStringsSep separator (map f list);

  /**
    As `concatMapStringsSep`, with the number of each element, from 1.

        concatImapStringsSep : String -> (Int -> a -> String) -> [a] -> String

    Example: concatImapStringsSep "-" (i: x: toString i + x) [ "a" "b" ] == "1a-2b"
  */
  concatImapStringsSep =
    separator: f: list:
    concatStringsSep separator (lib.lists.imap1 f list);

  /**
    The strings that the function makes of the members of a set, with a separator between them.

        concatMapAttrsStringSep : String -> (String -> a -> String) -> { _ : a } -> String

    Example: concatMapAttrsStringSep ";" (name: value: name + "=" + value) { a = "1"; b = "2"; } == "a=1;b=2"
  */
  concatMapAttrsStringSep =
    separator: f: set:
    concatStringsSep separator (lib.attrsets.mapAttrsToList f set);

  /**
    The strings of a list, a line each.

        concatLines : [String] -> String

    Example: concatLines [ "a" "b" ] == "a\nb\n"
  */
  concatLines = concatMapStrings (line: line + "\n");

  /**
    A string repeated so many times.

        replicate : Int -> String -> String

    Example: lib.strings.replicate 2 "ab" == "abab"
  */
  replicate = n: text: concatStrings (genList (_: text) n);

  /**
    The string without white space at its ends.

        trim : String -> String

    Example: trim "  a b " == "a b"
  */
  trim = trimWith {
    start = true;
    end = true;
  };

  /**
    The string without white space at the ends that are named.

        trimWith : { start? : Bool; end? : Bool; } -> String -> String

    Example: trimWith { start = true; } " a " == "a "
  */
  trimWith =
    {
      start ? false,
      end ? false,
    }:
    text:
    let
      space = "[ \t\r\n]*";
      lead = if start then space else "";
      found = match (if end then "${lead}(.*[^ \t\r\n])${space}" else "${lead}(.*)") text;
    in
    addContextFrom text (if found == null then "" else head found);

  /**
    The string if the condition holds, else the empty one.

        optionalString : Bool -> String -> String

    Example: optionalString false "a" == ""
  */
  optionalString = condition: text: if condition then text else "";

  /**
    Whether the second string begins with the first.

        hasPrefix : String -> String -> Bool

    Example: hasPrefix "a" "abc"
  */
  hasPrefix =
    prefix: text:
    warnOfPath "hasPrefix" "first" prefix (substring 0 (stringLength prefix) text == prefix);

  /**
    Whether the second string ends with the first.

        hasSuffix : String -> String -> Bool

    Example: hasSuffix "c" "abc"
  */
  hasSuffix =
    suffix: text:
    let
      long = stringLength text;
      short = stringLength suffix;
    in
    warnOfPath "hasSuffix" "first" suffix (
      long >= short && substring (long - short) long text == suffix
    );

  /**
    Whether the first string stands anywhere in the second.

        hasInfix : String -> String -> Bool

    Example: hasInfix "b" "abc"
  */
  hasInfix =
    infix: text:
    warnOfPath "hasInfix" "first" infix (
      infix == "" || stringLength (replaceStrings [ infix ] [ "" ] "${text}") != stringLength "${text}"
    );

  /**
    The string without the prefix, if it begins with it.

        removePrefix : String -> String -> String

    Example: removePrefix "a" "abc" == "bc"
  */
  removePrefix =
    prefix: text:
    let
      short = stringLength prefix;
    in
    warnOfPath "removePrefix" "first" prefix (
      if substring 0 short text == prefix then substring short (-1) text else text
    );

  /**
    The string without the suffix, if it ends with it.

        removeSuffix : String -> String -> String

    Example: removeSuffix "c" "abc" == "ab"
  */
  removeSuffix =
    suffix: text:
    let
      short = stringLength suffix;
      long = stringLength text;
    in
    warnOfPath "removeSuffix" "first" suffix (
      if short <= long && substring (long - short) short text == suffix then
        substring 0 (long - short) text
      else
        text
    );

  /**
    The bytes of a string, as strings.

        stringToCharacters : String -> [String]

    Example: stringToCharacters "abc" == [ "a" "b" "c" ]
  */
  stringToCharacters = text: genList (i: substring i 1 text) (stringLength text);

  /**
    The strings that the function makes of the bytes, one after the other.

        stringAsChars : (String -> String) -> String -> String

    Example: stringAsChars (c: if c == "a" then "o" else c) "nana" == "nono"
  */
  stringAsChars = f: text: concatMapStrings f (stringToCharacters text);

  /**
    Cuts a string wherever a separator stands.

        splitString : String -> String -> [String]

    Example: splitString "." "1.2" == [ "1" "2" ]
  */
  splitString =
    separator: text:
    let
      whole = toString text;
    in
    map (addContextFrom whole) (
      filter isString (split (escaping.escapeRegex (toString separator)) whole)
    );

  /**
    Cuts a string at each byte for which, with the one before it, the predicate holds; the
    byte is kept at the start of the next part, or dropped.

        splitStringBy : (String -> String -> Bool) -> Bool -> String -> [String]

    Example: splitStringBy (before: c: c == ",") false "a,b" == [ "a" "b" ]
  */
  splitStringBy =
    cuts: keep: text:
    let
      size = stringLength text;
      before = i: if i == 0 then "" else substring (i - 1) 1 text;
      ends = filter (i: cuts (before i) (substring i 1 text)) (genList (i: i) size);
      starts = [ 0 ] ++ map (i: if keep then i else i + 1) ends;
    in
    lib.lists.zipListsWith (start: end: substring start (end - start) text) starts (
      ends ++ [ size ]
    );

  /**
    Replaces a string, wherever it stands.

        replaceString : String -> String -> String -> String

    Example: replaceString "a" "o" "banana" == "bonono"
  */
  replaceString = from: to: replaceStrings [ from ] [ to ];

  /**
    Whether the value stands for a string: a string, a path, or a set that can be made one.

        isStringLike : Any -> Bool

    Example: isStringLike { outPath = "/a"; }
  */
  isStringLike = x: isString x || isPath x || x ? outPath || x ? __toString;

  /**
    Whether `toString` makes a string of the value.

        isConvertibleWithToString : Any -> Bool

    Example: isConvertibleWithToString [ 1 null ]
  */
  isConvertibleWithToString =
    x:
    isStringLike x
    || elem (typeOf x) [
      "null"
      "int"
      "float"
      "bool"
    ]
    || (isList x && builtins.all isConvertibleWithToString x);
}
