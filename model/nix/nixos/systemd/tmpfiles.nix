# Files and folders that are made at start, and cleaned up.
{ lib, ... }:
let
  inherit (lib) mkOption types;

  rule =
    { name, ... }:
    {
      options = {
        type = mkOption {
          description = "What is done.";
          type = types.str;
          default = name;
        };
        mode = mkOption {
          description = "The mode.";
          type = types.str;
          default = "-";
        };
        user = mkOption {
          description = "The owner.";
          type = types.str;
          default = "-";
        };
        group = mkOption {
          description = "The group.";
          type = types.str;
          default = "-";
        };
        age = mkOption {
          description = "How old what is cleaned up must be.";
          type = types.str;
          default = "-";
        };
        argument = mkOption {
          description = "What else there is to say: a text, a target.";
          type = types.str;
          default = "";
        };
      };
    };
in
{
  options.systemd.tmpfiles = {
    packages = mkOption {
      description = "Packages that bring rules along.";
      type = types.listOf types.package;
      default = [ ];
    };
    rules = mkOption {
      description = "Rules, one a line of systemd's.";
      type = types.listOf types.str;
      default = [ ];
    };
    settings = mkOption {
      description = "Rules by file of rules, path and type.";
      type = types.attrsOf (types.attrsOf (types.attrsOf (types.submodule rule)));
      default = { };
    };
  };
}
