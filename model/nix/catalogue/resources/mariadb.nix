# A database of MariaDB: beside the application, or on a server that runs elsewhere.
{ lib, ... }:
let
  inherit (lib) types;
  shapes = import ../options.nix { inherit lib; };
  granting = import ../granting.nix { inherit lib; };
  inherit (shapes) option;
in
{
  resources.mariadb = {
    description = "A database of MariaDB";

    request =
      { config, ... }:
      {
        options = {
          database = option {
            description = "The name of the database.";
            type = shapes.types.identifier;
            example = "pixelfed";
          };
          user = option {
            description = "The user who has all rights to it; the same name unless said otherwise.";
            type = shapes.types.identifier;
            default = config.database;
            defaultText = lib.literalExpression "config.database";
            example = "pixelfed";
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
            example = "mariadb.example.org";
          };
          port = shapes.port 3306 "The port of the server.";
          passwords = option {
            title = "Folder of passwords";
            description = ''
              The folder on the application's machine that has a file with the password of
              each database on a server elsewhere, named like the database.
            '';
            type = types.externalPath;
            default = "/run/keys/mariadb";
            example = "/run/secrets/mariadb";
          };
        };

        config = {
          resource-type = types.submodule {
            options = {
              socket = option {
                description = "The server's socket; null where it runs elsewhere.";
                type = types.nullOr types.str;
                example = "/run/mysqld/mysqld.sock";
              };
              host = option {
                description = "The name of the server.";
                type = types.str;
                example = "localhost";
              };
              port = option {
                description = "The port of the server.";
                type = types.port;
                example = 3306;
              };
              database = option {
                description = "The name of the database.";
                type = types.str;
                example = "pixelfed";
              };
              user = option {
                description = "The user who has all rights to it.";
                type = types.str;
                example = "pixelfed";
              };
              password-file = option {
                title = "File with the password";
                description = "The file with the user's password; null where the user of the system is proof enough.";
                type = types.nullOr types.str;
                example = "/run/keys/mariadb/pixelfed";
              };
              nixos = shapes.nixos "The server and the database, where they are on the application's machine.";
            };
          };

          apply = granting.one-at-a-time "mariadb" (
            _name: request: {
              inherit (request) database user;
              socket = if config.host == null then "/run/mysqld/mysqld.sock" else null;
              host = if config.host == null then "localhost" else config.host;
              inherit (config) port;
              password-file = if config.host == null then null else "${config.passwords}/${request.database}";
              nixos =
                { pkgs, ... }:
                {
                  services.mysql = lib.optionalAttrs (config.host == null) {
                    enable = true;
                    package = lib.mkDefault pkgs.mariadb;
                    ensureDatabases = [ request.database ];
                    ensureUsers = [
                      {
                        name = request.user;
                        ensurePermissions."${request.database}.*" = "ALL PRIVILEGES";
                      }
                    ];
                  };
                };
            }
          );
        };
      };
  };
}
