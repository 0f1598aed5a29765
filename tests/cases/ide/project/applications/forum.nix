{ lib, ... }:
let
  inherit (lib) mkOption types;
in
{
  applications.forum = {
    description = "A place to talk";

    module.options = {
      enable = lib.mkEnableOption "the forum";
      title = mkOption {
        description = "What the forum is called.";
        type = types.str;
        default = "Forum";
        example = "Talk";
      };
      size = mkOption {
        description = "How many people are expected.";
        type = types.enum [ "small" "large" ];
        default = "small";
      };
      admin = mkOption {
        description = "Who runs it.";
        type = types.submodule {
          options = {
            name = mkOption { type = types.str; };
            mail = mkOption { type = types.nullOr types.str; default = null; };
          };
        };
      };
      rooms = mkOption {
        description = "Where people talk.";
        type = types.attrsOf (types.submodule {
          options = {
            public = mkOption { type = types.bool; default = true; description = "Whether anybody may read."; };
            topic = mkOption { type = types.str; description = "What is talked about."; };
          };
        });
        default = { };
      };
    };

    implementation = settings: {
      resources.posts.database.name = "forum";
      resources.host.machine.nixos = { granted, ... }: {
        services.nginx.enable = true;
        networking.hostName = settings.title;
      };
    };
  };
}
