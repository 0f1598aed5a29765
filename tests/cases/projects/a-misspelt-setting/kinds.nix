{ lib, ... }:
{
  resources.mailbox = {
    description = "A mailbox that an application reads";
    request.options.address = lib.mkOption {
      type = lib.types.str;
      description = "What stands before the @.";
    };
    policy =
      { config, ... }:
      {
        options.domain = lib.mkOption {
          type = lib.types.str;
          description = "What stands behind it.";
        };
        config.resource-type = lib.types.listOf lib.types.str;
        config.apply =
          requests:
          map (request: "${request.mailbox.address}@${config.domain}") (lib.attrValues requests.resources);
      };
  };
}
