# A provider: a program, and the types of resources that it can make.
{ config, lib, ... }:
let
  inherit (lib) mkOption types;

  text =
    description:
    mkOption {
      inherit description;
      type = types.str;
    };

  options-module =
    description:
    mkOption {
      inherit description;
      type = types.deferredModule;
      default = { };
    };

  # The names of the options that a module declares.
  declared =
    module:
    lib.mapAttrs (_: _: { }) (removeAttrs (lib.evalModules { modules = [ module ]; }).options [ "_module" ]);

  resourceType =
    resourceType@{ name, provider, ... }:
    {
      options = {
        description = text "What it is, for documentation.";
        type = mkOption {
          description = "The name by which the provider knows it.";
          type = types.str;
          default = name;
        };
        provider = mkOption {
          description = "The provider to run.";
          type = types.submodule ./executable.nix;
          default = { inherit (provider) type executable args; };
        };
        inputs = options-module "The options of what a resource is made from.";
        outputs = options-module "The options of what a resource gives once it is made.";
        requireState = mkOption {
          description = "Whether a resource must name where its state is kept.";
          type = types.bool;
          default = false;
        };
        outputsSkeleton = mkOption {
          description = "The names of the outputs.";
          type = types.lazyAttrsOf (types.submodule { });
          internal = true;
          default = declared resourceType.config.outputs;
        };
      };
    };
in
{
  _class = "nixops4Provider";
  imports = [ ./executable.nix ];
  options = {
    name = text "The provider's name, for documentation.";
    description = text "What it does, for documentation.";
    sourceBaseUrl = text "Where its source can be read, for documentation.";
    sourceName = text "What its source is called, for documentation.";
    resourceTypes = mkOption {
      description = "The types of resources that it can make, by name.";
      type = types.lazyAttrsOf (
        types.submoduleWith {
          class = "nixops4ResourceType";
          specialArgs.provider = config;
          modules = [ resourceType ];
        }
      );
      default = { };
    };
  };
}
