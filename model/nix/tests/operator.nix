# The operator's front: what is written there, and the configuration it stands for.
let
  lib = import <fedic/lib>;
  inherit (import ./mailbox.nix) kind application evaluate;

  model =
    configure:
    evaluate [
      kind
      application
      (
        { config, ... }:
        {
          config.operator = {
            module.options = {
              enable = lib.mkEnableOption "all of it";
              domain = lib.mkOption { type = lib.types.str; };
            };
            inherit configure;
          };
          options.file = lib.mkOption { type = config.operator.type; };
          config.file = {
            enable = true;
            domain = "example.org";
          };
        }
      )
    ];

  configured =
    configure:
    let
      inherit (model configure) operator file;
    in
    operator.configure file;
in
{
  test-values-become-a-configuration = {
    expr = configured (values: {
      inherit (values) enable;
      applications.newsletter = {
        enable = true;
        sender = "news.${values.domain}";
      };
    });
    expected = {
      enable = true;
      applications.newsletter = {
        enable = true;
        sender = "news.example.org";
      };
    };
  };
  test-the-configuration-is-checked = {
    expr = configured (_: { applications.newsletter.sendr = "x"; });
    expectedError = {
      type = "ThrownError";
      msg = "sendr' does not exist";
    };
  };
  test-without-it-there-is-none = {
    expr = (evaluate [ kind ]).operator;
    expected = null;
  };
}
