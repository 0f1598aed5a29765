{ lib, ... }:
let
  inherit (lib) mkOption types;
in
{
  resources.database = {
    description = "A database";
    request.options.name = mkOption {
      description = "What the database is called.";
      type = types.str;
    };
    policy = { config, ... }: {
      options.engine = mkOption {
        description = "What serves it.";
        type = types.enum [ "postgresql" "mariadb" ];
        default = "postgresql";
      };
      config = {
        resource-type = types.submodule {
          options.url = mkOption { type = types.str; description = "Where it is reached."; };
        };
        apply = { resources }: {
          url = "${config.engine}:///${(builtins.head (lib.attrValues resources)).database.name}";
        };
      };
    };
  };
}
