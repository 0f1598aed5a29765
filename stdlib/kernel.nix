# Options of the Linux kernel's configuration.
lib:
let
  inherit (lib.modules) mkIf;
  inherit (lib.strings) versionAtLeast versionOlder;

  fixed = tristate: {
    inherit tristate;
    optional = false;
  };
in
{
  yes = fixed "y";
  no = fixed "n";
  module = fixed "m";
  unset = fixed null;

  /**
    An option with a text or a number.

        freeform : a -> { freeform : a; optional : Bool; }

    Example: freeform "64" == { freeform = "64"; optional = false; }
  */
  freeform = value: {
    freeform = value;
    optional = false;
  };

  /**
    An option that a kernel need not have.

        option : { _ : Any } -> { optional : Bool; ... }

    Example: (option kernel.yes).optional
  */
  option = value: value // { optional = true; };

  /**
    Definitions that only count for some versions of a kernel.

        whenHelpers : String -> { whenAtLeast : String -> Any -> Any; whenOlder : String -> Any -> Any; whenBetween : String -> String -> Any -> Any; }

    Example: ((whenHelpers "6.1").whenAtLeast "5.0" "x").condition
  */
  whenHelpers = version: {
    whenAtLeast = least: mkIf (versionAtLeast version least);
    whenOlder = end: mkIf (versionOlder version end);
    whenBetween = least: end: mkIf (versionAtLeast version least && versionOlder version end);
  };
}
