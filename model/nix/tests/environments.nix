# From a configuration to a deployment: what is asked of whom, and what is left out.
let
  lib = import <fedic/lib>;
  inherit (import ./mailbox.nix)
    kind
    application
    environment
    evaluate
    ;

  with-environment =
    implementation:
    evaluate [
      kind
      application
      (environment implementation)
      (
        { config, lib, ... }:
        {
          options.site = lib.mkOption { type = config.configuration; };
          config.site = {
            enable = lib.mkDefault true;
            applications.newsletter.enable = lib.mkDefault true;
          };
        }
      )
    ];

  deployed =
    implementation:
    let
      model = with-environment implementation;
    in
    model.environments.small.deployment model.site;

  boxes =
    policy: required:
    policy.apply { resources = lib.concatMapAttrs (_: application: application.resources) required; };

  configuration = {
    enable = true;
    applications.newsletter = {
      enable = true;
      sender = "letter";
    };
  };
in
{
  test-requests-come-by-application = {
    expr = deployed (policy: required: { tf.boxes = boxes policy required; });
    expected.tf.boxes."news@example.org" = 100;
  };

  test-formals-get-the-requests-and-the-name = {
    expr = deployed (
      policy:
      { required-resources, deployment-name }:
      {
        tf = {
          name = deployment-name;
          boxes = boxes policy required-resources;
        };
      }
    );
    expected.tf = {
      name = "small";
      boxes."news@example.org" = 100;
    };
  };

  test-the-deployment-can-be-named-by-the-caller = {
    expr =
      (with-environment (
        _:
        { required-resources, deployment-name }:
        {
          tf.name = deployment-name;
        }
      )).environments.small.deployment
        {
          deployment-name = "one";
          inherit configuration;
        };
    expected.tf.name = "one";
  };

  test-the-long-form-of-an-environment = {
    expr = deployed (
      policy: required: {
        input = required;
        output.tf.boxes = boxes policy required;
      }
    );
    expected.tf.boxes."news@example.org" = 100;
  };

  test-what-an-implementation-gives-has-both-sides = {
    expr =
      let
        result =
          (with-environment (policy: required: { tf.boxes = boxes policy required; }))
          .environments.small.implementation
            { newsletter.resources.bounces.mailbox.address = "x"; };
      in
      {
        names = lib.attrNames result;
        inherit (result) input;
      };
    expected = {
      names = [
        "input"
        "output"
      ];
      input.newsletter.resources.bounces.mailbox = {
        address = "x";
        quota-mb = 100;
      };
    };
  };

  test-a-disabled-application-is-not-called = {
    expr =
      let
        model = evaluate [
          kind
          {
            applications.broken = {
              description = "Fails whenever it is asked";
              module.options = {
                enable = lib.mkEnableOption "failing";
                required = lib.mkOption { type = lib.types.str; };
              };
              implementation = _: throw "called";
            };
          }
          (environment (_: required: { tf.applications = lib.attrNames required; }))
          (
            { config, ... }:
            {
              options.site = lib.mkOption { type = config.configuration; };
              config.site.enable = true;
            }
          )
        ];
      in
      model.environments.small.deployment model.site;
    expected.tf.applications = [ ];
  };

  test-a-disabled-configuration-deploys-nothing = {
    expr =
      (with-environment (_: _: throw "called")).environments.small.deployment
        (configuration // { enable = false; });
    expected = { };
  };

  test-an-application-without-a-switch-is-on = {
    expr =
      let
        model = evaluate [
          kind
          {
            applications.always = {
              description = "Always there";
              module = { };
              implementation = _: { resources.box.mailbox.address = "always"; };
            };
          }
          (environment (policy: required: { tf.boxes = boxes policy required; }))
        ];
      in
      model.environments.small.deployment {
        enable = true;
        applications.always = { };
      };
    expected.tf.boxes."always@example.org" = 100;
  };

  test-what-apply-gives-is-checked = {
    expr =
      (evaluate [
        kind
        {
          environments.small.resources.post.mailbox = {
            domain = "example.org";
            apply = lib.mkForce (_: { a = "much"; });
          };
        }
      ]).environments.small.resources.post.mailbox.apply
        { resources = { }; };
    expectedError = {
      type = "ThrownError";
      msg = "apply.<function body>.a' is not of type";
    };
  };

  test-an-offer-of-an-unknown-kind-is-refused = {
    expr =
      (evaluate [
        kind
        { environments.small.resources.post.mailbx.domain = "example.org"; }
      ]).environments.small.resources;
    expectedError.type = "ThrownError";
  };
}
