# Systems: what a name as `x86_64-linux` says of processor, kernel and binary interface, and
# what compilers call all that.
lib:
let
  inherit (builtins) isString mapAttrs;

  architectures = import ./systems/architectures.nix lib;
  doubles = import ./systems/doubles.nix lib;
  examples = import ./systems/examples.nix lib;
  inspect = import ./systems/inspect.nix lib;
  parse = import ./systems/parse.nix lib;
  platforms = import ./systems/platforms.nix lib;
in
rec {
  inherit
    architectures
    doubles
    examples
    inspect
    parse
    platforms
    ;

  /**
    Whether two platforms are the same, their functions apart.

        equals : { _ : Any } -> { _ : Any } -> Bool

    Example: systems.equals (systems.elaborate "x86_64-linux") (systems.elaborate "x86_64-linux")
  */
  equals =
    let
      bare = platform: platform._withoutFunctions or (removeAttrs platform functionNames);
    in
    a: b: bare a == bare b;

  # The members of a platform that are functions.
  functionNames = [
    "canExecute"
    "emulator"
    "emulatorAvailable"
    "staticEmulatorAvailable"
  ];

  # The systems that public flakes should have packages for.
  flakeExposed = [
    "x86_64-linux"
    "aarch64-linux"
    "x86_64-darwin"
    "armv6l-linux"
    "armv7l-linux"
    "i686-linux"
    "aarch64-darwin"
    "powerpc64le-linux"
    "riscv64-linux"
    "x86_64-freebsd"
  ];

  /**
    A system's name as the set that `elaborate` takes; a set as it is.

        systemToAttrs : String | { _ : Any } -> { _ : Any }

    Example: systems.systemToAttrs "x86_64-linux" == { system = "x86_64-linux"; }
  */
  systemToAttrs = given: if isString given then { system = given; } else given;

  /**
    All that follows from a system's name, or from a set with `system` or `config`; what the
    set says itself counts.

        elaborate : String | { _ : Any } -> { system : String; config : String; parsed : { ... }; ... }

    Example: (systems.elaborate "x86_64-linux").isLinux
  */
  elaborate =
    given:
    let
      args = removeAttrs (systemToAttrs given) [ "_withoutFunctions" ];
      final = derived // platforms.select (predicates // { inherit (derived) parsed; }) // args // {
        _withoutFunctions = removeAttrs final (functionNames ++ [ "_withoutFunctions" ]);
      };
      predicates = mapAttrs (_: holds: holds derived.parsed) inspect.predicates;
      derived =
        predicates
        // mapAttrs (_: holds: holds (final.gcc.arch or "default")) architectures.predicates
        // import ./systems/elaborate.nix lib args final;
    in
    final;
}
