# How much two strings differ.
lib:
let
  inherit (builtins)
    elemAt
    genList
    stringLength
    substring
    ;
  inherit (lib.lists) findFirstIndex;
  inherit (lib.trivial) min;

  indices = genList (i: i);
in
rec {
  /**
    How many bytes of insertion, deletion and replacement lead from one string to the other.

        levenshtein : String -> String -> Int

    Example: levenshtein "kitten" "sitting" == 3
  */
  levenshtein =
    a: b:
    let
      width = stringLength b + 1;
      # The distances of the first `i + 1` bytes of `a` from each prefix of `b`.
      next =
        previous: i:
        let
          letter = substring i 1 a;
          row = genList (
            j:
            if j == 0 then
              i + 1
            else
              min (1 + min (elemAt previous j) (elemAt row (j - 1))) (
                elemAt previous (j - 1) + (if substring (j - 1) 1 b == letter then 0 else 1)
              )
          ) width;
        in
        row;
    in
    elemAt (builtins.foldl' next (indices width) (indices (stringLength a))) (width - 1);

  /**
    Whether the distance of two strings is at most so much; quick where it is small.

        levenshteinAtMost : Int -> String -> String -> Bool

    Example: levenshteinAtMost 1 "cat" "cut"
  */
  levenshteinAtMost =
    most: a: b:
    let
      longer = stringLength a - stringLength b;
    in
    if most <= 0 then
      a == b
    else if longer > most || -longer > most then
      false
    else
      levenshtein a b <= most;

  /**
    How many bytes two strings share at their start.

        commonPrefixLength : String -> String -> Int

    Example: commonPrefixLength "abc" "abd" == 2
  */
  commonPrefixLength =
    a: b:
    let
      most = min (stringLength a) (stringLength b);
    in
    findFirstIndex (i: substring i 1 a != substring i 1 b) most (indices most);

  /**
    How many bytes two strings share at their end.

        commonSuffixLength : String -> String -> Int

    Example: commonSuffixLength "xbc" "ybc" == 2
  */
  commonSuffixLength =
    a: b:
    let
      most = min (stringLength a) (stringLength b);
      fromEnd = text: i: substring (stringLength text - 1 - i) 1 text;
    in
    findFirstIndex (i: fromEnd a i != fromEnd b i) most (indices most);
}
