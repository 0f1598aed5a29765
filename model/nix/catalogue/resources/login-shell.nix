# A user account to log in to.
{ lib, ... }:
let
  inherit (lib) mkOption types;
in
{
  resources.login-shell = {
    description = "A user who can log in and has some packages at hand";

    request.options = {
      wheel = mkOption {
        description = "Whether the user must be able to act as root.";
        type = types.bool;
        default = false;
        example = true;
      };
      packages = mkOption {
        description = "Packages that the user must have, by any name.";
        type = types.attrsOf types.package;
        default = { };
        example = lib.literalExpression "{ inherit (pkgs) hello; }";
      };
    };

    policy =
      { config, ... }:
      {
        options = {
          username = mkOption {
            description = "The name of the user.";
            type = types.strMatching "[a-z_][a-z0-9_-]*";
            example = "operator";
          };
          wheel = mkOption {
            description = "Whether the user may act as root.";
            type = types.bool;
            default = false;
            example = true;
          };
        };

        config = {
          # Users by name, as `users.users` of NixOS takes them.
          resource-type = types.attrsOf (
            types.submodule {
              options = {
                isNormalUser = mkOption {
                  description = "Whether it is the account of a person.";
                  type = types.bool;
                  example = true;
                };
                packages = mkOption {
                  description = "What the user can run.";
                  type = types.listOf types.package;
                  example = lib.literalExpression "[ pkgs.hello ]";
                };
                extraGroups = mkOption {
                  description = "Groups that the user is in.";
                  type = types.listOf types.str;
                  example = [ "wheel" ];
                };
              };
            }
          );

          apply =
            requests:
            let
              granted = lib.filterAttrs (
                _: request: request.login-shell.wheel -> config.wheel
              ) requests.resources;
            in
            lib.optionalAttrs (granted != { }) {
              ${config.username} = {
                isNormalUser = true;
                packages = lib.concatMap (request: lib.attrValues request.login-shell.packages) (
                  lib.attrValues granted
                );
                extraGroups = lib.optional config.wheel "wheel";
              };
            };
        };
      };
  };
}
