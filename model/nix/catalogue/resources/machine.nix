# A machine that runs NixOS.
{ lib, ... }:
let
  inherit (lib) mkOption types;

  shapes = import ../options.nix { inherit lib; };
  inherit (shapes) amount option;

  platform = types.enum [
    "x86_64-linux"
    "aarch64-linux"
  ];

  total =
    title: unit: description:
    option {
      inherit title unit description;
      type = types.ints.unsigned;
      example = 8;
    };
in
{
  resources.machine = {
    description = "A machine that runs NixOS, with what the application adds to it";

    request.options = {
      cores = amount "Processor cores" "cores" 1 "Processor cores that the application needs.";
      memoryMiB = amount "Memory" "MiB" 512 "Memory that it needs, in MiB.";
      diskGiB = amount "Disk space" "GiB" 5 "Disk space that it needs, in GiB.";
      nixos = shapes.nixos ''
        What the application sets on the machine. What its other requests were granted
        is the module argument `granted`, by request id.
      '';
    };

    policy =
      { config, ... }:
      {
        options = {
          host = mkOption {
            description = "The name under which the machine is reached.";
            type = shapes.types.hostname;
            example = "server.example.org";
          };
          system = option {
            title = "Platform";
            description = "Its platform.";
            type = platform;
            default = "x86_64-linux";
            example = "aarch64-linux";
          };
        };

        config = {
          resource-type = types.submodule {
            options = {
              host = mkOption {
                description = "The name under which the machine is reached.";
                type = shapes.types.hostname;
                example = "server.example.org";
              };
              system = option {
                title = "Platform";
                description = "Its platform.";
                type = platform;
                example = "aarch64-linux";
              };
              cores = total "Processor cores" "cores" "Processor cores that the hungriest application needs.";
              memoryMiB = total "Memory" "MiB" "Memory that all need together, in MiB.";
              diskGiB = total "Disk space" "GiB" "Disk space that all need together, in GiB.";
              nixos = shapes.nixos "What all that runs there sets on the machine.";
            };
          };

          apply =
            requests:
            let
              all = map (request: request.machine) (lib.attrValues requests.resources);
              sum = name: builtins.foldl' (all: one: all + one.${name}) 0 all;
            in
            {
              inherit (config) host system;
              cores = builtins.foldl' (most: one: lib.max most one.cores) 0 all;
              memoryMiB = sum "memoryMiB";
              diskGiB = sum "diskGiB";
              nixos.imports = map (one: one.nixos) all;
            };
        };
      };
  };
}
