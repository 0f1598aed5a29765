# What a plan says of a tree of modules that is not the data model: every option's value,
# with a configuration as one more module.
{
  # The evaluated tree, as `lib.evalModules` gives it.
  model,
  # The configuration.
  module,
}:
let
  lib = import <fedic/lib>;
  masked = import ./masked.nix { inherit lib; };
  evaluated = model.extendModules { modules = [ module ]; };
  inherit (evaluated) config options;

  # Instead of a value that nobody is to see: it stands for another's, renamed since.
  undefined._type = "undefined";

  visible = import ./walk.nix { inherit lib; } (
    option: value: if option.visible or true == false then undefined else value
  );

  asType = {
    name = "submodule";
    getSubOptions = _: options;
    nestedTypes.freeformType = evaluated._module.freeformType;
  };
in
{
  written = visible options config;
  masked = visible options (masked asType config);
}
