# `derivation`: from the attributes of a build, a set for each of its outputs.
#
# What is to be built is described by the argument alone, and `derivationStrict` turns it into
# the path of a store derivation and the paths of the outputs. That happens when one of these
# paths is asked for, and not before: a set that describes a package can be looked into, and
# overridden, although some of its attributes may not be evaluated.
#
# Each output is the argument with these attributes beside:
#
# - each output under its own name, so that `drv.dev` is the output `dev` of `drv`, and
#   `drv.dev.out` leads back;
# - `all`: the outputs, in the order of `outputs`;
# - `drvAttrs`: the argument;
# - `outPath`: the output's path, which is what the set means as a string;
# - `drvPath`: the path of the store derivation, the same for each output;
# - `type`: always "derivation", by which such a set is known;
# - `outputName`: the output's name.
#
# `outPath` and `drvPath` carry context: whoever uses them needs the build.
#
# They win over attributes of the argument with the same names, and the last four of them
# also over outputs that are named so. What `derivation` gives is the first output.
#
# The order in which things are looked at shows in what an evaluation prints and in which
# fault it meets first; lines and columns show in positions, in XML and in traces. Both are
# what they are in Nix: the function stands on line 30, `outputs` on 31, `all` on 43, `value`
# on 49, each with what follows it, and in these columns. Nothing here can become longer or
# shorter by a line for itself alone.

drvAttrs@{
  outputs ? [ "out" ],
  ...
}:
let
  # What it is called in the store, worked out once for all outputs,
  # when the first of them is asked for one of its two paths.
  strict = derivationStrict drvAttrs;

  # The members that all outputs have.
  shared =
    drvAttrs
    // builtins.listToAttrs made // {
      all = map (output: output.value) made;
      inherit drvAttrs;
    };

  make = outputName: {
    name = outputName;
    value = shared // {
      outPath = builtins.getAttr outputName strict;
      drvPath = strict.drvPath;
      type = "derivation";
      inherit outputName;
    };
  };

  made = map make outputs;
in

(builtins.head made).value
