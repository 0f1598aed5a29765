with import <nixpkgs/lib>;
let
  eval = type: value: evalModules {
    modules = [ { options.x = mkOption { inherit type; }; } { _file = "a.nix"; x = value; } ];
  };
  sub = types.submodule { options.n = mkOption { type = types.int; }; };
in
{
  as-an-attribute = (eval types.int (mkOrder 7 1)).options.x.definitionsWithLocations;
  not-of-a-plain-one = (eval types.int 1).options.x.definitionsWithLocations;
  around-a-submodule = (eval sub (mkBefore { n = 1; })).config.x.n;
  after-a-submodule = (eval sub (mkAfter { n = 1; })).config.x.n;
  definition-of-a-submodule = (eval sub (mkDefinition { file = "b.nix"; value.n = 1; })).config.x.n;
  around-attrsOf-submodule = (eval (types.attrsOf sub) (mkBefore { k.n = 1; })).config.x.k.n;
}
