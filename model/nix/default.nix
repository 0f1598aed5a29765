# The data model of hosted services, as one module: what applications need (`resources`),
# what there is to run (`applications`), where it can run (`environments`), and what an
# operator may choose (`configuration`, whose value is a type).
{ lib, ... }:
{
  imports = [
    ./resources.nix
    ./applications.nix
    ./environments.nix
    ./deployment.nix
    ./configuration.nix
    ./operator.nix
  ];

  # A caller's own `inputs`, given as a special argument, come first.
  _module.args.inputs = lib.mkDefault (import ./inputs.nix { inherit lib; });
}
