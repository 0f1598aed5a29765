# The first pages of an operator's form: what most people set, one group an application. Each
# application has more settings than its group.
{ lib, ... }:
let
  inherit (lib) types;
  shapes = import ./options.nix { inherit lib; };
  shared = import ./applications/shared.nix { inherit lib; };
  inherit (shapes) option;

  mastodon = import ./applications/mastodon/options.nix { inherit lib; };
  peertube = import ./applications/peertube/options.nix { inherit lib; };
  pixelfed = import ./applications/pixelfed/options.nix { inherit lib; };
in
{
  operator = {
    module.options = {
      enable = shapes.enable "Run it" "all that is enabled below";
      domain = shapes.domain "Domain" "example.org" "The domain under which applications are found, each at a name of its own.";
      initialUser = shared.options.admin // {
        description = "The first user of each application, who may do everything there; null makes none.";
        meta.ui.title = "First user";
      };

      hello = {
        enable = shapes.enable "Greet people" "the greeting";
        greeting = option {
          title = "Greeting";
          description = "What is said to people who log in; null is the usual greeting.";
          type = types.nullOr types.singleLineStr;
          default = null;
          example = "Welcome to our server!";
        };
      };
      mastodon = {
        inherit (mastodon)
          enable
          registrations
          singleUser
          locale
          size
          ;
      };
      peertube = {
        inherit (peertube)
          enable
          title
          shortDescription
          registrations
          quota
          live
          ;
      };
      pixelfed = {
        inherit (pixelfed)
          enable
          title
          registrations
          maxUsers
          ;
      };
    };

    configure =
      values:
      let
        at =
          name:
          values.${name}
          // {
            hostname = "${name}.${values.domain}";
            admin = values.initialUser;
          };
      in
      {
        inherit (values) enable;
        applications = {
          hello = {
            inherit (values.hello) enable;
            greeting =
              if values.hello.greeting == null then "Welcome to ${values.domain}!" else values.hello.greeting;
            recipients = lib.optional (values.initialUser != null) values.initialUser.displayName;
          };
          mastodon = at "mastodon";
          peertube = at "peertube";
          pixelfed = at "pixelfed";
        };
      };
  };
}
