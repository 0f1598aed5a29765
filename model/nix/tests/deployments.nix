# Deployments of each target, by machine name, and what is none.
let
  lib = import <fedic/lib>;
  inherit (import ./mailbox.nix) kind environment evaluate;

  deploy =
    output: modules:
    (evaluate ([ kind (environment (_: _: output)) ] ++ modules)).environments.small.deployment {
      enable = true;
      applications = { };
    };
  of = output: deploy output [ ];

  refused = output: msg: {
    expr = of output;
    expectedError = {
      type = "ThrownError";
      inherit msg;
    };
  };

  ssh-host = {
    ssh.host = "one.example.org";
    nixos-configuration = { };
  };
in
{
  targets = {
    test-ssh-host = {
      expr = removeAttrs (of { inherit ssh-host; }).ssh-host [ "nixos-configuration" ];
      expected = {
        system = "x86_64-linux";
        ssh = {
          host = "one.example.org";
          username = null;
          key-file = null;
          sshOpts = [ ];
        };
      };
    };
    test-nixos = {
      expr = lib.attrNames (of { nixos.nixos-configuration.networking.hostName = "one"; }).nixos;
      expected = [ "nixos-configuration" ];
    };
    test-tf-is-data = {
      expr = of { tf.resource.null_resource.a.triggers = [ 1 ]; };
      expected.tf.resource.null_resource.a.triggers = [ 1 ];
    };
    test-nixops4-with-its-tag = {
      expr = lib.attrNames (of { nixops4.providers = { }; }).nixops4;
      expected = [ "imports" ];
    };
    test-nixops4-without-its-tag = {
      expr = map lib.attrNames [
        (of { providers = { }; })
        (of ({ providers, ... }: { resources = { }; }))
      ];
      expected = [
        [ "imports" ]
        [ "imports" ]
      ];
    };
    test-more-targets-can-be-declared = {
      expr = deploy { pigeon.ring = 7; } [
        {
          deployment-targets.pigeon = lib.types.submodule {
            options.ring = lib.mkOption { type = lib.types.int; };
          };
        }
      ];
      expected.pigeon.ring = 7;
    };
    test-by-machine-name = {
      expr = lib.mapAttrs (_: machine: machine.ssh-host.ssh.host) (of {
        one = { inherit ssh-host; };
        two.ssh-host = ssh-host // {
          ssh.host = "two.example.org";
        };
      });
      expected = {
        one = "one.example.org";
        two = "two.example.org";
      };
    };
    test-no-machine-at-all = {
      expr = of { };
      expected = { };
    };
  };

  mistakes = {
    test-a-misspelt-target = refused { ssh-hots = ssh-host; } "no known target.*Did you mean `ssh-host`";
    test-two-targets = refused {
      inherit ssh-host;
      nixos.nixos-configuration = { };
    } "has 2 targets .`nixos`, `ssh-host`.";
    test-something-beside-a-target = refused {
      inherit ssh-host;
      other = 1;
    } "has `other` beside its target `ssh-host`";
    test-a-machine-without-a-target = refused {
      one = { inherit ssh-host; };
      two.ssh.host = "two.example.org";
    } "two` has no known target";
    test-a-wrong-value-in-a-target = refused {
      ssh-host = ssh-host // {
        ssh.host = 1;
      };
    } "ssh.host' is not of type";
    test-an-unknown-setting-of-a-target = refused {
      ssh-host = ssh-host // {
        port = 22;
      };
    } "port' does not exist";
    test-a-missing-setting-of-a-target = refused {
      ssh-host.nixos-configuration = { };
    } "host' was accessed but has no value defined";
    test-a-string = refused "ssh-host" "is not of type";
  };
}
