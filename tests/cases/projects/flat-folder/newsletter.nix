{ lib, ... }:
{
  applications.newsletter = {
    description = "Sends a newsletter";
    module.options = {
      enable = lib.mkEnableOption "the newsletter";
      sender = lib.mkOption {
        type = lib.types.str;
        description = "Who sends it.";
      };
    };
    implementation = settings: {
      resources = lib.mkIf settings.enable { bounces.mailbox.address = settings.sender; };
    };
  };
}
