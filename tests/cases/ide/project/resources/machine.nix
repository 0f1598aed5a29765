{ lib, ... }:
let
  inherit (lib) mkOption types;
in
{
  resources.machine = {
    description = "A machine";
    request.options.nixos = mkOption {
      description = "What runs on it.";
      type = types.deferredModuleWith { staticModules = [ { _class = "nixos"; } ]; };
      default = { };
    };
    policy = { config, ... }: {
      options.host = mkOption {
        description = "Where the machine is reached.";
        type = types.str;
        example = "host.example";
      };
      config = {
        resource-type = types.attrsOf types.deferredModule;
        apply = { resources }: lib.mapAttrs (id: request: request.machine.nixos) resources;
      };
    };
  };
}
