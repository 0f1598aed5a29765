# Functions with both sides checked: the two forms of an implementation, and what is refused.
let
  lib = import <fedic/lib>;
  inherit (import ./mailbox.nix) kind application evaluate;

  of =
    implementation:
    (evaluate [
      kind
      application
      { applications.newsletter.implementation = lib.mkForce implementation; }
    ]).applications.newsletter;

  short = of (settings: { resources.bounces.mailbox.address = settings.sender; });
  long = of (settings: {
    input = settings;
    output.resources.bounces.mailbox.address = settings.sender;
  });
  settings = {
    enable = true;
    sender = "letter";
  };
  requests.resources.bounces.mailbox = {
    address = "letter";
    quota-mb = 100;
  };
in
{
  both-forms = {
    test-a-bare-result-is-the-output = {
      expr = short.implementation settings;
      expected = {
        input = settings;
        output = requests;
      };
    };
    test-the-long-form-is-told-by-its-names = {
      expr = long.implementation settings;
      expected = {
        input = settings;
        output = requests;
      };
    };
    test-resources-are-the-output = {
      expr = [
        (short.resources settings)
        (long.resources settings)
      ];
      expected = [
        requests
        requests
      ];
    };
    test-a-functor-is-a-function = {
      expr = ((of { __functor = _: _: { }; }).resources settings);
      expected.resources = { };
    };
    test-two-definitions-are-merged = {
      expr =
        ((evaluate [
          kind
          application
          {
            applications.newsletter.implementation = settings: {
              resources.replies.mailbox.address = "re-${settings.sender}";
            };
          }
        ]).applications.newsletter.resources
          settings
        ).resources;
      expected = {
        bounces.mailbox = {
          address = "letter";
          quota-mb = 100;
        };
        replies.mailbox = {
          address = "re-letter";
          quota-mb = 100;
        };
      };
    };
  };

  arguments = {
    test-defaults-are-filled-in-on-the-input = {
      expr = (short.implementation { sender = "x"; }).input;
      expected = {
        enable = false;
        sender = "x";
      };
    };
    test-an-unknown-setting-is-refused = {
      expr = short.resources (settings // { sendr = "x"; });
      expectedError = {
        type = "ThrownError";
        msg = "sendr' does not exist";
      };
    };
    test-a-setting-of-the-wrong-type-is-refused = {
      expr = short.resources (settings // { enable = "yes"; });
      expectedError = {
        type = "ThrownError";
        msg = "enable' is not of type";
      };
    };
    test-read-only-settings-pass-unchanged = {
      expr =
        let
          model = evaluate [
            kind
            application
            {
              applications.newsletter.module.options.version = lib.mkOption {
                type = lib.types.int;
                readOnly = true;
                default = 3;
              };
            }
            (
              { config, ... }:
              {
                options.site = lib.mkOption { type = config.configuration; };
                config.site.applications.newsletter.enable = true;
              }
            )
          ];
        in
        model.applications.newsletter.resources model.site.applications.newsletter;
      expected.resources.bounces.mailbox = {
        address = "news";
        quota-mb = 100;
      };
    };
  };

  results = {
    test-an-unknown-kind-is-refused = {
      expr = (of (_: { resources.bounces.mailbx.address = "x"; })).resources settings;
      expectedError = {
        type = "ThrownError";
        msg = "resources.bounces' is not of type";
      };
    };
    test-two-kinds-in-one-request-are-refused = {
      expr =
        (of (_: {
          resources.bounces = {
            mailbox.address = "x";
            other = { };
          };
        })).resources
          settings;
      expectedError.type = "ThrownError";
    };
    test-a-request-needs-its-required-options = {
      expr = (of (_: { resources.bounces.mailbox = { }; })).resources settings;
      expectedError = {
        type = "ThrownError";
        msg = "bounces.mailbox.address' was accessed but has no value defined";
      };
    };
    test-a-request-option-may-be-transformed-once = {
      expr =
        ((evaluate [
          kind
          application
          {
            resources.mailbox.request.options.label = lib.mkOption {
              type = lib.types.str;
              default = "a";
              apply = label: "<${label}>";
            };
          }
        ]).applications.newsletter.resources
          settings
        ).resources.bounces.mailbox.label;
      expected = "<a>";
    };
    test-no-function-is-refused = {
      expr = (of { resources = { }; }).resources settings;
      expectedError.msg = "implementation' is not of type";
    };
  };

  classes = {
    test-a-module-of-another-class-is-refused = {
      expr =
        (evaluate [
          kind
          application
          {
            applications.newsletter.module = {
              _class = "fediversity-resource-request";
              options.x = lib.mkOption { default = 1; };
            };
          }
        ]).applications.newsletter.resources
          settings;
      expectedError.msg = "fediversity-resource-request";
    };
  };
}
