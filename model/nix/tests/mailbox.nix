# A small model that the other tests build upon: mailboxes, and a newsletter that needs one.
{
  kind =
    { lib, ... }:
    {
      resources.mailbox = {
        description = "A mailbox that an application reads";
        request.options = {
          address = lib.mkOption { type = lib.types.str; };
          quota-mb = lib.mkOption {
            type = lib.types.ints.positive;
            default = 100;
          };
        };
        policy =
          { config, ... }:
          {
            options = {
              domain = lib.mkOption { type = lib.types.str; };
              max-mb = lib.mkOption {
                type = lib.types.ints.positive;
                default = 1000;
              };
            };
            config.resource-type = lib.types.attrsOf lib.types.ints.positive;
            config.apply =
              requests:
              lib.mapAttrs' (
                _: request:
                lib.nameValuePair "${request.mailbox.address}@${config.domain}" (
                  lib.min request.mailbox.quota-mb config.max-mb
                )
              ) requests.resources;
          };
      };
    };

  application =
    { lib, ... }:
    {
      applications.newsletter = {
        description = "Sends a newsletter";
        module.options = {
          enable = lib.mkEnableOption "the newsletter";
          sender = lib.mkOption {
            type = lib.types.str;
            default = "news";
          };
        };
        implementation = settings: {
          resources = lib.optionalAttrs settings.enable {
            bounces.mailbox.address = settings.sender;
          };
        };
      };
    };

  # An environment with one offer of mailboxes, which deploys as it is told.
  environment =
    implementation:
    { lib, ... }:
    {
      environments.small =
        { config, ... }:
        {
          resources.post.mailbox.domain = "example.org";
          implementation = implementation config.resources.post.mailbox;
        };
    };

  evaluate = modules: (import <fedic/model/frame.nix> { inherit modules; }).config;
}
