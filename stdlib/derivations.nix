# Derivations as values: putting off their evaluation, and words about them.
lib:
let
  inherit (builtins) concatStringsSep toJSON;
  inherit (lib.trivial) throwIfNot warn;

  showNames = names: "[ ${concatStringsSep " " (map toJSON names)} ]";
in
{
  /**
    What looks like the derivation, but only reads it when its paths or outputs are asked for.

        lazyDerivation : { derivation : { ... }; meta? : { ... }; passthru? : { ... }; outputs? : [String]; } -> { type : String; ... }

    Example: (lazyDerivation { derivation = throw "not read"; }).type == "derivation"
  */
  lazyDerivation =
    {
      derivation,
      meta ? null,
      passthru ? { },
      outputs ? [ "out" ],
    }@args:
    let
      assumed = throwIfNot (derivation.outputs == outputs) ''
        lib.lazyDerivation: The derivation ${derivation.name or "<unknown>"} has outputs that don't match the assumed outputs.

        Assumed: ${showNames outputs}
        Actual:  ${showNames derivation.outputs}

        Pass the actual outputs, in this order, as `outputs`, or use the derivation itself.'';
      checked = throwIfNot (derivation.type or null == "derivation")
        "lazyDerivation: input must be a derivation."
        (assumed derivation);
    in
    {
      type = "derivation";
      meta = args.meta or checked.meta;
      inherit outputs;
      inherit (checked)
        drvPath
        name
        outPath
        outputName
        system
        ;
    }
    // lib.attrsets.genAttrs outputs (output: checked.${output})
    // passthru;

  /**
    The value if the condition holds, else null, which a derivation leaves out.

        optionalDrvAttr : Bool -> a -> a | Null

    Example: optionalDrvAttr false 1 == null
  */
  optionalDrvAttr = condition: value: if condition then value else null;

  /**
    The derivation, with a warning when more is asked of it than its name and description.

        warnOnInstantiate : String -> { _ : Any } -> { _ : Any }

    Example: (warnOnInstantiate "old" { name = "a"; }).name == "a"
  */
  warnOnInstantiate =
    message: package:
    package
    // builtins.mapAttrs (_: warn message) (
      removeAttrs package [
        "meta"
        "name"
        "type"
      ]
    );

  /**
    The string without its tie to the outputs of derivations.

        unsafeDiscardOutputDependency : String -> String

    Example: unsafeDiscardOutputDependency "a" == "a"
  */
  unsafeDiscardOutputDependency = builtins.unsafeDiscardOutputDependency;

  /**
    The path of a derivation, tied to all its outputs.

        addDrvOutputDependencies : String -> String

    Example: isFunction addDrvOutputDependencies
  */
  addDrvOutputDependencies = builtins.addDrvOutputDependencies;
}
