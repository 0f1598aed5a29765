# A database of PostgreSQL: beside the application, or on a server that runs elsewhere.
{ lib, ... }:
let
  inherit (lib) types;
  shapes = import ../options.nix { inherit lib; };
  units = import ../units.nix { inherit lib; };
  granting = import ../granting.nix { inherit lib; };
  inherit (shapes) option;

  # What the superuser does for one database: the options of NixOS have no room for it.
  prepare = request: ''
    psql -c 'ALTER DATABASE "${request.database}" OWNER TO "${request.user}"'
    ${lib.concatMapStrings (extension: ''
      psql -d ${request.database} -c 'CREATE EXTENSION IF NOT EXISTS "${extension}"'
    '') request.extensions}
  '';
in
{
  resources.postgresql = {
    description = "A database of PostgreSQL";

    request =
      { config, ... }:
      {
        options = {
          database = option {
            description = "The name of the database.";
            type = shapes.types.identifier;
            example = "peertube";
          };
          user = option {
            description = "The role that owns it; the same name unless said otherwise.";
            type = shapes.types.identifier;
            default = config.database;
            defaultText = lib.literalExpression "config.database";
            example = "peertube";
          };
          extensions = option {
            description = "Extensions that the database must have.";
            type = types.listOf (
              types.enum [
                "citext"
                "hstore"
                "pg_trgm"
                "pgcrypto"
                "unaccent"
              ]
            );
            default = [ ];
            example = [ "pg_trgm" ];
          };
        };
      };

    policy =
      { config, ... }:
      {
        options = {
          host = option {
            title = "Server";
            description = ''
              A server whose databases the provider makes by hand. Null runs one on the
              machine of the application, reached through a socket.
            '';
            type = types.nullOr shapes.types.hostname;
            default = null;
            example = "postgresql.example.org";
          };
          port = shapes.port 5432 "The port of the server.";
          passwords = option {
            title = "Folder of passwords";
            description = ''
              The folder on the application's machine that has a file with the password of
              each database on a server elsewhere, named like the database and readable by
              the application.
            '';
            type = types.externalPath;
            default = "/run/keys/postgresql";
            example = "/run/secrets/postgresql";
          };
        };

        config = {
          resource-type = types.submodule {
            options = {
              host = option {
                description = "The name of the server, or the folder of its socket.";
                type = types.str;
                example = "/run/postgresql";
              };
              port = option {
                description = "The port of the server; null where a socket is used.";
                type = types.nullOr types.port;
                example = 5432;
              };
              local = option {
                title = "On the same machine";
                description = "Whether the server runs on the application's machine.";
                type = types.bool;
                example = true;
              };
              database = option {
                description = "The name of the database.";
                type = types.str;
                example = "peertube";
              };
              user = option {
                description = "The role that owns it.";
                type = types.str;
                example = "peertube";
              };
              password-file = option {
                title = "File with the password";
                description = "The file with the role's password; null where the user of the system is proof enough.";
                type = types.nullOr types.str;
                example = "/run/keys/postgresql/peertube";
              };
              nixos = shapes.nixos "The server and the database, where they are on the application's machine.";
            };
          };

          apply = granting.one-at-a-time "postgresql" (
            name: request: {
              inherit (request) database user;
              local = config.host == null;
              host = if config.host == null then "/run/postgresql" else config.host;
              port = if config.host == null then null else config.port;
              password-file = if config.host == null then null else "${config.passwords}/${request.database}";
              nixos = lib.optionalAttrs (config.host == null) {
                services.postgresql = {
                  enable = true;
                  ensureDatabases = [ request.database ];
                  ensureUsers = [
                    {
                      name = request.user;
                      ensureDBOwnership = request.user == request.database;
                    }
                  ];
                };
                systemd.services = lib.optionalAttrs (request.extensions != [ ] || request.user != request.database) {
                  ${units.named "postgresql" name} = units.once {
                    description = "Owner and extensions of the database ${request.database}";
                    script = prepare request;
                    user = "postgres";
                    after = [ "postgresql.target" ];
                  };
                };
              };
            }
          );
        };
      };
  };
}
