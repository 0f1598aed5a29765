# A stand-in for the flake of NixOps4: its library and its modules, as far as descriptions
# of deployments use them.
{ lib }:
let
  # Modules of deployments were given one class, those of components another.
  evaluate =
    {
      class,
      module,
      modules,
      specialArgs ? { },
      prefix ? [ ],
    }:
    lib.evalModules {
      inherit class specialArgs prefix;
      modules = modules ++ [ module ];
    };

  evalDeployment =
    arguments:
    evaluate (
      arguments
      // {
        class = "nixops4Deployment";
        module = ./deployment.nix;
      }
    );

  evalRoot =
    arguments:
    evaluate (
      arguments
      // {
        specialArgs = {
          absoluteMemberPath = [ ];
          outputValues = { };
          resourceProviderSystem = builtins.currentSystem;
        }
        // arguments.specialArgs or { };
        class = "nixops4Component";
        module = ./component.nix;
      }
    );

  withArguments =
    arguments: more: arguments // { specialArgs = arguments.specialArgs or { } // more; };

  # What NixOps would build to run the providers of a deployment.
  providersOf =
    evaluated:
    { system }:
    derivation {
      name = "nixops4-providers";
      inherit system;
      builder = "/bin/sh";
      executables = lib.mapAttrsToList (_: provider: provider.executable) evaluated.config.providers;
    };
in
{
  lib = {
    inherit evalDeployment evalRoot;

    mkDeployment = arguments: {
      _type = "nixops4Deployment";
      deploymentFunction =
        {
          resources,
          resourceProviderSystem,
          ...
        }:
        let
          evaluated = evalDeployment (withArguments arguments { inherit resources resourceProviderSystem; });
        in
        {
          resources = lib.mapAttrs (_: resource: resource._resourceForNixOps) evaluated.config.resources;
        };
      getProviders =
        { system }:
        providersOf (evalDeployment (
          withArguments arguments {
            resources = { };
            resourceProviderSystem = system;
          }
        )) { inherit system; };
    };

    mkRoot = arguments: {
      _type = "nixops4Component";
      rootFunction =
        {
          outputValues,
          resourceProviderSystem,
          ...
        }:
        (evalRoot (withArguments arguments { inherit outputValues resourceProviderSystem; })).config._export;
      getProviders =
        { system }:
        providersOf (evalRoot (
          withArguments arguments {
            outputValues = { };
            resourceProviderSystem = system;
          }
        )) { inherit system; };
    };
  };

  modules = {
    nixops4Deployment.default = ./deployment.nix;
    nixops4Component.default = ./component.nix;
    nixops4Provider.local = ./local.nix;
  };
}
