# An operator's front, an application and a resource: each has a schema of its own.
{ lib, ... }:
let
  inherit (lib) mkOption types;
in
{
  resources.database = {
    description = "A database of one's own.";
    request = {
      options.name = mkOption {
        type = types.strMatching "[a-z]+";
        description = "What it is called.";
      };
    };
    policy =
      { config, ... }:
      {
        options.host = mkOption {
          type = types.str;
          default = "localhost";
        };
        config = {
          resource-type = types.attrsOf types.str;
          apply = requests: lib.mapAttrs (id: kinds: "db://${config.host}/${kinds.database.name}") requests.resources;
        };
      };
  };
  applications.blog = {
    description = "Words for everybody.";
    module.options.title = mkOption { type = types.str; };
    implementation = settings: { resources.posts.database.name = "posts"; };
  };
  operator = {
    module.options.title = mkOption {
      type = types.str;
      description = "The name of the blog.";
    };
    configure = values: {
      applications.blog = {
        enable = true;
        inherit (values) title;
      };
    };
  };
}
