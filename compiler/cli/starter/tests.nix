# Tests in the form of nix-unit: `fedic test` runs them, with `--watch` again at every edit.
let
  lib = import <fedic/lib>;
  inherit (import <fedic/model/frame.nix> { modules = import ./model.nix; }) config;

  settings = {
    enable = true;
    domain = "starter.example.org";
    greeting = "Hi!";
  };
  requests = config.applications.starter.resources settings;
  deployment = config.environments.production.deployment (lib.importJSON ./configuration.json);
in
{
  test-it-asks-for-one-machine = {
    expr = lib.mapAttrs (_: lib.attrNames) requests.resources;
    expected.server = [ "machine" ];
  };

  test-it-needs-little-memory = {
    expr = requests.resources.server.machine.memoryMiB;
    expected = 256;
  };

  test-the-machine-is-reached-by-ssh = {
    expr = deployment.ssh-host.ssh.host;
    expected = "server.example.org";
  };

  test-a-domain-is-no-address = {
    expr = (config.applications.starter.resources (settings // { domain = "http://x"; })).resources;
    expectedError.type = "ThrownError";
  };
}
