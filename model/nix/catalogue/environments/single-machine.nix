# One machine for everything, reached by ssh.
{ lib, ... }:
{
  environments.single-machine =
    { config, ... }:
    let
      shell = config.resources.operator-shell.login-shell;
      server = config.resources.server.machine;
    in
    {
      resources = {
        operator-shell.login-shell.username = "operator";
        server.machine.host = "server.example.org";
      };

      implementation =
        { required-resources, deployment-name }:
        let
          requests = config.by-kind required-resources;
          machine = server.apply requests.machine;
        in
        {
          ssh-host = {
            inherit (machine) system;
            ssh = {
              inherit (machine) host;
              username = "root";
            };
            nixos-configuration = {
              imports = [ machine.nixos ];
              networking.hostName = lib.mkDefault deployment-name;
              services.openssh.enable = true;
              system.stateVersion = "25.11";
              users.users = shell.apply requests.login-shell;
            };
          };
        };
    };
}
