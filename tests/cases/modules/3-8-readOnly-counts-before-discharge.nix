with import <nixpkgs/lib>;
let
  x = option: modules: (evalModules {
    modules = [ { _file = "declaration.nix"; options.x = mkOption ({ type = types.int; readOnly = true; } // option); } ]
      ++ imap1 (number: module: { _file = "${toString number}.nix"; } // module) modules;
  }).config.x;
in
{
  one = x { } [ { x = 1; } ];
  default-alone = x { default = 1; } [ ];
  equal = x { } [ { x = 1; } { x = 1; } ];
  force = x { } [ { x = 1; } { x = mkForce 2; } ];
  if-false = x { } [ { x = 1; } { x = mkIf false 2; } ];
  default = x { default = 1; } [ { x = 2; } ];
  one-merge = x { } [ { x = mkMerge [ 1 1 ]; } ];
  merged-config = x { } [ { config = mkMerge [ { x = 1; } { x = 1; } ]; } ];
}
