# A greeting for whoever logs in to the one machine.
{
  config,
  lib,
  inputs,
  pkgs,
  ...
}:
let
  inherit (lib) mkOption types;
in
{
  _class = "nixops4Deployment";

  options = {
    example-configuration = mkOption {
      type = config.configuration;
      readOnly = true;
      default = {
        enable = true;
        applications.hello.enable = true;
      };
    };
    example-deployment = mkOption {
      type = types.raw;
      readOnly = true;
      default = config.environments.one-machine.deployment config.example-configuration;
    };
  };

  config = {
    resources.login-shell = {
      description = "An account to log in to";
      request = {
        _class = "fediversity-resource-request";
        options = {
          wheel = mkOption {
            type = types.bool;
            default = false;
          };
          packages = mkOption { type = types.attrsOf types.raw; };
        };
      };
      policy =
        { config, ... }:
        {
          _class = "fediversity-resource-policy";
          options = {
            username = mkOption { type = types.str; };
            wheel = mkOption {
              type = types.bool;
              default = false;
            };
          };
          config = {
            resource-type = types.raw;
            apply =
              requests:
              let
                granted = lib.filterAttrs (_: it: it.login-shell.wheel -> config.wheel) requests.resources;
              in
              lib.optionalAttrs (granted != { }) {
                ${config.username} = {
                  isNormalUser = true;
                  packages = lib.concatMap (it: lib.attrValues it.login-shell.packages) (lib.attrValues granted);
                  extraGroups = lib.optional config.wheel "wheel";
                };
              };
          };
        };
    };

    applications.hello = {
      description = "A greeting";
      module = {
        _class = "fediversity-application-config";
        options.enable = lib.mkEnableOption "the greeting";
      };
      implementation = settings: {
        input = settings;
        output.resources = lib.optionalAttrs settings.enable {
          hello.login-shell.packages.hello = pkgs.hello;
        };
      };
    };

    environments.one-machine = environment: {
      resources.operator-environment.login-shell.username = "operator";
      implementation = required: {
        input = required;
        output =
          { providers, ... }:
          {
            providers = { inherit (inputs.nixops4.modules.nixops4Provider) local; };
            resources.the-machine = {
              type = providers.local.exec;
              imports = [ inputs.nixops4-nixos.modules.nixops4Resource.nixos ];
              ssh.host = "hello.example.org";
              nixos.module = {
                users.users = environment.config.resources.operator-environment.login-shell.apply {
                  resources = lib.filterAttrs (_: request: request ? login-shell) (
                    lib.concatMapAttrs (_: it: it.resources) required
                  );
                };
              };
            };
          };
      };
    };
  };
}
