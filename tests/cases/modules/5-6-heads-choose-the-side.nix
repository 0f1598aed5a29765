with import <nixpkgs/lib>;
let
  x = type: definitions: (evalModules {
    modules = [ { options.x = mkOption { inherit type; }; } ]
      ++ imap1 (number: value: { _file = "${toString number}.nix"; x = value; }) definitions;
  }).config.x;
  lists = types.either (types.listOf types.int) (types.listOf types.str);
in
{
  left = x (types.either types.int types.str) [ 1 1 ];
  right = x (types.either types.int types.str) [ "s" ];
  all-go-one-way = x (types.either types.int types.str) [ 1 "s" ];
  nested-mismatch-stays-left = x lists [ [ "s" ] ];
  coerced-even-if-it-fits = x (types.coercedTo types.str (s: s + "!") types.str) [ "s" ];
  coerced-each = x (types.coercedTo types.int (n: [ n ]) (types.listOf types.int)) [ 1 [ 2 ] 3 ];
}
