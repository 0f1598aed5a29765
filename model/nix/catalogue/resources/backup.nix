# Copies of an application's state, made by restic on the application's machine.
{ lib, ... }:
let
  inherit (lib) types;
  shapes = import ../options.nix { inherit lib; };
  granting = import ../granting.nix { inherit lib; };
  inherit (shapes) option;

  state = types.attrTag {
    files = option {
      title = "Folder";
      description = "A file, or a folder with all that is in it.";
      type = types.externalPath;
      example = "/var/lib/mastodon/secrets";
    };
    postgresql = option {
      title = "Database of PostgreSQL";
      description = "The name of a database, which is dumped first.";
      type = shapes.types.identifier;
      example = "mastodon";
    };
    mariadb = option {
      title = "Database of MariaDB";
      description = "The name of a database, which is dumped first.";
      type = shapes.types.identifier;
      example = "pixelfed";
    };
  };

  kept =
    title: number:
    option {
      inherit title;
      description = "How many of these copies are kept.";
      type = types.ints.unsigned;
      default = number;
      example = 2 * number;
    };

  dumps = {
    postgresql = "/var/backup/postgresql";
    mariadb = "/var/backup/mysql";
  };
in
{
  resources.backup = {
    description = "Copies of an application's state at another place";

    request.options.state = option {
      description = "What must be kept, by any name.";
      type = types.attrsOf state;
      example = {
        database.postgresql = "mastodon";
        keys.files = "/var/lib/mastodon/secrets";
      };
    };

    policy =
      { config, ... }:
      {
        options = {
          repository = option {
            description = "Where the copies are kept, as restic writes it; each application has a folder there.";
            type = types.str;
            example = "sftp:backup@backup.example.org:/srv/copies";
          };
          password = option {
            description = "What the copies are encrypted with.";
            type = shapes.types.secret-reference;
            example.file = "/run/keys/backup";
            secret = true;
          };
          environment = shapes.secret "Environment" "A file of `NAME=value` lines that restic needs to reach the repository.";
          schedule = option {
            description = "When copies are made, as systemd writes times.";
            type = types.str;
            default = "*-*-* 03:00:00";
            example = "hourly";
          };
          keep = {
            daily = kept "Daily copies" 7;
            weekly = kept "Weekly copies" 4;
            monthly = kept "Monthly copies" 6;
          };
        };

        config = {
          resource-type = types.submodule {
            options = {
              repository = option {
                description = "Where the copies are.";
                type = types.str;
                example = "sftp:backup@backup.example.org:/srv/copies/mastodon";
              };
              paths = option {
                title = "Files";
                description = "What is copied, the dumps of databases among it.";
                type = types.listOf types.str;
                example = [ "/var/lib/mastodon/secrets" ];
              };
              nixos = shapes.nixos "Dumps of databases, and the job that copies.";
            };
          };

          apply = granting.one-at-a-time "backup" (
            name: request:
            let
              application = granting.application-of name;
              # The values of one kind of state.
              of = kind: lib.catAttrs kind (lib.attrValues request.state);
              dumped = builtins.filter (kind: of kind != [ ]) (lib.attrNames dumps);
              repository = "${config.repository}/${application}";
              paths = of "files" ++ map (kind: dumps.${kind}) dumped;
              number = kind: "--keep-${kind} ${toString config.keep.${kind}}";
            in
            {
              inherit repository paths;
              nixos.services = {
                restic.backups.${application} = {
                  initialize = true;
                  inherit repository paths;
                  passwordFile = shapes.secret-path config.password;
                  timerConfig.OnCalendar = config.schedule;
                  pruneOpts = map number [
                    "daily"
                    "weekly"
                    "monthly"
                  ];
                }
                // lib.optionalAttrs (config.environment != null) {
                  environmentFile = shapes.secret-path config.environment;
                };
              }
              // lib.optionalAttrs (of "postgresql" != [ ]) {
                postgresqlBackup = {
                  enable = true;
                  location = dumps.postgresql;
                  databases = of "postgresql";
                };
              }
              // lib.optionalAttrs (of "mariadb" != [ ]) {
                mysqlBackup = {
                  enable = true;
                  location = dumps.mariadb;
                  databases = of "mariadb";
                };
              };
            }
          );
        };
      };
  };
}
