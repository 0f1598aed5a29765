# A mail server that takes an application's messages and sends them on.
{ lib, ... }:
let
  inherit (lib) types;
  shapes = import ../options.nix { inherit lib; };
  units = import ../units.nix { inherit lib; };
  granting = import ../granting.nix { inherit lib; };
  inherit (shapes) option;

  security = types.enum [
    "none"
    "starttls"
    "tls"
  ];
in
{
  resources.smtp-relay = {
    description = "A mail server that sends an application's messages";

    request.options = {
      from = option {
        title = "Sender";
        description = "The address that the messages come from.";
        type = shapes.types.e-mail;
        example = "noreply@social.example.org";
      };
      owner = option {
        title = "User who reads the password";
        description = "The user of the system who reads the password of the relay.";
        type = shapes.types.user-name;
        default = "root";
        example = "mastodon";
      };
      for = option {
        title = "Units that need it";
        description = "Units of systemd that start only when the password is there.";
        type = types.listOf types.str;
        default = [ ];
        example = [ "mastodon-web.service" ];
      };
    };

    policy =
      { config, ... }:
      {
        options = {
          host = shapes.domain "Relay" "smtp.example.org" "The name of the mail server.";
          port = shapes.port 587 "The port of the mail server.";
          security = option {
            title = "Encryption";
            description = "Whether the connection is encrypted: from its start (`tls`), as soon as it stands (`starttls`), or not at all.";
            type = security;
            default = "starttls";
            example = "tls";
          };
          username = option {
            title = "User name";
            description = "The name to log in with; null logs in as nobody.";
            type = types.nullOr types.str;
            default = null;
            example = "fediverse";
          };
          password = shapes.secret "Password" "The password to log in with.";
        };

        config = {
          resource-type = types.submodule {
            options = {
              host = option {
                description = "The name of the mail server.";
                type = types.str;
                example = "smtp.example.org";
              };
              port = option {
                description = "The port of the mail server.";
                type = types.port;
                example = 587;
              };
              security = option {
                title = "Encryption";
                description = "How the connection is encrypted.";
                type = security;
                example = "starttls";
              };
              from = option {
                title = "Sender";
                description = "The address that the messages come from.";
                type = types.str;
                example = "noreply@social.example.org";
              };
              username = option {
                title = "User name";
                description = "The name to log in with; null logs in as nobody.";
                type = types.nullOr types.str;
                example = "fediverse";
              };
              password-file = option {
                title = "File with the password";
                description = "The file with the password, which the request's owner can read; null without a password.";
                type = types.nullOr types.str;
                example = "/run/smtp-relay/mastodon/mail";
              };
              nixos = shapes.nixos "The unit that puts the password there.";
            };
          };

          apply = granting.one-at-a-time "smtp-relay" (
            name: request:
            let
              path = "/run/smtp-relay/${name}";
            in
            {
              inherit (config)
                host
                port
                security
                username
                ;
              inherit (request) from;
              password-file = if config.password == null then null else path;
              nixos.systemd.services = lib.optionalAttrs (config.password != null) {
                ${units.named "smtp-relay" name} = units.secret-file {
                  description = "Password of the mail relay for ${name}";
                  inherit path;
                  inherit (request) owner for;
                  from = shapes.secret-path config.password;
                };
              };
            }
          );
        };
      };
  };
}
