{ lib, ... }:
let
  inherit (lib) mkOption types;
in
{
  options = {
    limit = mkOption { type = types.oneOf [ types.int types.str types.bool ]; default = 1; };
  };
}
