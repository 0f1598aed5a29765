# Garage, as NixOS runs it.
{
  config,
  options,
  lib,
  ...
}:
let
  inherit (lib) mkOption types;
  inherit (import ../option.nix { inherit lib; }) option;
  cfg = config.services.garage;

in
{
  options.services.garage = {
    enable = option types.bool false "Whether Garage runs here.";
    package = mkOption {
      description = "The Garage that runs: a major version must be chosen.";
      type = types.package;
    };
    settings = option (types.submodule {
      freeformType = types.toml;
      options = {
        metadata_dir = option types.path "/var/lib/garage/meta" "Where what it knows of the cluster is.";
        data_dir = option (types.either types.path (types.listOf types.attrs)) "/var/lib/garage/data" "Where the data are: a folder, or several with their capacities.";
      };
    }) { } "The configuration file of Garage.";
    extraEnvironment = option (types.attrsOf types.str) { } "Environment of the service.";
    environmentFile =
      option (types.nullOr types.path) null
        "A file with environment of the service, for secrets.";
    logLevel = option (types.enum [
      "error"
      "warn"
      "info"
      "debug"
      "trace"
    ]) "info" "How much is logged.";
  };

  config = lib.mkIf cfg.enable { wanted = [ { inherit (cfg) package; } ]; };
}
