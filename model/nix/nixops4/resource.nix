# A resource of a deployment. Where it names a type of a provider, the type says the rest.
{
  config,
  options,
  lib,
  ...
}:
let
  inherit (lib) mkOption types;
  typed = options.type.isDefined;

  # Options of the type; without one, what the resource's own modules declare.
  side = name: types.submodule (if typed then config.type.${name} else { });
in
{
  options = {
    type = mkOption {
      description = "The type of the resource: `providers.<provider>.<type>`.";
      type = types.raw;
    };
    provider = mkOption {
      description = "The provider that makes it.";
      type = types.submodule ./executable.nix;
    };
    resourceType = mkOption {
      description = "The name by which the provider knows the type.";
      type = types.str;
    };
    inputs = mkOption {
      description = "What it is made from.";
      type = side "inputs";
      default = { };
    };
    outputs = mkOption {
      description = "What it gives once it is made.";
      type = side "outputs";
      default = { };
    };
    outputsSkeleton = mkOption {
      description = "The names of the outputs.";
      type = types.lazyAttrsOf (types.submodule { });
      internal = true;
    };
    _resourceForNixOps = mkOption {
      description = "The resource as NixOps reads it.";
      type = types.lazyAttrsOf types.raw;
      internal = true;
      readOnly = true;
      default = {
        inherit (config) inputs outputsSkeleton;
        provider = { inherit (config.provider) type executable args; };
        type = config.resourceType;
      };
    };
  };

  config = lib.mkIf typed {
    provider = { inherit (config.type.provider) type executable args; };
    resourceType = config.type.type;
    inherit (config.type) outputsSkeleton;
  };
}
