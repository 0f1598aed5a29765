# Mailboxes, for the cases of plans.
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
        options.domain = lib.mkOption { type = lib.types.str; };
        config.resource-type = lib.types.attrsOf lib.types.ints.positive;
        config.apply =
          requests:
          lib.mapAttrs' (
            _: request: lib.nameValuePair "${request.mailbox.address}@${config.domain}" request.mailbox.quota-mb
          ) requests.resources;
      };
  };
}
