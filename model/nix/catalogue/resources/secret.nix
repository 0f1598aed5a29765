# A secret in a file that only its owner can read: given by somebody, or made on the machine.
{ lib, ... }:
let
  inherit (lib) types;
  shapes = import ../options.nix { inherit lib; };
  units = import ../units.nix { inherit lib; };
  granting = import ../granting.nix { inherit lib; };
  inherit (shapes) option;
in
{
  resources.secret = {
    description = "A secret that a program reads from a file";

    request.options = {
      from = shapes.secret "Given secret" "Where the secret is, if somebody gave it; else one is made.";
      generate = option {
        title = "Way to make it";
        description = ''
          How a secret is made that nobody gave: 32 random bytes as `hex-32` or
          `base64-32`, or a `password` to type. It is made once and kept.
        '';
        type = types.enum units.ways;
        default = "hex-32";
        example = "password";
      };
      owner = option {
        description = "The user of the system who can read it.";
        type = shapes.types.user-name;
        default = "root";
        example = "peertube";
      };
      for = option {
        title = "Units that need it";
        description = "Units of systemd that start only when the secret is there.";
        type = types.listOf types.str;
        default = [ ];
        example = [ "peertube.service" ];
      };
    };

    policy =
      { config, ... }:
      {
        options.directory = option {
          description = "The folder for secrets on the machine; what is made there must be kept.";
          type = types.externalPath;
          default = "/var/lib/secrets";
          example = "/persistent/secrets";
        };

        config = {
          resource-type = types.submodule {
            options = {
              path = option {
                description = "The file that holds the secret.";
                type = types.str;
                example = "/var/lib/secrets/peertube/key";
              };
              units = option {
                description = "The units to wait for: they put the secret there.";
                type = types.listOf types.str;
                example = [ "secret-peertube-key.service" ];
              };
              nixos = shapes.nixos "The unit that puts the secret there.";
            };
          };

          apply = granting.one-at-a-time "secret" (
            name: request:
            let
              unit = units.named "secret" name;
              path = "${config.directory}/${name}";
            in
            {
              inherit path;
              units = [ "${unit}.service" ];
              nixos.systemd.services.${unit} = units.secret-file {
                description = "Secret ${name}";
                inherit path;
                inherit (request) owner for;
                way = request.generate;
                from = if request.from == null then null else shapes.secret-path request.from;
              };
            }
          );
        };
      };
  };
}
