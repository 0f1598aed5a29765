# The catalogue with its sample configuration.
let
  lib = import <fedic/lib>;
  evaluated = import <fedic/model/frame.nix> { modules = [ <fedic/catalogue> ]; };
  inherit (evaluated) config;

  file =
    (lib.evalModules {
      modules = [
        { options.file = lib.mkOption { type = config.operator.type; }; }
        { file = lib.importJSON (<fedic/catalogue> + "/configuration.json"); }
      ];
    }).config.file;

  configuration = config.operator.configure file;
  deployment = config.environments.single-machine.deployment configuration;

  nixos =
    (lib.evalModules {
      modules = [
        deployment.ssh-host.nixos-configuration
        { freeformType = lib.types.lazyAttrsOf lib.types.anything; }
      ];
    }).config;
in
{
  test-the-sample-becomes-a-configuration = {
    expr = configuration;
    expected = {
      enable = true;
      applications.hello = {
        enable = true;
        greeting = "Welcome to fediverse.example!";
        recipients = [ "Ada" ];
      };
    };
  };

  test-the-machine-is-reached-by-ssh = {
    expr = deployment.ssh-host.ssh;
    expected = {
      host = "server.example.org";
      username = "root";
      key-file = null;
      sshOpts = [ ];
    };
  };

  test-the-machine-knows-what-was-granted = {
    expr = nixos.users.motd;
    expected = ''
      Welcome to fediverse.example!
      Hello, Ada!
      Try `hello` as operator.'';
  };

  test-the-operator-has-the-program = {
    expr = map (package: package.pname) nixos.users.users.operator.packages;
    expected = [ "hello" ];
  };
}
