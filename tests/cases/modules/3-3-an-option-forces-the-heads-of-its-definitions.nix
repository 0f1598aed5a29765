with import <nixpkgs/lib>;
let
  x = definitions: (evalModules {
    modules = [ { options.x = mkOption { type = types.int; }; options.y = mkOption { type = types.int; }; } ]
      ++ map (x: { inherit x; }) definitions;
  }).config.x;
in
{
  heads = x [ (mkForce 1) (throw "head") ];
  conditions = x [ (mkForce 1) (mkIf (throw "condition") 2) ];
  not-what-loses = x [ 1 (mkDefault (throw "loser")) ];
  not-behind-if-false = x [ 1 (mkIf false (throw "content")) ];
  not-other-options = (evalModules {
    modules = [
      { options.x = mkOption { type = types.int; }; options.y = mkOption { type = types.int; }; }
      { x = 1; y = throw "head"; }
    ];
  }).config.x;
}
