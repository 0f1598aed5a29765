# The arrangement of the data model's first users: one kind, one application, one machine
# that NixOps4 brings up, and a configuration as an option of its own.
let
  lib = import <fedic/lib>;

  login-shell =
    { lib, ... }:
    let
      inherit (lib) mkOption types;
    in
    {
      resources.login-shell = {
        description = "A shell for a user";
        request =
          { ... }:
          {
            _class = "fediversity-resource-request";
            options = {
              wheel = mkOption {
                description = "Whether root is needed";
                type = types.bool;
                default = false;
              };
              packages = mkOption {
                description = "What is needed in the shell";
                type = types.attrsOf types.package;
              };
            };
          };
        policy =
          { config, ... }:
          {
            _class = "fediversity-resource-policy";
            options = {
              username = mkOption {
                description = "Whose shell it is";
                type = types.str;
              };
              wheel = mkOption {
                description = "Whether root is allowed";
                type = types.bool;
                default = false;
              };
            };
            config = {
              resource-type = types.raw;
              apply =
                requests:
                let
                  allowed = lib.filterAttrs (
                    _: request: !request.login-shell.wheel || config.wheel
                  ) requests.resources;
                in
                lib.optionalAttrs (allowed != { }) {
                  ${config.username} = {
                    isNormalUser = true;
                    packages = lib.concatMap (request: lib.attrValues request.login-shell.packages) (
                      lib.attrValues allowed
                    );
                    extraGroups = lib.optional config.wheel "wheel";
                  };
                };
            };
          };
      };
    };

  hello =
    { lib, pkgs, ... }:
    {
      applications.hello =
        { ... }:
        {
          description = "A friendly program";
          module =
            { ... }:
            {
              _class = "fediversity-application-config";
              options.enable = lib.mkEnableOption "the friendly program";
            };
          implementation = cfg: {
            input = cfg;
            output.resources = lib.optionalAttrs cfg.enable {
              hello.login-shell.packages.hello = pkgs.hello;
            };
          };
        };
    };

  single-nixos-vm =
    { lib, inputs, ... }:
    {
      environments.single-nixos-vm =
        { config, ... }:
        {
          resources.operator-environment.login-shell.username = "operator";
          implementation = requests: {
            input = requests;
            output =
              { providers, ... }:
              {
                providers = {
                  inherit (inputs.nixops4.modules.nixops4Provider) local;
                };
                resources.the-machine = {
                  type = providers.local.exec;
                  imports = [ inputs.nixops4-nixos.modules.nixops4Resource.nixos ];
                  ssh.host = "machine.example.org";
                  nixos.module.users.users = config.resources.operator-environment.login-shell.apply {
                    resources = lib.filterAttrs (_: request: request ? login-shell) (
                      lib.concatMapAttrs (_: application: application.resources) requests
                    );
                  };
                };
              };
          };
        };
    };

  site =
    { config, lib, ... }:
    {
      options = {
        example-configuration = lib.mkOption { type = config.configuration; };
        example-deployment = lib.mkOption {
          default = config.environments.single-nixos-vm.deployment config.example-configuration;
        };
      };
      config.example-configuration = {
        enable = true;
        applications.hello.enable = true;
      };
    };

  evaluated = import <fedic/model/frame.nix> {
    modules = [
      login-shell
      hello
      single-nixos-vm
      site
    ];
  };
  inherit (evaluated) config;
  inherit (import <fedic/model/inputs.nix> { inherit lib; }) nixops4;

  hello-shell =
    (config.applications.hello.resources config.example-configuration.applications.hello)
    .resources.hello.login-shell;
  policy = config.environments.single-nixos-vm.resources.operator-environment.login-shell;
  deployment = nixops4.lib.mkDeployment { modules = [ config.example-deployment ]; };
  machine =
    (deployment.deploymentFunction {
      resources.the-machine = { };
      resourceProviderSystem = "x86_64-linux";
    }).resources.the-machine;
in
{
  _class = "nix-unit";

  test-eval = {
    expr = {
      number-of-resources = lib.length (lib.attrNames config.resources);
      inherit (config) example-configuration;
      hello-package-exists = hello-shell.packages ? hello;
      wheel-required = hello-shell.wheel;
      wheel-allowed = policy.wheel;
      operator-shell =
        let
          user = (policy.apply { resources.hello.login-shell = hello-shell; }).operator;
        in
        {
          inherit (user) isNormalUser extraGroups;
          packages = map (package: package.pname) user.packages;
        };
      deployment = {
        inherit (deployment) _type;
        deploymentFunction = lib.isFunction deployment.deploymentFunction;
        getProviders = lib.isFunction deployment.getProviders;
      };
    };
    expected = {
      number-of-resources = 1;
      example-configuration = {
        enable = true;
        applications.hello.enable = true;
      };
      hello-package-exists = true;
      wheel-required = false;
      wheel-allowed = false;
      operator-shell = {
        isNormalUser = true;
        packages = [ "hello" ];
        extraGroups = [ ];
      };
      deployment = {
        _type = "nixops4Deployment";
        deploymentFunction = true;
        getProviders = true;
      };
    };
  };

  test-deployment-is-a-module = {
    expr = lib.attrNames config.example-deployment;
    expected = [ "imports" ];
  };

  test-resource-for-nixops = {
    expr = {
      inherit (machine) type outputsSkeleton;
      provider = removeAttrs machine.provider [ "executable" ];
      inputs = lib.attrNames machine.inputs;
    };
    expected = {
      type = "exec";
      outputsSkeleton.stdout = { };
      provider = {
        type = "stdio";
        args = [ ];
      };
      inputs = [
        "args"
        "executable"
        "stdin"
      ];
    };
  };
}
