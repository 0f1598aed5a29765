# The operator's front: a few options that suit a form, and how they become a configuration.
{ config, lib, ... }:
let
  inherit (lib) mkOption types;
  inherit (config) configuration;

  operator =
    { config, ... }:
    {
      options = {
        module = mkOption {
          description = "The options of a configuration file, as a module.";
          type = types.deferredModuleWith {
            staticModules = [ { _class = "fediversity-operator"; } ];
          };
        };
        configure = mkOption {
          description = "The configuration that the values of these options stand for.";
          type = types.functionTo configuration;
        };
        type = mkOption {
          description = "The type of a configuration file.";
          type = types.optionType;
          readOnly = true;
          default = types.submoduleWith {
            class = "fediversity-operator";
            shorthandOnlyDefinesConfig = true;
            modules = [ config.module ];
          };
        };
      };
    };
in
{
  options.operator = mkOption {
    description = ''
      What operators write, where that is not `configuration` itself. If it is set,
      configuration files are of this type.
    '';
    type = types.nullOr (types.submodule operator);
    default = null;
  };
}
