with import <nixpkgs/lib>;
let
  x = value: (evalModules {
    modules = [ { options.x = mkOption { type = types.int; }; } { _file = "a.nix"; x = value; } ];
  }).config.x;
in
{
  "if" = mkIf true 1;
  merge = mkMerge [ 1 2 ];
  override = mkOverride 7 1;
  order = mkOrder 7 1;
  definition = mkDefinition { file = "a.nix"; value = 1; };
  known-by-their-type-alone = x { _type = "override"; priority = 50; content = 1; };
  not-by-their-parts = x { priority = 50; content = 1; };
}
