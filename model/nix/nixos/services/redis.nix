# Redis, as NixOS runs it: several servers by name.
{
  config,
  options,
  lib,
  pkgs,
  ...
}:
let
  inherit (lib) mkOption types;
  inherit (import ../option.nix { inherit lib; }) option flag;

  server =
    { config, name, ... }:
    let
      own = if name == "" then "redis" else "redis-${name}";
    in
    {
      options = {
        enable = flag false "Whether it runs here.";
        user = option types.str own "The user that it runs as.";
        group = option types.str config.user "The group that may use its socket.";
        port = option types.port (if name == "" then 6379 else 0) "Its port; 0 for none.";
        openFirewall = flag false "Whether others can reach its port.";
        extraParams = option (types.listOf types.str) [ ] "Further arguments of the server.";
        bind = option (types.nullOr types.str) "127.0.0.1" "The address that it listens on; null for all.";
        unixSocket = option (types.nullOr types.path) "/run/${own}/redis.sock" "Its socket.";
        unixSocketPerm = option types.int 660 "The mode of its socket, in octal digits.";
        logLevel = option types.str "notice" "How much is logged.";
        logfile = option types.str "/dev/null" "Where to, if not to the system's log.";
        syslog = flag true "Whether it logs to the system's log.";
        databases = option types.int 16 "How many databases it has.";
        maxclients = option types.int 10000 "How many clients may be connected.";
        save = option (types.listOf (types.listOf types.int)) [
          [
            900
            1
          ]
          [
            300
            10
          ]
          [
            60
            10000
          ]
        ] "When it is saved: after so many seconds with so many changes.";
        slaveOf = option (types.nullOr (
          types.submodule {
            options = {
              ip = mkOption {
                description = "Its address.";
                type = types.str;
              };
              port = option types.port 6379 "Its port.";
            };
          }
        )) null "The server that it copies.";
        masterAuth = option (types.nullOr types.str) null "The password there. Everybody can read it.";
        requirePass = option (types.nullOr types.str) null "Its password. Everybody can read it.";
        requirePassFile = option (types.nullOr types.path) null "A file with its password.";
        appendOnly = flag false "Whether every change is written at once.";
        appendFsync = option types.str "everysec" "How often what was written is made sure of.";
        slowLogLogSlowerThan = option types.int 10000 "What is slow, in microseconds.";
        slowLogMaxLen = option types.int 128 "How many slow queries are remembered.";
        settings = option (types.attrsOf (
          types.oneOf [
            types.bool
            types.int
            types.str
            (types.listOf types.str)
          ]
        )) { } "Further settings of the server.";
      };
    };
in
{
  options.services.redis = {
    package = option types.package pkgs.redis "The Redis that runs.";
    vmOverCommit = flag true "Whether the machine promises more memory than it has.";
    servers = option (types.attrsOf (types.submodule server)) { } "Servers by name.";
  };

  config.assertions = lib.mapAttrsToList (name: server: {
    assertion = server.requirePass == null || server.requirePassFile == null;
    message = "Only one of `services.redis.servers.${name}.requirePass` and `.requirePassFile` can be set";
    about = [ options.services.redis.servers ];
  }) (lib.filterAttrs (_: server: server.enable) config.services.redis.servers);
}
