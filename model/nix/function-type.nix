# The type of a function of which both sides are checked, as a module: it is told the types
# of both sides and gives the type of the function.
#
# What the function's author writes may return its output alone, or `{ input; output; }`.
# What the option's reader calls always returns `{ input; output; }`.
{ config, lib, ... }:
let
  inherit (lib) mkOption types;

  # The long form is told by its names: exactly these two.
  isLong =
    result:
    builtins.isAttrs result
    &&
      builtins.attrNames result == [
        "input"
        "output"
      ];

  complete =
    body: argument:
    let
      result = config.convention.call body argument;
    in
    if isLong result then
      {
        input = config.convention.input result.input;
        inherit (result) output;
      }
    else
      {
        input = config.convention.input argument;
        output = result;
      };

  # Forces what the caller gave to be what its options say. What an option makes of its
  # value, or of others, is not the caller's, and would not pass a second time.
  examine =
    option:
    if (option.readOnly or false) || option ? apply then
      true
    else
      builtins.seq option.value (examineWithin (option.valueMeta or { }));

  examineWithin =
    meta:
    if meta ? configuration then
      examineTree (removeAttrs meta.configuration.options [ "_module" ])
    else
      builtins.all examineWithin (builtins.attrValues (meta.attrs or { }));

  examineTree =
    tree:
    builtins.all (
      node:
      if !(lib.isOption node) then
        examineTree node
      else
        !node.isDefined || examine node
    ) (builtins.attrValues tree);

  result = types.submodule (
    { options, ... }:
    {
      options.input = mkOption {
        description = "What the function was called with.";
        type = config.input-type;
      };
      options.output = mkOption {
        description = "What it gives.";
        type = config.output-type;
        apply = builtins.seq (examine options.input);
      };
    }
  );
in
{
  options = {
    input-type = mkOption {
      description = "The type of what the function is called with.";
      type = types.optionType;
    };
    output-type = mkOption {
      description = "The type of what the function gives.";
      type = types.optionType;
    };
    function-type = mkOption {
      description = ''
        The type of the function. Its author may return the output alone, or the input
        together with it as `{ input; output; }`; callers get the latter.
      '';
      type = types.optionType;
      readOnly = true;
      default = lib.mkOptionType {
        name = "functionTo";
        description = "function from ${config.input-type.description} to ${config.output-type.description}";
        descriptionClass = "composite";
        check = lib.isFunction;
        merge =
          loc: definitions:
          (types.functionTo result).merge loc (
            map (definition: definition // { value = complete definition.value; }) definitions
          );
        getSubOptions = prefix: result.getSubOptions (prefix ++ [ "<function body>" ]);
        nestedTypes = {
          elemType = result;
          input = config.input-type;
          output = config.output-type;
        };
      };
    };
    convention = mkOption {
      description = ''
        How the body is called, for functions that may be written in more than one way:
        `call` gives the body its argument, `input` is the part of the argument that
        `input-type` speaks of.
      '';
      type = types.raw;
      internal = true;
      default = {
        call = body: body;
        input = argument: argument;
      };
    };
  };
}
