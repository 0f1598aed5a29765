# An application and an environment want something different of a machine.
{ lib, ... }:
{
  resources.machine = {
    description = "A machine";
    request.options.nixos = lib.mkOption {
      type = lib.types.deferredModuleWith { staticModules = [ { _class = "nixos"; } ]; };
    };
    policy = {
      resource-type = lib.types.raw;
      apply = requests: lib.mapAttrsToList (_: request: request.machine.nixos) requests.resources;
    };
  };

  applications.social = {
    description = "A network";
    module.options = {
      enable = lib.mkEnableOption "the network";
      search = lib.mkEnableOption "search";
    };
    implementation = settings: {
      resources.host.machine.nixos = 
        {
          services.nginx.clientMaxBodySize = "10m";
          networking.firewall.allowedTCPPorts = [ 80 ];
        };
    };
  };

  environments.one =
    { config, ... }:
    {
      resources.server.machine = { };
      implementation = required: {
        ssh-host = {
          ssh.host = "one.example.org";
          nixos-configuration = {
            imports = config.resources.server.machine.apply (config.by-kind required).machine;
            services.nginx.clientMaxBodySize = "99m";
            networking.firewall.allowedTCPPorts = [ 443 ];
          };
        };
      };
    };
}
