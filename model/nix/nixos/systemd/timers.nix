# Timers of systemd.
{ lib, ... }:
let
  inherit (lib) mkOption types;
  unit = import ./unit.nix { inherit lib; };
in
{
  options.systemd.timers = mkOption {
    description = "Timers by name.";
    type = types.attrsOf (
      types.submodule {
        options = unit.options // {
          timerConfig = mkOption {
            description = "Settings of the timer.";
            type = unit.section;
            default = { };
          };
        };
      }
    );
    default = { };
  };
}
