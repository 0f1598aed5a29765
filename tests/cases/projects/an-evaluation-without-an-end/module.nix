{ lib, ... }:
let
  forever = n: if n < 0 then [ ] else [ n ] ++ forever (n + 1);
in
{
  options.list = lib.mkOption { type = lib.types.listOf lib.types.int; };
  config.list = lib.unique (forever 0);
}
