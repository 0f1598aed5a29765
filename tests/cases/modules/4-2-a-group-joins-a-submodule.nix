with import <nixpkgs/lib>;
let
  x = option: (evalModules {
    modules = [
      { _file = "a.nix"; options.x = mkOption option; }
      { _file = "b.nix"; options.x.y = mkOption { default = 1; }; }
    ];
  }).config.x;
  sub = types.submodule { options.n = mkOption { default = 2; }; };
in
{
  submodule = x { type = sub; };
  named-so = x { type = types.attrsOf types.int // { name = "submodule"; }; };
  other-types = x { type = types.attrsOf sub; };
  no-type = x { };
}
