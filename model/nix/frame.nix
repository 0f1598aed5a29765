# A model as fedic evaluates it: the user's modules and the data model, with packages that
# are references, and with a record of what policies grant.
{
  # The user's modules.
  modules ? [ ],
  # Instead of them, a tree that is evaluated already: taken as it is, and watched where the
  # data model is in it.
  tree ? null,
  # Folders of further `inputs`, beside the stand-ins.
  inputs ? { },
}:
let
  lib = import <fedic/lib>;

  all = import ./inputs.nix { inherit lib; } // builtins.mapAttrs (_: path: import ./input.nix { inherit path; inputs = all; }) inputs;

  watched = {
    _module.args.pkgs = lib.mkDefault __fedic.packages;
    recorder = __fedic.record;
    refuse-target = __fedic.refuseTarget;
  };
in
if tree == null then
  lib.evalModules {
    specialArgs.inputs = all;
    modules = modules ++ [
      ./default.nix
      watched
    ];
  }
else if tree.options ? recorder then
  tree.extendModules { modules = [ watched ]; }
else
  tree
