with import <nixpkgs/lib>;
let
  x = type: definitions: (evalModules {
    modules = [ { options.x = mkOption { inherit type; }; } ] ++ map (value: { x = value; }) definitions;
  }).config.x;
in
{
  attrsOf = attrNames (x (types.attrsOf types.int) [ { c = 1; } { b = 2; a = 3; } ]);
  listOf = x (types.listOf types.int) [ [ 3 1 ] [ 2 2 ] ];
}
