{ lib, ... }:
{
  applications.newsletter = {
    description = "Sends a newsletter";
    module.options.sender = lib.mkOption {
      type = lib.types.str;
      description = "Who sends it.";
    };
    implementation = settings: {
      resources.bounces.mailbox.address = settings.sender;
    };
  };
}
