with import <nixpkgs/lib>;
let
  x = definitions: (evalModules {
    modules = [ { options.x = mkOption { type = types.attrsOf types.int; }; } ]
      ++ map (value: { x = value; }) definitions;
  }).config.x;
in
{
  on-the-whole = x [ (mkDefault { a = 1; b = 2; }) { a = 3; } ];
  on-an-attribute = x [ { a = mkDefault 1; b = 2; } { a = 3; } ];
  on-both = x [ (mkForce { a = mkDefault 1; }) { a = 3; b = 3; } ];
}
