# The catalogue's applications, deployed to its environments.
let
  lib = import <fedic/lib>;
  evaluated = import <fedic/model/frame.nix> { modules = [ <fedic/catalogue> ]; };
  inherit (evaluated) config;

  # What a NixOS configuration comes to, where nothing is known of NixOS but how it merges.
  nixos = import <fedic/model/nixos.nix> { inherit lib; } evaluated._module.args.pkgs;
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
    lib.mapAttrs (_: machine: nixos machine.ssh-host.nixos-configuration) (
      if deployment ? ssh-host then { it = deployment; } else deployment
    );

  single = applications: (machines "single-machine" applications).it;
  several = machines "one-machine-per-service";

  admin = {
    username = "ada";
    displayName = "Ada Lovelace";
    email = "ada@example.org";
    password.file = "/run/keys/ada";
  };
}
