with import <nixpkgs/lib>;
let
  x = value: (evalModules {
    modules = [ { options.x = mkOption { type = types.attrListOf types.int; }; } { x = value; } ];
  }).config.x;
in
{
  a-default-loses-to-any-item = x [ { a = mkDefault 1; } { b = 2; } ];
  a-forced-item-replaces-those-of-its-key = x [ { a = 1; } { b = 2; } { a = mkForce 3; } ];
}
