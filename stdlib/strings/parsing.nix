# Numbers and names in strings, both ways.
lib:
let
  inherit (builtins)
    head
    match
    parseDrvName
    stringLength
    substring
    ;
  inherit (lib.strings) escapeNixString splitString;
  inherit (lib.trivial) throwIf warnIfNot;

  convert =
    function: found: text:
    let
      failure = throw "${function}: Could not convert ${escapeNixString text} to int.";
      number = builtins.fromJSON (head found);
    in
    if found == null || !builtins.isInt number then failure else number;
in
rec {
  /**
    The integer in decimal digits, white space around it apart. A leading zero is an error,
    as it could mean an octal number.

        toInt : String -> Int

    Example: toInt "-42" == -42
  */
  toInt =
    text:
    let
      found = match "[[:space:]]*(-?[[:digit:]]+)[[:space:]]*" text;
    in
    throwIf (found != null && match "0[[:digit:]]+" (head found) != null)
      "toInt: Ambiguity in interpretation of ${escapeNixString text} between octal and zero padded integer."
      (convert "toInt" found text);

  /**
    The integer in decimal digits, white space around it and leading zeros apart.

        toIntBase10 : String -> Int

    Example: toIntBase10 "007" == 7
  */
  toIntBase10 =
    text: convert "toIntBase10" (match "[[:space:]]*0*(-?[[:digit:]]+)[[:space:]]*" text) text;

  /**
    The code of an ASCII character.

        charToInt : String -> Int

    Example: charToInt "a" == 97
  */
  charToInt =
    let
      table = import ./ascii-table.nix;
    in
    c: table.${c};

  /**
    A floating point number in digits; a warning if they stand for another number.

        floatToString : Number -> String

    Example: floatToString 1.5 == "1.500000"
  */
  floatToString =
    number:
    let
      text = toString number;
    in
    warnIfNot (number == builtins.fromJSON text)
      "Imprecise conversion from float to string ${text}"
      text;

  /**
    The string with fillers before it, of a length in bytes.

        fixedWidthString : Int -> String -> String -> String

    Example: fixedWidthString 5 "0" "12" == "00012"
  */
  fixedWidthString =
    width: filler: text:
    let
      size = stringLength text;
    in
    throwIf (width < size)
      "fixedWidthString: requested string length (${toString width}) must not be shorter than actual length (${toString size})"
      (
        if width == size then
          text
        else
          filler + fixedWidthString (width - stringLength filler) filler text
      );

  /**
    The number with zeros before it, of a length.

        fixedWidthNumber : Int -> Int -> String

    Example: fixedWidthNumber 5 12 == "00012"
  */
  fixedWidthNumber = width: number: fixedWidthString width "0" (toString number);

  /**
    The name of a package without its version.

        getName : String | { ... } -> String

    Example: getName "hello-1.2" == "hello"
  */
  getName =
    package:
    if builtins.isString package then
      (parseDrvName package).name
    else
      package.pname or (parseDrvName package.name).name;

  /**
    The version of a package.

        getVersion : String | { ... } -> String

    Example: getVersion "hello-1.2" == "1.2"
  */
  getVersion =
    package:
    if builtins.isString package then
      (parseDrvName package).version
    else
      package.version or (parseDrvName package.name).version;

  /**
    What stands in the last part of a URL before the separator.

        nameFromURL : String -> String -> String

    Example: nameFromURL "https://example.org/pkg_2.zip" "_" == "pkg"
  */
  nameFromURL =
    url: separator:
    let
      file = lib.lists.last (splitString "/" url);
      name = head (splitString separator file);
    in
    assert name != file;
    name;

  /**
    Whether the value is the path of something in the store, and not of a part of it.

        isStorePath : Any -> Bool

    Example: !isStorePath "/etc"
  */
  isStorePath =
    value:
    let
      path = toString value;
    in
    lib.strings.isStringLike value
    && substring 0 1 path == "/"
    && (dirOf path == builtins.storeDir || match "/[0-9a-z]{52}" path != null);

  /**
    A string made fit to be the name of something in the store.

        sanitizeDerivationName : String -> String

    Example: sanitizeDerivationName "a b/c" == "a-b-c"
  */
  sanitizeDerivationName =
    let
      longest = 207;
      plain = text: builtins.concatStringsSep "-" (builtins.filter builtins.isString (parts text));
      parts = builtins.split "[^[:alnum:]+._?=-]+";
      cut =
        text:
        let
          size = stringLength text;
        in
        if size > longest then substring (size - longest) (-1) text else text;
    in
    value:
    let
      text = builtins.unsafeDiscardStringContext (toString value);
      name = cut (plain (head (match "\\.*(.*)" text)));
    in
    if name == "" then "unknown" else name;
}
