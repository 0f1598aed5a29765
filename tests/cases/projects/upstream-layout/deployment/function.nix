# A function between two types, as options.
{ config, lib, ... }:
{
  options = {
    input-type = lib.mkOption { type = lib.types.optionType; };
    output-type = lib.mkOption { type = lib.types.optionType; };
    function-type = lib.mkOption {
      type = lib.types.optionType;
      readOnly = true;
      default = lib.types.functionTo (
        lib.types.submodule {
          options = {
            input = lib.mkOption { type = config.input-type; };
            output = lib.mkOption { type = config.output-type; };
          };
        }
      );
    };
  };
}
