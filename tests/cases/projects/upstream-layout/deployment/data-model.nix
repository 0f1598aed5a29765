# Kinds, applications and environments, with functions that return input and output.
{
  config,
  lib,
  inputs,
  ...
}:
let
  inherit (lib) mkOption types;

  deferred = class: types.deferredModuleWith { staticModules = [ { _class = class; } ]; };

  # One tag a kind, filled in along a module of the kind.
  tagged =
    member:
    types.attrTag (
      lib.mapAttrs (
        _: kind:
        mkOption {
          inherit (kind) description;
          type = types.submodule kind.${member};
        }
      ) config.resources
    );

  requests = types.submodule {
    options.resources = mkOption {
      type = types.attrsOf (tagged "request");
      default = { };
    };
  };

  deployment = types.deferredModuleWith {
    staticModules = [
      inputs.nixops4.modules.nixops4Deployment.default
      {
        _module.args = {
          resources = { };
          resourceProviderSystem = builtins.currentSystem;
        };
      }
    ];
  };
in
{
  _class = "nixops4Deployment";

  options = {
    resources = mkOption {
      default = { };
      type = types.attrsOf (
        types.submodule {
          _class = "fediversity-resource";
          options = {
            description = mkOption { type = types.str; };
            request = mkOption { type = deferred "fediversity-resource-request"; };
            policy = mkOption {
              type = types.deferredModuleWith {
                staticModules = [
                  (
                    { config, ... }:
                    {
                      _class = "fediversity-resource-policy";
                      options.resource-type = mkOption { type = types.optionType; };
                      options.apply = mkOption { type = types.functionTo config.resource-type; };
                    }
                  )
                ];
              };
            };
          };
        }
      );
    };

    applications = mkOption {
      default = { };
      type = types.attrsOf (
        types.submodule (application: {
          _class = "fediversity-application";
          options = {
            description = mkOption { type = types.str; };
            module = mkOption { type = deferred "fediversity-application-config"; };
            implementation = mkOption { type = application.config.config-mapping.function-type; };
            resources = mkOption {
              type = types.functionTo application.config.config-mapping.output-type;
              readOnly = true;
              default = settings: (application.config.implementation settings).output;
            };
            config-mapping = mkOption {
              type = types.submodule ./function.nix;
              readOnly = true;
              default = {
                input-type = types.submodule application.config.module;
                output-type = requests;
              };
            };
          };
        })
      );
    };

    environments = mkOption {
      default = { };
      type = types.attrsOf (
        types.submodule (environment: {
          _class = "fediversity-environment";
          options = {
            resources = mkOption {
              type = types.attrsOf (tagged "policy");
              default = { };
            };
            implementation = mkOption { type = environment.config.resource-mapping.function-type; };
            resource-mapping = mkOption {
              type = types.submodule ./function.nix;
              readOnly = true;
              default = {
                input-type = requests;
                output-type = deployment;
              };
            };
            deployment = mkOption {
              type = types.functionTo deployment;
              readOnly = true;
              default =
                configuration:
                (environment.config.implementation (
                  lib.mapAttrs (name: settings: config.applications.${name}.resources settings) configuration.applications
                )).output;
            };
          };
        })
      );
    };

    configuration = mkOption {
      type = types.optionType;
      readOnly = true;
      default = types.submodule {
        options = {
          enable = lib.mkEnableOption { description = "not a text"; };
          applications = lib.mapAttrs (
            _: application:
            mkOption {
              inherit (application) description;
              type = types.submodule application.module;
              default = { };
            }
          ) config.applications;
        };
      };
    };
  };
}
