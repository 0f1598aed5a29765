# How a provider is run.
{ lib, ... }:
let
  inherit (lib) mkOption types;

  # An argument may be written as a path or a number.
  argument = types.coercedTo (types.either types.path types.int) toString types.str;
in
{
  options = {
    type = mkOption {
      description = "How NixOps speaks to the provider.";
      type = types.enum [ "stdio" ];
      default = "stdio";
    };
    executable = mkOption {
      description = "The program.";
      type = types.str;
    };
    args = mkOption {
      description = "Its arguments.";
      type = types.listOf argument;
      default = [ ];
    };
  };
}
