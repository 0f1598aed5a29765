# Stand-ins for the flakes that descriptions of deployments name, so that they evaluate
# without them. They declare the same options and build nothing.
{ lib }:
{
  nixops4 = import ./nixops4 { inherit lib; };
  nixops4-nixos.modules = {
    nixops4Resource.nixos = ./nixops4/nixos.nix;
    nixops4Component.nixos = ./nixops4/nixos.nix;
  };
}
