with import <nixpkgs/lib>;
let
  list = types.listOf types.int;
  set = types.attrsOf types.int;
  definitions = value: [ { file = "a.nix"; inherit value; } ];
in
{
  check-of-a-list = list.check [ "s" (throw "element") ];
  check-of-a-set = set.check { a = throw "attribute"; };
  check-refuses-another-head = list.check { };
  merge-gives-the-value = list.merge [ "x" ] (definitions [ 1 2 ]);
  merge-fails-within = list.merge [ "x" ] (definitions [ 1 "s" ]);
}
