# Two applications, two machines: each gets the program of its own.
let
  lib = import <fedic/lib>;

  program =
    name:
    { lib, pkgs, ... }:
    {
      applications.${name} = {
        description = "The program ${name}";
        module.options.enable = lib.mkEnableOption "the program ${name}";
        implementation = settings: {
          resources = lib.optionalAttrs settings.enable {
            ${name}.login-shell.packages.${name} = pkgs.${name};
          };
        };
      };
    };

  two-machines =
    { lib, ... }:
    {
      environments.two-machines =
        { config, ... }:
        {
          resources.operator-environment.login-shell.username = "operator";
          implementation =
            { required-resources, deployment-name }:
            lib.mapAttrs (name: requests: {
              ssh-host = {
                ssh.host = "${deployment-name}-${name}.example.org";
                nixos-configuration.users.users =
                  config.resources.operator-environment.login-shell.apply
                    (config.by-kind { ${name} = requests; }).login-shell;
              };
            }) required-resources;
        };
    };

  evaluated = import <fedic/model/frame.nix> {
    modules = [
      <fedic/catalogue/resources/login-shell.nix>
      (program "hello")
      (program "cowsay")
      two-machines
      (
        { config, lib, ... }:
        {
          options.site = lib.mkOption { type = config.configuration; };
          config.site = {
            enable = true;
            applications = {
              hello.enable = true;
              cowsay.enable = lib.mkDefault true;
            };
          };
        }
      )
    ];
  };
  inherit (evaluated) config;

  deploy =
    configuration:
    config.environments.two-machines.deployment {
      deployment-name = "basic";
      inherit configuration;
    };

  programs =
    target:
    map (package: package.pname)
      (lib.evalModules {
        modules = [
          target.ssh-host.nixos-configuration
          { freeformType = lib.types.lazyAttrsOf lib.types.anything; }
        ];
      }).config.users.users.operator.packages;
in
{
  test-each-target-gets-its-own = {
    expr = lib.mapAttrs (_: programs) (deploy config.site);
    expected = {
      cowsay = [ "cowsay" ];
      hello = [ "hello" ];
    };
  };

  test-each-target-is-another-machine = {
    expr = lib.mapAttrs (_: target: target.ssh-host.ssh.host) (deploy config.site);
    expected = {
      cowsay = "basic-cowsay.example.org";
      hello = "basic-hello.example.org";
    };
  };

  test-what-is-switched-off-has-no-target = {
    expr = lib.attrNames (
      deploy (lib.recursiveUpdate config.site { applications.cowsay.enable = false; })
    );
    expected = [ "hello" ];
  };
}
