# A machine of this name that is reached by ssh, with these modules on it.
{ lib }:
name: machine: modules: {
  ssh-host = {
    inherit (machine) system;
    ssh = {
      inherit (machine) host;
      username = "root";
    };
    nixos-configuration = {
      imports = modules;
      networking.hostName = lib.mkDefault name;
      services.openssh.enable = true;
      system.stateVersion = "25.11";
    };
  };
}
