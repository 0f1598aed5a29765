# Providers, and the module argument by which resources name the types they offer.
{ config, lib, ... }:
let
  inherit (lib) mkOption types;
in
{
  options.providers = mkOption {
    description = "The programs that make resources, by name.";
    type = types.lazyAttrsOf (
      types.submoduleWith {
        class = "nixops4Provider";
        modules = [ ./provider.nix ];
      }
    );
    default = { };
  };
  config._module.args.providers = lib.mapAttrs (
    _: provider:
    lib.mapAttrs (
      _: resourceType: resourceType // { _type = "nixops4ResourceType"; }
    ) provider.resourceTypes
  ) config.providers;
}
