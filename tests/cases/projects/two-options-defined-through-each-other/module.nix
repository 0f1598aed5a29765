{ config, lib, ... }:
let
  number = lib.mkOption { type = lib.types.int; };
in
{
  options.port = number;
  options.base = number;
  config.port = config.base + 1;
  config.base = config.port - 1;
}
