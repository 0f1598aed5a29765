with import <nixpkgs/lib>;
let
  x = modules: (evalModules {
    modules = [ { options.x = mkOption { type = types.int; default = 0; }; } ] ++ modules;
  }).config.x;
in
{
  "if" = x [ (mkIf true { x = 1; }) ];
  if-false = x [ (mkIf false { x = 1; }) ];
  force = x [ (mkForce { x = 1; }) { x = 2; } ];
  in-imports = x [ { imports = [ (mkIf true { x = 1; }) (mkForce { x = 2; }) ]; } ];
  merge = x [ (mkMerge [ { x = 1; } ]) ];
  order = x [ (mkBefore { x = 1; }) ];
}
