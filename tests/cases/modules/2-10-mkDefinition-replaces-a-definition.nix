with import <nixpkgs/lib>;
let
  option = value: (evalModules {
    modules = [ { options.x = mkOption { type = types.int; }; } { _file = "a.nix"; x = value; } { x = mkDefault 9; } ];
  }).options.x;
  from = value: mkDefinition { file = "f.nix"; inherit value; };
in
{
  its-file = (option (from 1)).definitionsWithLocations;
  after-discharge = (option (mkIf true (mkMerge [ (from 1) ]))).definitionsWithLocations;
  before-override = (option (from (mkForce 1))).highestPrio;
  discharge-is-over-inside = (option (from (mkIf true 1))).value;
  inside-an-override = (option (mkForce (from 1))).value;
}
