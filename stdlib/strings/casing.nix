# Upper and lower case, of ASCII letters only.
lib:
let
  inherit (builtins)
    head
    map
    replaceStrings
    stringLength
    substring
    tail
    typeOf
    ;
  inherit (lib.strings) addContextFrom splitStringBy stringToCharacters;

  isLower = c: builtins.match "[a-z]" c != null;
  isUpper = c: builtins.match "[A-Z]" c != null;

  onlyString =
    name: text:
    lib.trivial.throwIfNot (builtins.isString text)
      "${name} does only accepts string values, but got ${typeOf text}";
in
rec {
  /**
    The lower-case letters of ASCII.

        lowerChars : [String]

    Example: elem "a" lowerChars
  */
  lowerChars = stringToCharacters "abcdefghijklmnopqrstuvwxyz";

  /**
    The upper-case letters of ASCII.

        upperChars : [String]

    Example: elem "A" upperChars
  */
  upperChars = stringToCharacters "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

  /**
    The string with lower-case letters.

        toLower : String -> String

    Example: toLower "Home" == "home"
  */
  toLower = replaceStrings upperChars lowerChars;

  /**
    The string with upper-case letters.

        toUpper : String -> String

    Example: toUpper "Home" == "HOME"
  */
  toUpper = replaceStrings lowerChars upperChars;

  /**
    The string with its first letter in upper case and the others in lower case.

        toSentenceCase : String -> String

    Example: toSentenceCase "hello World" == "Hello world"
  */
  toSentenceCase =
    text:
    onlyString "toSentenceCase" text (
      toUpper (substring 0 1 text) + toLower (substring 1 (stringLength text) text)
    );

  /**
    The words of a string joined, each but the first with an upper-case letter in front.

        toCamelCase : String -> String

    Example: toCamelCase "snake_case name" == "snakeCaseName"
  */
  toCamelCase =
    text:
    let
      separators = [
        "-"
        "_"
        " "
      ];
      humps = splitStringBy (before: c: isLower before && isUpper c) true;
      parted = splitStringBy (_: c: builtins.elem c separators) false text;
      words = builtins.concatMap humps parted;
      joined = [ (toLower (head words)) ] ++ map toSentenceCase (tail words);
    in
    onlyString "toCamelCase" text (addContextFrom text (builtins.concatStringsSep "" joined));
}
