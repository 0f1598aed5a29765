{ lib, ... }:
let
  inherit (lib) mkOption types;
in
{
  options = {
    limit = mkOption { type = types.oneOf [ types.int types.bool ]; default = 1; };
  };
}
