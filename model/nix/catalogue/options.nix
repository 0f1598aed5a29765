# Shapes of options that many files of the catalogue share.
{ lib }:
let
  inherit (lib) mkOption types;

  label = "[a-z0-9]([a-z0-9-]*[a-z0-9])?";

  # Like `mkOption`, with a `title` for forms where the name does not read well, a `unit`,
  # and `secret = true` for what nobody may see.
  option =
    arguments:
    let
      ui = builtins.intersectAttrs {
        title = null;
        unit = null;
        secret = null;
      } arguments;
    in
    mkOption (removeAttrs arguments (builtins.attrNames ui))
    // lib.optionalAttrs (ui != { }) { meta.ui = ui; };

  hostname = types.strMatching "(${label}[.])+[a-z]([a-z0-9-]*[a-z0-9])?" // {
    description = "domain name";
  };

  e-mail =
    types.strMatching "[A-Za-z0-9._%+-]+@(${label}[.])+[a-z]([a-z0-9-]*[a-z0-9])?"
    // {
      description = "e-mail address";
    };

  user-name = types.strMatching "[a-z_][a-z0-9_-]*" // {
    description = "name of a user of the system";
  };

  # Of databases, buckets and servers.
  identifier = types.strMatching "[a-z][a-z0-9_-]*" // {
    description = "name in lower case";
  };

  secret-reference =
    types.attrTag {
      file = mkOption {
        description = "A file on the machine that holds nothing but the secret, outside of the Nix store.";
        type = types.externalPath;
        example = "/run/keys/password";
      };
      credential = mkOption {
        description = "The name of a systemd credential that the machine was started with.";
        type = types.strMatching "[A-Za-z0-9][A-Za-z0-9._-]*";
        example = "password";
      };
    }
    // {
      description = ''reference to a secret (`{ file = "/…"; }` or `{ credential = "…"; }`), never the secret itself'';
    };

  module =
    description:
    option {
      inherit description;
      title = "NixOS module";
      type = types.deferredModuleWith { staticModules = [ { _class = "nixos"; } ]; };
      example = {
        services.openssh.enable = true;
      };
    };
in
{
  inherit option;
  types = {
    inherit
      hostname
      e-mail
      user-name
      identifier
      secret-reference
      ;
  };

  # What switches the whole of something on.
  enable =
    title: what:
    option {
      inherit title;
      description = "Whether to run ${what}.";
      type = types.bool;
      default = false;
      example = true;
    };

  # Something that is on or off.
  switch =
    title: default: description:
    option {
      inherit title default description;
      type = types.bool;
      example = !default;
    };

  # A number of something, in a unit.
  amount =
    title: unit: default: description:
    option {
      inherit
        title
        unit
        default
        description
        ;
      type = types.ints.positive;
      example = 2 * default;
    };

  # A domain name that must be given.
  domain =
    title: example: description:
    option {
      inherit title example description;
      type = hostname;
    };

  # A TCP port.
  port =
    default: description:
    option {
      inherit default description;
      type = types.port;
      example = 8443;
      title = "Port";
    };

  # A secret that may be given, as a reference.
  secret =
    title: description:
    option {
      inherit title description;
      type = types.nullOr secret-reference;
      default = null;
      example.file = "/run/keys/password";
      secret = true;
    };

  # Where a secret is found on the machine. Credentials of the system belong to root.
  secret-path =
    reference: reference.file or "/run/credentials/@system/${reference.credential}";

  # In what a policy grants: the part of a machine that it takes.
  nixos = description: module description // { default = { }; };

  # In a policy: the part of a machine that is the same for all requests. The policy sets it.
  served = description: module description // { readOnly = true; };
}
