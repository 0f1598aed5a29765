# A NixOps4 deployment: resources, and the providers that make them.
{ config, lib, ... }:
let
  inherit (lib) mkOption types;
in
{
  _class = "nixops4Deployment";
  imports = [ ./providers.nix ];
  options.resources = mkOption {
    description = "What is to exist, by name.";
    type = types.attrsOf (
      types.submoduleWith {
        class = "nixops4Resource";
        modules = [ ./resource.nix ];
      }
    );
    default = { };
  };
}
