# An application: what its operator may set, and what it asks for then.
{ lib, ... }:
let
  inherit (lib) mkOption types;
in
{
  applications.starter = {
    description = "A web page with a greeting";

    # What the operator may set in `configuration.json`.
    module.options = {
      enable = lib.mkEnableOption "the web page";
      domain = mkOption {
        description = "The domain under which the page is found.";
        type = types.strMatching "([a-z0-9-]+[.])+[a-z]+";
        example = "starter.example.org";
      };
      greeting = mkOption {
        description = "What the page says.";
        type = types.singleLineStr;
        default = "Hello, world!";
      };
    };

    # What it asks for: here one machine, and what NixOS is to do on it.
    implementation = settings: {
      resources.server.machine = {
        memoryMiB = 256;
        nixos =
          { pkgs, ... }:
          {
            services.nginx = {
              enable = true;
              virtualHosts.${settings.domain}.root =
                pkgs.writeTextDir "index.html" "<h1>${lib.escapeXML settings.greeting}</h1>";
            };
            networking.firewall.allowedTCPPorts = [ 80 ];
          };
      };
    };
  };
}
