# What several applications have in common: settings, and requests that follow from them.
{ lib }:
let
  inherit (lib) types;
  shapes = import ../options.nix { inherit lib; };
  inherit (shapes) option;
in
{
  # The settings that each application on the web has.
  options = {
    hostname = shapes.domain "Domain" "social.example.org" ''
      The name under which the application is reached. It is part of every address in it
      and cannot change once people use it.
    '';
    mailFrom = option {
      title = "Sender of messages";
      description = "The address that messages to users come from; null is `noreply` at the domain.";
      type = types.nullOr shapes.types.e-mail;
      default = null;
      example = "hello@social.example.org";
    };
    admin = option {
      title = "First administrator";
      description = "The first user, who may do everything; null makes none.";
      type = types.nullOr (
        types.submodule {
          options = {
            username = option {
              title = "User name";
              description = "The name to log in with.";
              type = types.strMatching "[A-Za-z0-9_]+";
              example = "ada";
            };
            displayName = option {
              title = "Name";
              description = "The name that others see.";
              type = types.nonEmptyStr;
              example = "Ada Lovelace";
            };
            email = option {
              title = "E-mail";
              description = "Where messages for this user go.";
              type = shapes.types.e-mail;
              example = "ada@example.org";
            };
            password = shapes.secret "Password" "The password to log in with first; null makes one on the machine.";
          };
        }
      );
      default = null;
      example = {
        username = "ada";
        displayName = "Ada Lovelace";
        email = "ada@example.org";
        password.file = "/run/keys/ada";
      };
    };
  };

  # Requests of every application on the web. `user` and `units` are those that send mail,
  # `upload` is the largest upload, if the module of NixOS does not see to it.
  requests =
    settings:
    {
      user,
      units,
      upload ? null,
    }:
    {
      web.web-endpoint = {
        inherit (settings) hostname;
        max-body-size = upload;
      };
      name.dns-record.name = settings.hostname;
      mail.smtp-relay = {
        from = if settings.mailFrom == null then "noreply@${settings.hostname}" else settings.mailFrom;
        owner = user;
        for = units;
      };
    };

  # A bucket for media, which pages of the application may read.
  bucket = name: settings: {
    inherit name;
    cors.origins = [ "https://${settings.hostname}" ];
  };
}
