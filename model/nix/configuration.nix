# What an operator may write, computed from the applications.
{ config, lib, ... }:
let
  inherit (lib) mkOption types;
in
{
  options.configuration = mkOption {
    description = ''
      The type of a configuration: whether to deploy at all, and the settings of each
      application.
    '';
    type = types.optionType;
    readOnly = true;
    default = types.submoduleWith {
      class = "fediversity-configuration";
      shorthandOnlyDefinesConfig = true;
      modules = [
        {
          options = {
            enable = mkOption {
              description = "Whether anything of this configuration runs.";
              type = types.bool;
              default = false;
            };
            applications = lib.mapAttrs (
              _: application:
              mkOption {
                inherit (application) description;
                type = application.config-mapping.input-type;
                default = { };
              }
            ) config.applications;
          };
        }
      ];
    };
  };
}
