# MySQL and MariaDB, as NixOS runs them.
{
  config,
  lib,
  ...
}:
let
  inherit (lib) mkOption types;
  inherit (import ../option.nix { inherit lib; }) option;
  cfg = config.services.mysql;

  scalar = types.oneOf [
    types.bool
    types.int
    types.str
    (types.listOf types.str)
  ];
in
{
  options.services.mysql = {
    enable = option types.bool false "Whether the server runs here.";
    package = mkOption {
      description = "The server that runs: MySQL or MariaDB must be chosen.";
      type = types.package;
      example = "pkgs.mariadb";
    };
    user = option types.str "mysql" "The user that it runs as.";
    group = option types.str "mysql" "The group that it runs as.";
    dataDir = option types.path "/var/lib/mysql" "Where the data are.";
    configFile = mkOption {
      description = "The whole configuration file, instead of the settings.";
      type = types.path;
    };
    settings = option (types.attrsOf (types.attrsOf (types.nullOr scalar))) { } "The configuration file, by section.";
    initialDatabases = option (types.listOf (
      types.submodule {
        options = {
          name = mkOption {
            description = "Its name.";
            type = types.str;
          };
          schema = option (types.nullOr types.path) null "What it begins with, as SQL.";
        };
      }
    )) [ ] "Databases that are made at the first start.";
    initialScript = option (types.nullOr types.path) null "What is run at the first start, as SQL.";
    ensureDatabases = option (types.listOf types.str) [ ] "Databases that there must be; others stay.";
    ensureUsers = option (types.listOf (
      types.submodule {
        options = {
          name = mkOption {
            description = "The user's name.";
            type = types.str;
          };
          ensurePermissions =
            option (types.attrsOf types.str) { }
              "What the user may do, by databases and tables.";
        };
      }
    )) [ ] "Users that there must be; others stay.";
    replication = {
      role = option (types.enum [
        "master"
        "slave"
        "none"
      ]) "none" "The server's part in a replication.";
      serverId = option types.int 1 "Its number, of its own.";
      masterHost = mkOption {
        description = "The host of the master.";
        type = types.str;
      };
      masterPort = option types.port 3306 "The port of the master.";
      masterUser = mkOption {
        description = "The user at the master.";
        type = types.str;
      };
      masterPassword = mkOption {
        description = "That user's password. Everybody can read it.";
        type = types.str;
      };
      slaveHost = mkOption {
        description = "The host of the slave.";
        type = types.str;
      };
    };
    galeraCluster = option types.attrs { } "A Galera cluster that it is part of.";
  };

  config = lib.mkIf cfg.enable { wanted = [ { inherit (cfg) package; } ]; };
}
