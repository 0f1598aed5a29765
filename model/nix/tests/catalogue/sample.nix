# The operator's front and its sample configuration.
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
  test-the-greeting-is-for-the-first-user = {
    expr = configuration.applications.hello;
    expected = {
      enable = true;
      greeting = "Welcome to fediverse.example!";
      recipients = [ "Ada" ];
    };
  };

  test-each-application-has-a-name-of-the-domain = {
    expr = lib.mapAttrs (_: settings: settings.hostname) (
      removeAttrs configuration.applications [ "hello" ]
    );
    expected = {
      mastodon = "mastodon.fediverse.example";
      peertube = "peertube.fediverse.example";
      pixelfed = "pixelfed.fediverse.example";
    };
  };

  test-the-first-user-is-the-administrator-of-each = {
    expr = lib.unique (
      lib.mapAttrsToList (_: settings: settings.admin) (
        removeAttrs configuration.applications [ "hello" ]
      )
    );
    expected = [
      {
        displayName = "Ada";
        username = "ada";
        email = "ada@fediverse.example";
        password.file = "/run/keys/ada";
      }
    ];
  };

  test-what-the-operator-sets-is-passed-on = {
    expr = {
      inherit (configuration.applications.mastodon) registrations maxSessions;
      inherit (configuration.applications.peertube) title;
    };
    expected = {
      registrations = "approval";
      maxSessions = 10;
      title = "Moving pictures";
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
