{ lib, ... }:
let
  inherit (lib) mkOption types;
in
{
  resources.database = {
    description = "A database of one's own.";
    request = {
      options.name = mkOption { type = types.strMatching "[a-z]+"; };
      options.size = mkOption { type = types.enum [ "small" "large" ]; default = "small"; };
    };
    policy =
      { config, ... }:
      {
        options.host = mkOption { type = types.str; default = "localhost"; };
        config = {
          resource-type = types.attrsOf types.str;
          apply = requests: lib.mapAttrs (id: kinds: "db://${config.host}/${kinds.database.name}") requests.resources;
        };
      };
  };
  applications.blog = {
    description = "Words for everybody.";
    module.options.title = mkOption { type = types.str; };
    module.options.port = mkOption { type = types.port; default = 8080; };
    implementation = settings: { resources.posts.database.name = "posts"; };
  };
  environments.home = {
    resources.db.database = { };
    implementation = requests: { };
  };
}
