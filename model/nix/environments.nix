# Environments: what a provider offers, and how requests become a deployment there.
{ config, lib, ... }:
let
  inherit (lib) mkOption types;
  made = import ./made.nix { inherit lib; };
  grants = import ./grants.nix { inherit lib; };
  model = config;

  # `{ required-resources; deployment-name; }`, the argument of the form with names.
  isNamed =
    argument:
    builtins.isAttrs argument
    &&
      builtins.attrNames argument == [
        "deployment-name"
        "required-resources"
      ];

  wantsNames = body: (lib.functionArgs body) ? required-resources;

  # Requests may be mapped by a function of them, or of them and the deployment's name.
  convention = deployment-name: {
    input = argument: if isNamed argument then argument.required-resources else argument;
    call =
      body: argument:
      let
        named =
          if isNamed argument then
            argument
          else
            {
              required-resources = argument;
              inherit deployment-name;
            };
      in
      body (if wantsNames body then named else named.required-resources);
  };

  # `{ deployment-name; configuration; }`, or the configuration alone.
  isNamedConfiguration =
    argument:
    builtins.attrNames argument == [
      "configuration"
      "deployment-name"
    ];

  # What is switched off asks for nothing.
  required-resources =
    configuration:
    lib.mapAttrs (name: settings: model.applications.${name}.resources settings) (
      lib.filterAttrs (_: settings: settings.enable or true) configuration.applications
    );

  deploy =
    environment: name: argument:
    let
      named =
        if isNamedConfiguration argument then
          argument
        else
          {
            configuration = argument;
            deployment-name = name;
          };
    in
    if !(named.configuration.enable or true) then
      { }
    else
      (environment.implementation {
        required-resources = required-resources named.configuration;
        inherit (named) deployment-name;
      }).output;

  environment =
    { config, name, ... }:
    let
      granting = grants {
        kinds = builtins.attrNames model.resources;
        environment = name;
        offers = config.resources;
      };
    in
    {
      _class = "fediversity-environment";
      options = {
        resources = mkOption {
          description = ''
            What is on offer, under the provider's own names: each a kind with its policy
            filled in.
          '';
          type = model.offers-type;
          default = { };
        };
        implementation = mkOption {
          description = ''
            The deployment that serves all requests: a function from
            `{ <application>.resources.<id>.<kind> = request; }`, or one with the formals
            `{ required-resources, deployment-name }`.
          '';
          type = config.resource-mapping.function-type;
        };
        resource-mapping = mkOption {
          description = "The types on both sides of `implementation`.";
          type = types.submodule ./function-type.nix;
          readOnly = true;
          default = {
            input-type = types.attrsOf model.requests-type;
            output-type = model.deployment-type;
            convention = convention name;
          };
        };
        deployment = mkOption {
          description = ''
            The deployment of a configuration: a function of the configuration, or of
            `{ deployment-name; configuration; }`.
          '';
          type = types.functionTo (made model.deployment-type);
          readOnly = true;
          default = deploy config name;
        };
        by-kind = mkOption {
          description = ''
            All requests by kind, as `apply` takes them: a function from the requests of
            all applications to `{ <kind>.resources."<application>/<id>".<kind> = request; }`.
            NixOS modules in them get what this environment grants to their application's
            other requests as the module argument `granted`, by request id.
          '';
          type = types.functionTo types.raw;
          readOnly = true;
          default = granting.by-kind;
        };
        grants = mkOption {
          description = ''
            What each request is granted, if it is asked for alone: a function from the
            requests of all applications to `{ <kind>."<application>/<id>" = granted; }`.
          '';
          type = types.functionTo types.raw;
          readOnly = true;
          default = granting.grants;
        };
      };
    };
in
{
  options.environments = mkOption {
    description = "Where applications can run, by name.";
    type = types.attrsOf (
      types.submoduleWith {
        class = "fediversity-environment";
        shorthandOnlyDefinesConfig = true;
        modules = [ environment ];
      }
    );
    default = { };
  };
}
