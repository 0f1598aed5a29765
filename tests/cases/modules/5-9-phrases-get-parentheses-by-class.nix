with import <nixpkgs/lib>;
let
  inherit (types) int str listOf attrsOf nullOr either functionTo;
  sub = types.submodule { };
in
mapAttrs (_: type: type.description) {
  a-noun-needs-none = listOf int;
  nor-a-composite = listOf (attrsOf int);
  a-conjunction-does = listOf (either int str);
  nullOr-of-a-noun = nullOr int;
  nullOr-of-a-composite = nullOr (listOf int);
  nullOr-of-a-conjunction = nullOr (either int str);
  either-of-conjunctions = either (either int str) (nullOr int);
  a-composite-on-the-left = either (listOf int) int;
  a-composite-on-the-right = either int (listOf int);
  functionTo-of-a-conjunction = functionTo (either int str);
  without-class = listOf sub;
}
