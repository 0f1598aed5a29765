# Sums and lists in a row: joined at once, with the kinds and the context of each step.
let
  text = "x";
  thrice = x: x + x + x;
in
{
  lists = [ 1 ] ++ [ 2 ] ++ [ 3 ] ++ [ 4 ];
  lists-in-parentheses = [ 1 ] ++ ([ 2 ] ++ [ 3 ]) ++ [ 4 ];
  empty-lists = [ ] ++ [ ] ++ [ 1 ];
  numbers = 1 + 2 + 3 + 4;
  numbers-with-a-float = 1 + 2 + 0.5 + 1;
  texts = text + text + "\n" + text;
  empty-texts = "" + "" + "";
  of-a-function = thrice "ab" + thrice "cd" + toString (thrice 2);
  path = /a/b + "/c" + "d" + "/../e";
  path-in-text = "a" + toString /b + "c";
  set-first = { outPath = "x"; } + { outPath = "y"; } + "z" + { __toString = self: "w"; };
  context = builtins.attrNames (builtins.getContext (
    "a" + builtins.toFile "one" "" + "b" + builtins.toFile "two" "" + "c"
  ));
  in-strings = "${"a" + text + "c"}${toString ([ 1 ] ++ [ 2 ] ++ [ 3 ])}";
}
