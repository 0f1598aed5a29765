# An environment: what a provider offers, and how requests become a deployment.
{
  environments.production =
    { config, ... }:
    let
      server = config.resources.server.machine;
    in
    {
      resources.server.machine.host = "server.example.org";

      implementation =
        required-resources:
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
              services.openssh.enable = true;
              system.stateVersion = "25.11";
            };
          };
        };
    };
}
