# A tree that brings a data model of its own along, as upstream's does.
{
  lib ? import <nixpkgs/lib>,
  inputs ? import <fedic/model/inputs.nix> { inherit lib; },
}:
lib.evalModules {
  specialArgs = { inherit inputs; };
  modules = [
    ./deployment/data-model.nix
    ./deployment/example.nix
    { _module.args.pkgs.hello = { type = "derivation"; pname = "hello"; outPath = "/hello"; }; }
  ];
}
