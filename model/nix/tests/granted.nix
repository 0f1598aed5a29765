# What the requests of an application are granted reaches its NixOS modules, and only its own.
let
  lib = import <fedic/lib>;
  inherit (import ./mailbox.nix) kind evaluate;

  machine = {
    resources.machine = {
      description = "A machine";
      request.options.nixos = lib.mkOption {
        type = lib.types.deferredModule;
        default = { };
      };
      policy = {
        resource-type = lib.types.raw;
        apply = requests: lib.mapAttrsToList (_: request: request.machine.nixos) requests.resources;
      };
    };
  };

  # An application that writes the addresses of its mailbox where a machine finds them.
  application = name: nixos: {
    applications.${name} = {
      description = "Has a mailbox and a machine";
      module = { };
      implementation = _: {
        resources = {
          box.mailbox.address = name;
          host.machine.nixos = nixos name;
        };
      };
    };
  };

  by-name =
    name:
    { granted, ... }:
    {
      boxes.${name} = lib.attrNames granted.box;
    };

  environment =
    { lib, ... }:
    {
      environments.small =
        { config, ... }:
        {
          resources = {
            post.mailbox.domain = "example.org";
            server.machine = { };
          };
          implementation =
            required:
            let
              requests = config.by-kind required;
            in
            {
              nixos.nixos-configuration.imports = config.resources.server.machine.apply requests.machine;
            };
        };
    };

  # The NixOS configuration, as far as its one option goes.
  nixosOf =
    model: applications:
    (lib.evalModules {
      modules = [
        (model.environments.small.deployment { inherit applications; }).nixos.nixos-configuration
        {
          options.boxes = lib.mkOption { type = lib.types.attrsOf (lib.types.listOf lib.types.str); };
        }
      ];
    }).config.boxes;

  all = extra: evaluate ([ kind machine environment ] ++ extra);
in
{
  test-each-application-sees-its-own = {
    expr =
      nixosOf
        (all [
          (application "letters" by-name)
          (application "parcels" by-name)
        ])
        {
          letters = { };
          parcels = { };
        };
    expected = {
      letters = [ "letters@example.org" ];
      parcels = [ "parcels@example.org" ];
    };
  };

  test-imported-modules-see-it-too = {
    expr = nixosOf (all [ (application "letters" (name: { imports = [ (by-name name) ]; })) ]) { letters = { }; };
    expected.letters = [ "letters@example.org" ];
  };

  test-a-function-of-all-arguments-sees-it = {
    expr = nixosOf (all [
      (application "letters" (
        name: arguments: {
          boxes.${name} = lib.attrNames arguments.granted.box;
        }
      ))
    ]) { letters = { }; };
    expected.letters = [ "letters@example.org" ];
  };

  test-equal-ids-of-two-applications-stay-apart = {
    expr =
      lib.attrNames
        ((all [
          (application "letters" by-name)
          (application "parcels" by-name)
        ]).environments.small.by-kind
          {
            letters.resources.box.mailbox.address = "a";
            parcels.resources.box.mailbox.address = "b";
          }
        ).mailbox.resources;
    expected = [
      "letters/box"
      "parcels/box"
    ];
  };

  test-several-offers-of-a-kind-must-be-chosen-from = {
    expr = nixosOf (all [
      (application "letters" by-name)
      { environments.small.resources.other.mailbox.domain = "example.com"; }
    ]) { letters = { }; };
    expectedError = {
      type = "ThrownError";
      msg = "several `mailbox` .other, post.";
    };
  };

  test-what-nobody-offers-cannot-be-granted = {
    expr = nixosOf (evaluate [
      kind
      machine
      (application "letters" by-name)
      (
        { ... }:
        {
          environments.small =
            { config, ... }:
            {
              resources.server.machine = { };
              implementation = required: {
                nixos.nixos-configuration.imports =
                  config.resources.server.machine.apply
                    (config.by-kind required).machine;
              };
            };
        }
      )
    ]) { letters = { }; };
    expectedError.msg = "`small` offers no `mailbox`";
  };
}
