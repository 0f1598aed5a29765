with import <nixpkgs/lib>;
let
  eval = evalModules {
    modules = [
      { _file = "x.nix"; options.x = mkOption { type = types.listOf types.int; description = "x"; apply = length; }; }
      { _file = "a.nix"; x = mkAfter [ 1 ]; }
      { _file = "b.nix"; x = [ 2 ]; }
      { _file = "c.nix"; x = mkDefault [ 3 ]; }
    ];
  };
  inherit (eval.options) x;
in
{
  attributes = attrNames x;
  definitions-are-sorted-winners = x.definitions;
  inherit (x) value files isDefined highestPrio loc declarations options _type;
  with-locations = map (definition: definition.file) x.definitionsWithLocations;
  text = "${x}";
}
