# An application that needs a mailbox, for the cases of plans.
{ lib, ... }:
{
  applications.newsletter = {
    description = "Sends a newsletter";
    module.options = {
      enable = lib.mkEnableOption "the newsletter";
      sender = lib.mkOption { type = lib.types.str; };
      quota = lib.mkOption {
        type = lib.types.ints.between 1 1000;
        default = 100;
      };
    };
    implementation = settings: {
      resources.bounces.mailbox = {
        address = settings.sender;
        quota-mb = settings.quota;
      };
    };
  };
}
