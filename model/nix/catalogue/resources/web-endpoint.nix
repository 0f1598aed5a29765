# A name on the web with a certificate (ACME), served by nginx on the application's machine.
{ lib, ... }:
let
  inherit (lib) types;
  shapes = import ../options.nix { inherit lib; };
  granting = import ../granting.nix { inherit lib; };
  inherit (shapes) option;

  virtual-host = request: {
    forceSSL = true;
    enableACME = true;
  }
  // lib.optionalAttrs (request.aliases != [ ]) { serverAliases = request.aliases; }
  // lib.optionalAttrs (request.max-body-size != null) {
    extraConfig = "client_max_body_size ${request.max-body-size};";
  }
  // lib.optionalAttrs (request.upstream != null) {
    locations."/" = {
      proxyPass = request.upstream;
      proxyWebsockets = request.websockets;
    };
  };
in
{
  resources.web-endpoint = {
    description = "A name on the web, with a certificate";

    request.options = {
      hostname = shapes.domain "Domain" "social.example.org" "The name under which the application is reached.";
      aliases = option {
        title = "Other names";
        description = "Further names for the same.";
        type = types.listOf shapes.types.hostname;
        default = [ ];
        example = [ "www.example.org" ];
      };
      max-body-size = option {
        title = "Largest upload";
        description = ''
          How much visitors may send at once, as nginx writes sizes; null where the
          application says so itself, else 10 MB.
        '';
        type = types.nullOr (types.strMatching "[0-9]+[kmgKMG]?");
        default = null;
        example = "100m";
      };
      upstream = option {
        title = "Program behind it";
        description = ''
          Where requests are passed on to; null if the application sets up the virtual
          host's locations itself.
        '';
        type = types.nullOr (types.strMatching "https?://[^[:space:]]+");
        default = null;
        example = "http://127.0.0.1:3000";
      };
      websockets = shapes.switch "Web sockets" false "Whether connections that stay open are passed on too.";
    };

    policy =
      { config, ... }:
      {
        options = {
          e-mail = option {
            title = "E-mail";
            description = "Where the authority for certificates writes to.";
            type = shapes.types.e-mail;
            example = "hostmaster@example.org";
          };
          acme-server = option {
            title = "ACME server";
            description = "The directory of the authority for certificates; null is that of Let's Encrypt.";
            type = types.nullOr (types.strMatching "https://[^[:space:]]+");
            default = null;
            example = "https://acme.example.org/dir";
          };
          acme-root = option {
            title = "Root of the ACME server";
            description = "The certificate that the machines must trust to speak with the authority; null if they do already.";
            type = types.nullOr types.externalPath;
            default = null;
            example = "/etc/ssl/acme-root.pem";
          };
          nixos = shapes.served "What a machine with any name on the web sets.";
        };

        config = {
          nixos = {
            networking.firewall.allowedTCPPorts = [
              80
              443
            ];
            security = {
              acme = {
                acceptTerms = true;
                defaults = {
                  email = config.e-mail;
                }
                // lib.optionalAttrs (config.acme-server != null) { server = config.acme-server; };
              };
            }
            // lib.optionalAttrs (config.acme-root != null) {
              pki.certificateFiles = [ config.acme-root ];
            };
            services.nginx = {
              enable = true;
              recommendedGzipSettings = lib.mkDefault true;
              recommendedOptimisation = lib.mkDefault true;
              recommendedProxySettings = lib.mkDefault true;
              recommendedTlsSettings = lib.mkDefault true;
            };
          };

          resource-type = types.submodule {
            options = {
              hostname = option {
                title = "Domain";
                description = "The name under which the application is reached.";
                type = types.str;
                example = "social.example.org";
              };
              url = option {
                title = "Address";
                description = "The same as an address, without a slash at the end.";
                type = types.str;
                example = "https://social.example.org";
              };
              nixos = shapes.nixos "The virtual host.";
            };
          };

          apply = granting.one-at-a-time "web-endpoint" (
            _name: request: {
              inherit (request) hostname;
              url = "https://${request.hostname}";
              nixos.services.nginx.virtualHosts.${request.hostname} = virtual-host request;
            }
          );
        };
      };
  };
}
