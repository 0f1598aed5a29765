# A machine for each application, and what of its configuration needs nixpkgs.
[
  <fedic/catalogue/resources/machine.nix>
  (
    { lib, pkgs, ... }:
    {
      applications.web = {
        description = "A web server";
        module = { };
        implementation = _: {
          resources.host.machine.nixos =
            { config, pkgs, ... }:
            {
              services.nginx.enable = true;
              services.nginx.package = pkgs.nginxMainline.override { withDebug = true; };
              networking.firewall.allowedTCPPorts = [ 80 ];
              environment.etc.port.text = "${toString config.services.httpd.maxClients}";
              environment.etc.host.text = "${config.networking.hostName} ${pkgs.nginx}/bin";
              environment.etc.web.text = "${toString config.services.nginx.defaultHTTPListenPort}";
              environment.etc.off = lib.mkIf false { text = "off"; };
            };
        };
      };
      applications.mail = {
        description = "A mail server";
        module = { };
        implementation = _: {
          resources.host.machine.nixos = {
            imports = [
              { networking.firewall.allowedTCPPorts = lib.mkBefore [ 25 ]; }
              { networking.firewall.allowedTCPPorts = [ 587 ]; }
            ];
            services.postfix.enable = lib.mkDefault true;
          };
        };
      };

      environments.farm =
        { config, ... }:
        let
          machine = config.resources.rack.machine;
        in
        {
          resources.rack.machine.host = "rack.example.org";
          implementation =
            requests:
            lib.mapAttrs' (id: request: {
              name = lib.replaceStrings [ "/" ] [ "-" ] id;
              value.ssh-host = {
                ssh.host = "${lib.head (lib.splitString "/" id)}.example.org";
                nixos-configuration = {
                  imports = [ (machine.apply { resources.${id} = request; }).nixos ];
                  networking.hostName = lib.mkDefault (lib.replaceStrings [ "/" ] [ "-" ] id);
                };
              };
            }) (config.by-kind requests).machine.resources;
        };
    }
  )
]
