# A machine that runs NixOS.
{ lib, ... }:
let
  inherit (lib) mkOption types;

  amount =
    default: description:
    mkOption {
      inherit default description;
      type = types.ints.positive;
    };
in
{
  resources.machine = {
    description = "A machine that runs NixOS, with what the application adds to it";

    request.options = {
      cores = amount 1 "Processor cores that the application needs.";
      memoryMiB = amount 512 "Memory that it needs, in MiB." // {
        meta.ui.unit = "MiB";
      };
      diskGiB = amount 5 "Disk space that it needs, in GiB." // {
        meta.ui.unit = "GiB";
      };
      nixos = mkOption {
        description = ''
          What the application sets on the machine. What its other requests were granted
          is the module argument `granted`, by request id.
        '';
        type = types.deferredModule;
        default = { };
      };
    };

    policy =
      { config, ... }:
      {
        options = {
          host = mkOption {
            description = "The name under which the machine is reached.";
            type = types.str;
          };
          system = mkOption {
            description = "Its platform.";
            type = types.enum [
              "x86_64-linux"
              "aarch64-linux"
            ];
            default = "x86_64-linux";
          };
        };

        config = {
          resource-type = types.submodule {
            options = {
              host = mkOption {
                description = "The name under which the machine is reached.";
                type = types.str;
              };
              system = mkOption {
                description = "Its platform.";
                type = types.str;
              };
              nixos = mkOption {
                description = "What all that runs there sets on the machine.";
                type = types.deferredModule;
              };
            };
          };

          apply = requests: {
            inherit (config) host system;
            nixos.imports = lib.mapAttrsToList (_: request: request.machine.nixos) requests.resources;
          };
        };
      };
  };
}
