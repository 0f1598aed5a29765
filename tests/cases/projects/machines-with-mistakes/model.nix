# Mistakes in what machines are to be, in places that run and in some that do not.
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
        { lib, config, ... }:
        {
          services.mastodon = {
            enable = true;
            localDomian = "social.example.org";
          };
          services.nginx.virtualHosts."social.example.org" = {
            forceSSL = "yes";
          };
          services.nginx.clientMaxBodySize = lib.mkIf settings.search config.services.nginx.maxBodySize;
          networking.firewall = lib.optionalAttrs settings.search { allowedTCPPort = [ 9200 ]; };
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
            services.unknown-thing.enable = true;
            users.users.ada.isNormalUsr = true;
          };
        };
      };
    };
}
