with import <nixpkgs/lib>;
let
  declares = file: { _file = file; options.x = mkOption { }; };
  x = modules: (evalModules { inherit modules; }).options.x.declarations;
in
{
  modules = x [ (declares "a.nix") (declares "b.nix") (declares "c.nix") ];
  imports = x [ { imports = [ (declares "a.nix") ]; } (declares "b.nix") ];
}
