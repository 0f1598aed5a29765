{ lib, config, ... }:
{
  imports = [ ./chat.nix ];
  options.services.enabled = lib.mkOption {
    type = lib.types.listOf lib.types.str;
    readOnly = true;
    default = lib.attrNames (lib.filterAttrs (_: service: service.enable or false) (removeAttrs config.services [ "enabled" ]));
  };
}
