# The catalogue's applications, deployed to its environments.
let
  lib = import <fedic/lib>;
  evaluated = import <fedic/model/frame.nix> { modules = [ <fedic/catalogue> ]; };
  inherit (evaluated) config;

  nixos = import <fedic/model/nixos> { inherit lib; } evaluated._module.args.pkgs;

  # What was said of a machine, without marks, and without what nobody said.
  plain =
    value:
    if lib.isDerivation value then
      value
    else if builtins.isAttrs value then
      if isMarked "defined" value then plain value.value else members value
    else if builtins.isList value then
      map plain value
    else
      value;

  members =
    set:
    let
      said = lib.filterAttrs (_: value: !(isMarked "undefined" value)) set;
      whole = lib.mapAttrs (_: plain) said;
    in
    lib.filterAttrs (name: value: value != { } || said.${name} == { } || isMarked "defined" said.${name}) whole;

  isMarked = mark: value: builtins.isAttrs value && value._type or null == mark;
in
rec {
  # A configuration, with what is not said filled in.
  configuration =
    applications:
    (lib.evalModules {
      modules = [
        {
          options.it = lib.mkOption { type = config.configuration; };
          config.it = {
            enable = true;
            inherit applications;
          };
        }
      ];
    }).config.it;

  # Requests of one application with these settings.
  requests =
    name: settings:
    (config.applications.${name}.resources
      (configuration { ${name} = settings; }).applications.${name}
    ).resources;

  # The machines that the settings of applications come to in an environment, by name; one
  # machine alone is called `it`.
  machines =
    environment: applications:
    let
      deployment = config.environments.${environment}.deployment (configuration applications);
    in
    lib.mapAttrs (_: machine: plain (nixos machine.ssh-host.nixos-configuration).said) (
      if deployment ? ssh-host then { it = deployment; } else deployment
    );

  # What NixOS would refuse about them: failed assertions, and values that are missing.
  refused =
    environment: applications:
    let
      deployment = config.environments.${environment}.deployment (configuration applications);
      found =
        machine:
        let
          evaluation = nixos machine.ssh-host.nixos-configuration;
        in
        lib.deepSeq evaluation.wanted (
          map (it: it.assertion.message) (
            builtins.filter (it: !it.assertion.assertion) evaluation.assertions
          )
        );
    in
    lib.mapAttrs (_: found) (if deployment ? ssh-host then { it = deployment; } else deployment);

  single = applications: (machines "single-machine" applications).it;
  several = machines "one-machine-per-service";

  admin = {
    username = "ada";
    displayName = "Ada Lovelace";
    email = "ada@example.org";
    password.file = "/run/keys/ada";
  };
}
