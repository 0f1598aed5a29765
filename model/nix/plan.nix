# What a plan says, as values that are evaluated one by one.
{
  # The evaluated model, as `lib.evalModules` gives it.
  model,
  # The name of the environment.
  environment,
  # The configuration file as definitions, `{ configuration = …; }`, and what it is called.
  definitions,
  file,
  # The options of the project's NixOS, as `nixos/declared.nix` takes them.
  listed ? null,
}:
let
  lib = import <fedic/lib>;
  masked = import ./masked.nix { inherit lib; };
  inherit (model) config;

  # A tree of modules may bring another form of the data model along, without our additions.
  operator = config.operator or null;

  written-type = if operator == null then config.configuration else operator.type;

  written =
    (lib.evalModules {
      modules = [
        { options.configuration = lib.mkOption { type = written-type; }; }
        {
          _file = file;
          config = definitions;
        }
      ];
    }).config.configuration;

  configuration = if operator == null then written else operator.configure written;

  isEnabled = settings: configuration.enable && settings.enable or true;
  settingsType = name: config.applications.${name}.config-mapping.input-type;

  required = lib.mapAttrs (name: config.applications.${name}.resources) (
    lib.filterAttrs (_: isEnabled) configuration.applications
  );
in
{
  # Whether the operator wrote something else than the configuration itself.
  has-front = operator != null;

  # What the operator wrote; and the same without its secrets.
  inherit written;
  masked = masked written-type written;

  # Whether it is known what policies are called with.
  is-watched = config ? recorder;

  applications = lib.mapAttrs (name: settings: {
    inherit (config.applications.${name}) description;
    inherit settings;
    masked = masked (settingsType name) settings;
    enabled = isEnabled settings;
  }) configuration.applications;

  # The requests of the enabled applications: `{ <application>.resources.<id>.<kind> = …; }`.
  inherit required;
  masked-requests = lib.mapAttrs (
    name: masked config.applications.${name}.config-mapping.output-type
  ) required;

  offers = config.environments.${environment}.resources;

  # The deployment, made anew each time, so that it shows what it calls.
  deploy =
    _:
    if !(config ? recorder) then
      config.environments.${environment}.deployment configuration
    else if configuration.enable then
      (config.environments.${environment}.implementation {
        required-resources = required;
        deployment-name = environment;
      }).output
    else
      { };

  targets = builtins.attrNames (config.deployment-targets or { });

  nixos = import ./nixos { inherit lib listed; } __fedic.packages;

  # A NixOps4 deployment before anything is deployed, and the machines among its resources.
  # Both of its interfaces are looked for: `resources`, and `members`.
  nixops4 =
    module:
    let
      deployment =
        (lib.evalModules {
          specialArgs = {
            resources = { };
            absoluteMemberPath = [ ];
            outputValues = { };
            resourceProviderSystem = builtins.currentSystem;
          };
          modules = [
            module
            ./nixops4/deployment.nix
            ./nixops4/component.nix
          ];
        }).config;
    in
    {
      data = {
        resources = lib.mapAttrs (_: resource: resource._resourceForNixOps) deployment.resources;
        inherit (deployment._export) members;
      };
      machines = lib.mapAttrs (_: resource: {
        address = resource.ssh.host;
        module = resource.nixos.module;
      }) (lib.filterAttrs (_: resource: resource ? nixos) deployment.resources);
    };
}
