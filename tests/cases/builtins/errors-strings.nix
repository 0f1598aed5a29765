# What builtins of strings, versions and patterns refuse: each member by itself, its headline in the file beside this one.
{
  toString-cannot-coerce-a-function-to-a-string = toString (x: x);
  toString-cannot-coerce-a-set-to-a-string = toString {};
  stringLength-cannot-coerce-an-integer-to-a-string = builtins.stringLength 1;
  stringLength-path-does-not-exist = builtins.stringLength /abc;
  substring-negative-start-position-in-substring = builtins.substring (-1) 1 "abc";
  substring-cannot-coerce-an-integer-to-a-string = builtins.substring 0 0 1;
  substring-expected-an-integer-but-found-a-string = builtins.substring "a" 1 1;
  substring-path-does-not-exist = builtins.substring 0 100 /abc;
  concatStringsSep-cannot-coerce-an-integer-to-a-string = builtins.concatStringsSep "," [1];
  concatStringsSep-expected-a-string-but-found-an-integer = builtins.concatStringsSep 1 [1];
  concatStringsSep-expected-a-list-but-found-an-integer = builtins.concatStringsSep "," 1;
  concatStringsSep-path-does-not-exist = builtins.concatStringsSep "," [/a];
  replaceStrings-from-and-to-arguments-passed-to-builtins = builtins.replaceStrings ["a" "b"] ["b"] "aaa";
  replaceStrings-expected-a-string-but-found-an-integer = builtins.replaceStrings ["a"] [1] "a";
  replaceStrings-expected-a-string-but-found-an-integer-2 = builtins.replaceStrings [1] ["a"] "a";
  replaceStrings-expected-a-list-but-found-an-integer = builtins.replaceStrings 1 1 1;
  replaceStrings-expected-a-list-but-found-an-integer-2 = builtins.replaceStrings [] 1 1;
  replaceStrings-expected-a-string-but-found-an-integer-3 = builtins.replaceStrings [] [] 1;
  baseNameOf-cannot-coerce-an-integer-to-a-string = baseNameOf 1;
  dirOf-cannot-coerce-an-integer-to-a-string = dirOf 1;
  splitVersion-expected-a-string-but-found-an-integer = builtins.splitVersion 1;
  compareVersions-expected-a-string-but-found-an-integer = builtins.compareVersions "1.0" 1;
  parseDrvName-expected-a-string-but-found-an-integer = builtins.parseDrvName 1;
  match-expected-a-string-but-found-an-integer = builtins.match "a" 1;
  match-expected-a-string-but-found-an-integer-2 = builtins.match 1 "a";
  split-invalid-regular-expression = builtins.split "(" "ab";
  split-expected-a-string-but-found-an-integer = builtins.split 1 "ab";
  split-expected-a-string-but-found-an-integer-2 = builtins.split "a" 1;
  match-memory-limit-exceeded-by-regular-expression-a = builtins.match "a{100001}" "a";
  match-the-string-is-not-allowed-to-refer = builtins.match (builtins.toFile "x" "y") "a";
  match-the-string-is-not-allowed-to-refer-2 = builtins.match (derivation {name="x";system="y";builder="z";}).outPath "a";
  match-the-string-is-not-allowed-to-refer-3 = builtins.match (derivation {name="x";system="y";builder="z";}).drvPath "a";
}
