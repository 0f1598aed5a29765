# The firewall of NixOS.
{ lib, pkgs, ... }:
let
  inherit (lib) mkOption types;
  inherit (import ../option.nix { inherit lib; }) option flag;

  # Each port once, in order.
  ports =
    description:
    option (types.listOf types.port) [ ] description
    // {
      apply = ports: lib.unique (builtins.sort builtins.lessThan ports);
    };

  range = {
    options = {
      from = mkOption {
        description = "The first port.";
        type = types.port;
      };
      to = mkOption {
        description = "The last port.";
        type = types.port;
      };
    };
  };

  # Nixpkgs takes any pair of `from` and `to` here.
  ranges = option (types.listOf (types.submodule range)) [ ];

  open = {
    allowedTCPPorts = ports "TCP ports that others can reach.";
    allowedUDPPorts = ports "UDP ports that others can reach.";
    allowedTCPPortRanges = ranges "Ranges of TCP ports that others can reach.";
    allowedUDPPortRanges = ranges "Ranges of UDP ports that others can reach.";
  };
in
{
  options.networking.firewall = open // {
    enable = flag true "Whether there is a firewall.";
    backend = option types.str "iptables" "What makes it.";
    package = option types.package pkgs.iptables "The program that makes it.";
    interfaces = option (types.attrsOf (types.submodule { options = open; })) { } "Ports of single interfaces.";
    trustedInterfaces = option (types.listOf types.str) [ ] "Interfaces that everything comes in by.";
    allowPing = flag true "Whether the machine answers pings.";
    pingLimit = option (types.nullOr types.str) null "How many pings it answers.";
    checkReversePath = option (types.either types.bool (
      types.enum [
        "strict"
        "loose"
      ]
    )) true "Whether packets must come from where answers would go.";
    filterForward = flag false "Whether forwarded packets are filtered.";
    logRefusedConnections = flag true "Whether refused connections are logged.";
    logRefusedPackets = flag false "Whether refused packets are logged.";
    logRefusedUnicastsOnly = flag true "Whether only packets to this machine are.";
    logReversePathDrops = flag false "Whether packets from wrong places are logged.";
    rejectPackets = flag false "Whether refused packets are answered.";
    connectionTrackingModules = option (types.listOf types.str) [ ] "Modules that follow connections.";
    autoLoadConntrackHelpers = flag false "Whether those are used for all connections.";
    extraCommands = option types.lines "" "What is run when it starts.";
    extraStopCommands = option types.lines "" "What is run when it stops.";
    extraPackages = option (types.listOf types.package) [ ] "Packages for these.";
    extraInputRules = option types.lines "" "Further rules for what comes in.";
    extraForwardRules = option types.lines "" "Further rules for what is forwarded.";
    extraReversePathFilterRules = option types.lines "" "Further rules of where packets come from.";
  };
}
