# Texts made fit to stand in another language: shell, Nix, regular expressions, URLs, XML, C.
lib:
let
  inherit (builtins)
    elem
    isAttrs
    isList
    map
    match
    replaceStrings
    ;
  inherit (lib.strings)
    charToInt
    concatMapStringsSep
    fixedWidthString
    isStringLike
    stringToCharacters
    toLower
    ;

  hexadecimal = c: fixedWidthString 2 "0" (lib.trivial.toHexString (charToInt c));
in
rec {
  /**
    The string with a backslash before each of the strings, wherever it stands.

        escape : [String] -> String -> String

    Example: escape [ "(" ")" ] "(a)" == "\\(a\\)"
  */
  escape = special: replaceStrings special (map (c: "\\${c}") special);

  /**
    The string with each of the characters, wherever it stands, as an escape of C.

        escapeC : [String] -> String -> String

    Example: escapeC [ " " ] "a b" == "a\\x20b"
  */
  escapeC = special: replaceStrings special (map (c: "\\x${toLower (hexadecimal c)}") special);

  /**
    The string as a part of a URL: all but letters, digits and `-_.~` as `%` and its code.

        escapeURL : String -> String

    Example: escapeURL "a b/c" == "a%20b%2Fc"
  */
  escapeURL =
    let
      special = builtins.filter (c: match "[-A-Za-z0-9_.~]" c == null) (
        builtins.attrNames (import ./ascii-table.nix)
      );
    in
    replaceStrings special (map (c: "%${hexadecimal c}") special);

  /**
    A value as one word for a POSIX shell, quoted where it must be.

        escapeShellArg : Any -> String

    Example: escapeShellArg "it's" == "'it'\\''s'"
  */
  escapeShellArg =
    value:
    let
      text = toString value;
    in
    if match "[[:alnum:],._+:@%/-]+" text == null then
      "'${replaceStrings [ "'" ] [ "'\\''" ] text}'"
    else
      text;

  /**
    Values as words for a POSIX shell, with a space between them.

        escapeShellArgs : [Any] -> String

    Example: escapeShellArgs [ "a" "b c" ] == "a 'b c'"
  */
  escapeShellArgs = concatMapStringsSep " " escapeShellArg;

  /**
    Whether a string can be the name of a variable of a POSIX shell.

        isValidPosixName : String -> Bool

    Example: isValidPosixName "A_1"
  */
  isValidPosixName = name: match "[a-zA-Z_][a-zA-Z0-9_]*" name != null;

  /**
    The definition of a shell variable: of an array for a list, of an associative array for a
    set, else of a string. Arrays are those of Bash.

        toShellVar : String -> Any -> String

    Example: toShellVar "x" [ "a" "b c" ] == "declare -a x=(a 'b c')"
  */
  toShellVar =
    name: value:
    let
      entry = key: item: "[${escapeShellArg key}]=${escapeShellArg item}";
      entries = lib.strings.concatMapAttrsStringSep " " entry value;
    in
    lib.trivial.throwIfNot (isValidPosixName name)
      "toShellVar: ${name} is not a valid shell variable name"
      (
        if isAttrs value && !isStringLike value then
          "declare -A ${name}=(${entries})"
        else if isList value then
          "declare -a ${name}=(${escapeShellArgs value})"
        else
          "${name}=${escapeShellArg value}"
      );

  /**
    The definitions of shell variables, a line each.

        toShellVars : { _ : Any } -> String

    Example: toShellVars { a = 1; b = "c d"; } == "a=1\nb='c d'"
  */
  toShellVars = lib.strings.concatMapAttrsStringSep "\n" toShellVar;

  /**
    A string as a literal of Nix.

        escapeNixString : String -> String

    Example: escapeNixString "a\"b" == "\"a\\\"b\""
  */
  escapeNixString = text: replaceStrings [ "$" ] [ "\\$" ] (builtins.toJSON text);

  /**
    A string as the name of an attribute in Nix, quoted where it must be.

        escapeNixIdentifier : String -> String

    Example: escapeNixIdentifier "a b" == "\"a b\""
  */
  escapeNixIdentifier =
    let
      keywords = [
        "assert"
        "else"
        "if"
        "in"
        "inherit"
        "let"
        "or"
        "rec"
        "then"
        "with"
      ];
    in
    name:
    if match "[a-zA-Z_][a-zA-Z0-9_'-]*" name != null && !elem name keywords then
      name
    else
      escapeNixString name;

  /**
    The regular expression that matches just this string.

        escapeRegex : String -> String

    Example: escapeRegex "a.b" == "a\\.b"
  */
  escapeRegex = escape (stringToCharacters "\\[{()^$?*+|.");

  /**
    The string as a text or an attribute of XML.

        escapeXML : String -> String

    Example: escapeXML "a < b" == "a &lt; b"
  */
  escapeXML =
    replaceStrings
      [
        "\""
        "'"
        "<"
        ">"
        "&"
      ]
      [
        "&quot;"
        "&apos;"
        "&lt;"
        "&gt;"
        "&amp;"
      ];
}
