# A command that brings a NixOS configuration to a machine, as nixops4-nixos adds it to a
# resource that runs commands.
{ config, lib, ... }:
let
  inherit (lib) mkOption types;

  setting =
    type: default: description:
    mkOption {
      inherit type default description;
    };
in
{
  options = {
    nixpkgs = mkOption {
      description = "The nixpkgs whose NixOS it is.";
      type = types.raw;
    };
    nixos = {
      module = mkOption {
        description = "What the machine is to be, as a NixOS module.";
        type = types.deferredModule;
        default = { };
      };
      specialArgs = setting types.raw { } "Special arguments of the NixOS module.";
    };
    ssh = {
      user = setting (types.nullOr types.str) "root" "Who to log in as; null leaves it to ssh.";
      host = mkOption {
        description = "The name or address of the machine.";
        type = types.str;
      };
      hostPublicKey = mkOption {
        description = "The machine's public key.";
        type = types.str;
      };
      opts = setting types.str "" "Further arguments of ssh.";
    };
    copy.substituteOnDestination = setting types.bool true "Whether the machine fetches what it can by itself.";
    sudo.enable = setting types.bool (config.ssh.user != "root") "Whether the configuration is activated with sudo.";
  };

  config.inputs = {
    executable = lib.mkDefault "/bin/sh";
    args = lib.mkDefault [
      "-c"
      "copy the system to ${config.ssh.host} and run its bin/apply switch"
    ];
  };
}
