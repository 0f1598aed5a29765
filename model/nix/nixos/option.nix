# How the parts declare most of their options: with a default.
{ lib }:
rec {
  option =
    type: default: description:
    lib.mkOption { inherit type default description; };

  flag = option lib.types.bool;
}
