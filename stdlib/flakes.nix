# References to flakes, as texts and as sets.
lib: {
  /**
    The parts of a reference to a flake.

        parseFlakeRef : String -> { _ : Any }

    Example: isFunction parseFlakeRef
  */
  parseFlakeRef = builtins.parseFlakeRef;

  /**
    The reference to a flake that has these parts.

        flakeRefToString : { _ : Any } -> String

    Example: isFunction flakeRefToString
  */
  flakeRefToString = builtins.flakeRefToString;
}
