# References to flakes, as texts and as sets. Only an evaluator that knows flakes can read them.
lib: {
  /**
    The parts of a reference to a flake.

        parseFlakeRef : String -> { _ : Any }

    Example: isFunction parseFlakeRef
  */
  parseFlakeRef = text: builtins.parseFlakeRef text;

  /**
    The reference to a flake that has these parts.

        flakeRefToString : { _ : Any } -> String

    Example: isFunction flakeRefToString
  */
  flakeRefToString = parts: builtins.flakeRefToString parts;
}
