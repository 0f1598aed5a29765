# Services of systemd.
{ lib, ... }:
let
  inherit (lib) mkOption types;
  inherit (import ../option.nix { inherit lib; }) option flag;
  unit = import ./unit.nix { inherit lib; };

  script = option types.lines "";

  service.options = unit.options // {
    serviceConfig = option unit.section { } "Settings of the service.";
    environment = option (types.attrsOf (
      types.nullOr (
        types.oneOf [
          types.str
          types.path
          types.package
        ]
      )
    )) { } "Environment of its processes.";
    path = option (types.listOf (
      types.oneOf [
        types.package
        types.str
      ]
    )) [ ] "Packages on its path.";
    script = script "What it runs.";
    scriptArgs = option types.str "" "Arguments of the script.";
    preStart = script "What is run before it starts.";
    postStart = script "What is run after it has started.";
    reload = script "What is run to make it take new settings.";
    preStop = script "What is run before it stops.";
    postStop = script "What is run after it has stopped.";
    jobScripts = option (types.coercedTo types.path lib.singleton (types.listOf types.path)) [ ] "Its scripts." // {
      internal = true;
    };
    restartIfChanged = flag true "Whether it is restarted when it changes.";
    reloadIfChanged = flag false "Whether it is reloaded instead.";
    stopIfChanged = flag true "Whether it stops before the change and starts after it.";
    notSocketActivated = flag false "Whether it starts though a socket could start it.";
    startAt =
      option
        (
          let
            times = types.coercedTo types.str lib.singleton (types.listOf types.str);
          in
          times
        )
        [ ]
        "When it is started.";
    enableStrictShellChecks = flag false "Whether its scripts are checked.";
    enableDefaultPath = flag true "Whether the usual programs are on its path.";
    runner = option types.raw null "What runs it where there is no systemd." // {
      internal = true;
    };
    confinement = {
      enable = flag false "Whether it sees no other files than it needs.";
      fullUnit = flag false "Whether it sees what its unit's file speaks of.";
      packages = option (types.listOf types.raw) [ ] "Further packages that it sees.";
      binSh = option (types.nullOr types.path) null "The shell that it sees.";
      mode = option (types.enum [
        "full-apivfs"
        "chroot-only"
      ]) "full-apivfs" "What else it sees.";
    };
  };
in
{
  options.systemd.services = mkOption {
    description = "Services by name.";
    type = types.attrsOf (types.submodule service);
    default = { };
  };
}
