# A server of Redis for one application: a cache and a queue of jobs.
{ lib, ... }:
let
  inherit (lib) types;
  shapes = import ../options.nix { inherit lib; };
  granting = import ../granting.nix { inherit lib; };
  inherit (shapes) option;
in
{
  resources.redis = {
    description = "A server of Redis for one application";

    request.options = {
      name = option {
        description = "The name of the server, by which the application's own module knows it.";
        type = shapes.types.identifier;
        example = "mastodon";
      };
      persistent = shapes.switch "Kept over restarts" false "Whether every change must outlive a restart of the server.";
    };

    policy =
      { config, ... }:
      {
        options = {
          host = option {
            title = "Server";
            description = ''
              A server elsewhere, used by all applications. Null runs one for each
              application on its machine, reached through a socket.
            '';
            type = types.nullOr shapes.types.hostname;
            default = null;
            example = "redis.example.org";
          };
          port = shapes.port 6379 "The port of the server.";
          password = shapes.secret "Password" "The password of the server elsewhere, readable by the applications.";
        };

        config = {
          resource-type = types.submodule {
            options = {
              unix-socket = option {
                title = "Socket";
                description = "The server's socket; null where it runs elsewhere.";
                type = types.nullOr types.str;
                example = "/run/redis-mastodon/redis.sock";
              };
              host = option {
                description = "The name of the server; null where a socket is used.";
                type = types.nullOr types.str;
                example = "redis.example.org";
              };
              port = option {
                description = "The port of the server; null where a socket is used.";
                type = types.nullOr types.port;
                example = 6379;
              };
              password-file = option {
                title = "File with the password";
                description = "The file with the server's password; null if it has none.";
                type = types.nullOr types.str;
                example = "/run/keys/redis";
              };
              nixos = shapes.nixos "The server, where it is on the application's machine.";
            };
          };

          apply = granting.one-at-a-time "redis" (
            _name: request: {
              unix-socket = if config.host == null then "/run/redis-${request.name}/redis.sock" else null;
              inherit (config) host;
              port = if config.host == null then null else config.port;
              password-file =
                if config.host == null || config.password == null then
                  null
                else
                  shapes.secret-path config.password;
              nixos.services.redis.servers = lib.optionalAttrs (config.host == null) {
                ${request.name} = {
                  enable = true;
                  appendOnly = request.persistent;
                };
              };
            }
          );
        };
      };
  };
}
