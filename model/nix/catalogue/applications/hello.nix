# The smallest application: a greeting, and the program that gives it.
{ lib, pkgs, ... }:
let
  inherit (lib) mkOption types;
in
{
  applications.hello = {
    description = "A friendly greeting";

    module.options = {
      enable = lib.mkEnableOption "the greeting" // {
        meta.ui.title = "Greet people";
      };
      greeting = mkOption {
        description = "What is said to people who log in.";
        type = types.singleLineStr;
        default = "Hello, world!";
        example = "Welcome to the Fediverse!";
      }
      // {
        meta.ui.title = "Greeting";
      };
      recipients = mkOption {
        description = "Who is greeted by name.";
        type = types.listOf types.str;
        default = [ ];
        example = [ "Ada" ];
      }
      // {
        meta.ui.title = "People to greet";
      };
    };

    implementation = settings: {
      resources = lib.optionalAttrs settings.enable {
        shell.login-shell.packages.hello = pkgs.hello;

        server.machine.nixos =
          { granted, ... }:
          {
            users.motd = lib.concatStringsSep "\n" (
              [ settings.greeting ]
              ++ map (recipient: "Hello, ${recipient}!") settings.recipients
              ++ map (user: "Try `hello` as ${user}.") (lib.attrNames granted.shell)
            );
            environment.etc."greeting".text = "${settings.greeting}\n";
          };
      };
    };
  };
}
