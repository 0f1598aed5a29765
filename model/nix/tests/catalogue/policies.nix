# Policies of the catalogue, filled in and called alone, outside of any environment.
let
  lib = import <fedic/lib>;
  evaluated = import <fedic/model/frame.nix> { modules = [ <fedic/catalogue> ]; };
  model = evaluated.config;
in
rec {
  # The policy of a kind with these values.
  policy =
    kind: values:
    (lib.evalModules {
      modules = [
        {
          options.offers = lib.mkOption { type = model.offers-type; };
          config.offers.it.${kind} = values;
        }
      ];
    }).config.offers.it.${kind};

  # What a policy with these values grants to a request, by which the application `app` says
  # what it wants.
  grant =
    kind: values: request:
    let
      requests =
        (lib.evalModules {
          modules = [
            {
              options.requests = lib.mkOption { type = model.requests-type; };
              config.requests.resources."app/it".${kind} = request;
            }
          ];
        }).config.requests;
    in
    (policy kind values).apply requests;

  # The options that a NixOS module sets.
  nixos =
    module:
    (lib.evalModules {
      modules = [
        module
        {
          freeformType = lib.types.lazyAttrsOf lib.types.anything;
          _module.args = { inherit (evaluated._module.args) pkgs; };
        }
      ];
    }).config;

  # What is granted, without the NixOS module.
  plain = granted: removeAttrs granted [ "nixos" ];
}
