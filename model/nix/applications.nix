# Applications: what operators can set about them, and what they need because of it.
{ config, lib, ... }:
let
  inherit (lib) mkOption types;
  made = import ./made.nix { inherit lib; };
  inherit (config) requests-type;

  application =
    { config, ... }:
    {
      _class = "fediversity-application";
      options = {
        description = mkOption {
          description = "What it is, for operators.";
          type = types.str;
        };
        module = mkOption {
          description = "The options that an operator can set, as a module.";
          type = types.deferredModuleWith {
            staticModules = [ { _class = "fediversity-application-config"; } ];
          };
        };
        implementation = mkOption {
          description = ''
            The requests for resources that an operator's settings amount to: a function
            from the settings to `{ resources.<id>.<kind> = request; }`.
          '';
          type = config.config-mapping.function-type;
        };
        resources = mkOption {
          description = "The requests for the given settings.";
          type = types.functionTo (made config.config-mapping.output-type);
          readOnly = true;
          default = settings: (config.implementation settings).output;
        };
        config-mapping = mkOption {
          description = "The types on both sides of `implementation`.";
          type = types.submodule ./function-type.nix;
          readOnly = true;
          default = {
            input-type = types.submoduleWith {
              class = "fediversity-application-config";
              shorthandOnlyDefinesConfig = true;
              modules = [ config.module ];
            };
            output-type = requests-type;
          };
        };
      };
    };
in
{
  options.applications = mkOption {
    description = "The software on offer, by name.";
    type = types.attrsOf (
      types.submoduleWith {
        class = "fediversity-application";
        shorthandOnlyDefinesConfig = true;
        modules = [ application ];
      }
    );
    default = { };
  };
}
