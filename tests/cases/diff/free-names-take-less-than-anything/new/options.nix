{ lib, ... }:
{
  options.settings = lib.mkOption {
    description = "What is set.";
    default = { };
    type = lib.types.submodule { freeformType = lib.types.attrsOf lib.types.int; };
  };
}
