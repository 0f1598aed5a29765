# A model as fedic evaluates it: the user's modules and the data model, with packages that
# are references, and with a record of what policies grant.
{
  # The user's modules.
  modules,
  # Further `inputs`, beside the stand-ins.
  inputs ? { },
}:
let
  lib = import <fedic/lib>;
in
lib.evalModules {
  specialArgs.inputs = import ./inputs.nix { inherit lib; } // inputs;
  modules = modules ++ [
    ./default.nix
    {
      _module.args.pkgs = lib.mkDefault __fedic.packages;
      recorder = __fedic.record;
    }
  ];
}
