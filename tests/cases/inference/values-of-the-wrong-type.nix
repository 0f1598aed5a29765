{ lib, ... }:
{
  settings = {
    enable = "yes";
    domain = lib.mkIf true 3;
    port = "80";
    size = "smal";
    aliases = [
      "a"
      1
    ];
    users.anna.name = null;
    tls.certificate = lib.mkDefault [ ];
  };
}
