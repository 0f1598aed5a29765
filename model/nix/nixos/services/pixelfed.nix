# Pixelfed, as NixOS runs it.
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
  cfg = config.services.pixelfed;

  scalar = types.oneOf [
    types.bool
    types.int
    types.str
  ];
in
{
  options.services.pixelfed = {
    enable = flag false "Whether Pixelfed runs here.";
    package = option types.package pkgs.pixelfed "The Pixelfed that runs.";
    phpPackage = option types.package pkgs.php83 "The PHP that runs it.";
    user = option types.str "pixelfed" "The user that it runs as.";
    group = option types.str "pixelfed" "The group that it runs as.";
    domain = mkOption {
      description = "The domain of the instance.";
      type = types.str;
      example = "photos.example.org";
    };
    secretFile = mkOption {
      description = "A file with secrets as environment; `APP_KEY` must be among them.";
      type = types.path;
      example = "/run/secrets/pixelfed.env";
    };
    settings = option (types.attrsOf scalar) { } "Environment of Pixelfed. Everybody can read it.";
    nginx =
      option (types.nullOr (types.submodule ./nginx/host.nix)) null
        "The virtual host of nginx in front of it; null for none.";
    redis.createLocally = flag true "Whether a Redis is set up for it.";
    database = {
      createLocally = flag true "Whether a database is set up for it.";
      automaticMigrations = flag true "Whether the database is migrated at start.";
      type = option (types.enum [
        "mysql"
        "pgsql"
      ]) "mysql" "The kind of database.";
      name = option types.str "pixelfed" "The name of the database.";
    };
    maxUploadSize = option types.str "8M" "How much can be uploaded at once.";
    poolConfig = option (types.attrsOf scalar) { } "Settings of PHP's pool of processes.";
    dataDir = option types.str "/var/lib/pixelfed" "Where its state is.";
    runtimeDir = option types.str "/run/pixelfed" "Where its sockets are.";
    schedulerInterval = option types.str "1d" "How often its scheduled tasks run.";
  };

  config = lib.mkIf cfg.enable {
    wanted = [ { inherit (cfg) domain secretFile; } ];
  };
}
