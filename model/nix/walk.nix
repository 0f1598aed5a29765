# Walks values along the options that declare them.
{ lib }:
# What takes an option's value: `option: value: …`. What no option declares stays as it is.
ofOption:
let
  below =
    options:
    builtins.mapAttrs (
      name: value:
      if !(options ? ${name}) then
        value
      else if lib.isOption options.${name} then
        ofOption options.${name} value
      # A function may have made something else of a group.
      else if !builtins.isAttrs value then
        value
      else
        below options.${name} value
    );
in
below
