# Options of NixOS itself that most machines set.
{ config, lib, ... }:
let
  inherit (lib) mkOption types;
  inherit (config.networking) domain hostName;
in
{
  options = {
    assertions = mkOption {
      description = "What must hold for the configuration to be built.";
      type = types.listOf types.raw;
      default = [ ];
      internal = true;
    };
    warnings = mkOption {
      description = "What whoever builds the configuration should be told.";
      type = types.listOf types.str;
      default = [ ];
      internal = true;
    };
    wanted = mkOption {
      description = "Values that must be there for the configuration to be built, as sets of them.";
      type = types.listOf types.raw;
      default = [ ];
      internal = true;
    };

    environment = {
      etc = mkOption {
        description = "Files below /etc, by their paths there.";
        type = types.attrsOf (types.submodule ./environment-etc.nix);
        default = { };
      };
      systemPackages = mkOption {
        description = "Packages that all users have on their paths.";
        type = types.listOf types.package;
        default = [ ];
      };
    };
    networking = {
      hostName = mkOption {
        description = "The name of the machine, without its domain; empty to get it from the network.";
        type = types.strMatching "^$|^[[:alnum:]]([[:alnum:]_-]{0,61}[[:alnum:]])?$";
        default = "nixos";
      };
      domain = mkOption {
        description = "The domain of the machine.";
        type = types.nullOr types.str;
        default = null;
      };
      fqdn = mkOption {
        description = "The name of the machine with its domain.";
        type = types.str;
        default =
          if hostName == "" || domain == null then
            throw "`networking.fqdn` needs `networking.hostName` and `networking.domain`"
          else
            "${hostName}.${domain}";
      };
      fqdnOrHostName = mkOption {
        description = "The name of the machine, with its domain if it has one.";
        type = types.str;
        default = if domain == null then hostName else "${hostName}.${domain}";
      };
      hosts = mkOption {
        description = "Names of hosts by address.";
        type = types.attrsOf (types.listOf types.str);
        default = { };
      };
    };
    security.pki.certificateFiles = mkOption {
      description = "Files with certificates of authorities that the machine trusts.";
      type = types.listOf types.path;
      default = [ ];
    };
    services.openssh.enable = mkOption {
      description = "Whether the machine is reached by ssh.";
      type = types.bool;
      default = false;
    };
    system.build = mkOption {
      description = "What can be built of the machine.";
      type = types.lazyAttrsOf types.raw;
      default = { };
      internal = true;
    };
    system.stateVersion = mkOption {
      description = "The release of NixOS that the machine was first installed with.";
      type = types.str;
      default = lib.trivial.release;
    };
    users = {
      motd = mkOption {
        description = "What is shown to users who log in.";
        type = types.nullOr types.lines;
        default = null;
      };
      motdFile = mkOption {
        description = "A file with what is shown to users who log in.";
        type = types.nullOr types.path;
        default = null;
      };
      mutableUsers = mkOption {
        description = "Whether users can be changed on the machine itself.";
        type = types.bool;
        default = true;
      };
    };
  };
}
