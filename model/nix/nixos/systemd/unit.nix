# What all units of systemd have.
{ lib }:
let
  inherit (lib) mkOption types;
  inherit (import ../option.nix { inherit lib; }) option flag;

  units = option (types.listOf types.str) [ ];
in
{
  # A section of a unit's file: what stands there, or several lines of it.
  section = types.attrsOf types.unspecified;

  options = {
    enable = flag true "Whether there is this unit.";
    overrideStrategy = option (types.enum [
      "asDropinIfExists"
      "asDropin"
    ]) "asDropinIfExists" "How a unit that there is already is changed.";
    name = mkOption {
      description = "The name of the unit, with its ending.";
      type = types.str;
      internal = true;
      default = "";
    };
    description = option types.singleLineStr "" "What it is.";
    documentation = units "Where it is documented.";
    aliases = units "Its further names.";
    requires = units "Units without which it stops.";
    wants = units "Units that are started with it.";
    upholds = units "Units that are kept running with it.";
    requisite = units "Units that must run already.";
    bindsTo = units "Units that it ends with.";
    partOf = units "Units that it stops and starts with.";
    conflicts = units "Units that stop when it starts.";
    after = units "Units that are started before it.";
    before = units "Units that are started after it.";
    wantedBy = units "Units that start it.";
    requiredBy = units "Units that need it.";
    upheldBy = units "Units that keep it running.";
    onSuccess = units "Units that are started when it has ended.";
    onFailure = units "Units that are started when it has failed.";
    restartTriggers = option (types.listOf types.unspecified) [ ] "What it is restarted for when it changes.";
    reloadTriggers = option (types.listOf types.unspecified) [ ] "What it is reloaded for when it changes.";
    startLimitBurst = mkOption {
      description = "How often it may start in `startLimitIntervalSec`.";
      type = types.int;
    };
    startLimitIntervalSec = mkOption {
      description = "How long its starts are counted, in seconds.";
      type = types.int;
    };
    unitConfig = option (types.attrsOf types.unspecified) { } "Further settings of the unit.";
  };
}
