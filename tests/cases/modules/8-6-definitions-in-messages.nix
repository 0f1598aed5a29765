with import <nixpkgs/lib>;
let
  x = value: (evalModules {
    modules = [ { options.x = mkOption { type = types.int; }; } { _file = "a.nix"; x = value; } ];
  }).config.x;
in
{
  one-line = x "s";
  several-lines = x { a = 1; };
  at-most-five = x { a = 1; b = 2; c = 3; d = 4; e = 5; };
  five-are-whole = x { a = 1; b = 2; c = 3; };
  a-value-that-fails-is-left-out = (evalModules {
    modules = [ { options.x = mkOption { }; } { _file = "a.nix"; y = throw "value"; } ];
  }).config.x;
}
