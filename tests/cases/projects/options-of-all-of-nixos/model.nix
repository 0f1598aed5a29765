# What a machine is to be, held against a list of all options.
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
        { config, ... }:
        {
          services.forum = {
            enable = true;
            mode = "half";
            boards.main = {
              titel = "Main";
              port = 80000;
            };
            strange = { anything.goes = 1; };
          };
          services.nginx.newestSetting = config.services.forum.enable;
          swapDevices = [ { device = 1; } ];
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
            system.stateVersion = config.networking.hostName or "25.11";
            services.nginx.clientMaxBodySize = "10m";
            services.furom.enable = true;
            swapDevice = [ ];
          };
        };
      };
    };
}
