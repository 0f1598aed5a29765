# The first page of an operator's form.
{ lib, ... }:
let
  inherit (lib) mkOption types;

  text =
    title: description:
    mkOption {
      inherit description;
      type = types.str;
    }
    // {
      meta.ui = { inherit title; };
    };

  initialUser.options = {
    displayName = text "Name" "The name that others see.";
    username = mkOption {
      description = "The name to log in with.";
      type = types.strMatching "[A-Za-z0-9_]+";
    }
    // {
      meta.ui.title = "User name";
    };
    password = mkOption {
      description = "The password to log in with first.";
      type = types.str;
    }
    // {
      meta.ui = {
        title = "Password";
        secret = true;
      };
    };
    email = text "E-mail" "Where messages for this user go.";
  };
in
{
  operator = {
    module.options = {
      enable = lib.mkEnableOption "everything below" // {
        meta.ui.title = "Run it";
      };
      domain = mkOption {
        description = "The domain under which applications are found.";
        type = types.strMatching "([a-z0-9]([a-z0-9-]*[a-z0-9])?[.])+[a-z]+";
      }
      // {
        meta.ui.title = "Domain";
      };
      hello = {
        enable = lib.mkEnableOption "the greeting" // {
          meta.ui.title = "Greet people";
        };
        greeting = mkOption {
          description = "What is said to people who log in; null is the usual greeting.";
          type = types.nullOr types.singleLineStr;
          default = null;
        }
        // {
          meta.ui.title = "Greeting";
        };
      };
      initialUser = mkOption {
        description = "The first user of each application.";
        type = types.nullOr (types.submodule initialUser);
        default = null;
      }
      // {
        meta.ui.title = "First user";
      };
    };

    configure = values: {
      inherit (values) enable;
      applications.hello = {
        inherit (values.hello) enable;
        greeting =
          if values.hello.greeting == null then "Welcome to ${values.domain}!" else values.hello.greeting;
        recipients = lib.optional (values.initialUser != null) values.initialUser.displayName;
      };
    };
  };
}
