{ lib, ... }:
let
  inherit (lib) mkOption types;
  limits = import ./limits.nix;
in
{
  options.words = mkOption { type = types.attrsOf types.str; };
  config = {
    words.greeting = "Hi";
    resources.database = {
      description = "A database of one's own.";
      request.options = {
        name = mkOption { type = types.strMatching "[a-z]+"; };
        size = mkOption { type = types.int; default = 1; };
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
    applications = {
      blog = {
        description = "Words for everybody.";
        module.options = {
          enable = mkOption { type = types.bool; default = false; };
          title = mkOption { type = types.str; default = "A blog"; };
          colour = mkOption { type = types.str; default = "red"; };
        };
        implementation = settings: {
          resources.posts.database = { name = "posts"; size = limits.most; };
        };
      };
      # The same in both, but for a comment of its own.
      page = {
        description = "One page.";
        module.options.enable = mkOption { type = types.bool; default = false; };
        implementation = settings: { };
      };
    };
    environments.home = {
      resources.db.database = { };
      implementation =
        { required-resources, ... }:
        if lib.any (it: it.resources.posts.database.size or 0 > 5) (lib.attrValues required-resources) then
          throw "too much"
        else
          { nixos.nixos-configuration = { }; };
    };
  };
}
