# The provider of files and commands on the machine that NixOps itself runs on.
{ lib, ... }:
let
  inherit (lib) mkOption types;

  option =
    type: description:
    mkOption {
      inherit type description;
    };
  optional =
    type: default: description:
    mkOption {
      inherit type default description;
    };

  argument = types.coercedTo (types.either types.path types.int) toString types.str;
in
{
  _class = "nixops4Provider";
  executable = "nixops4-resources-local";
  name = "local";
  description = "Files and commands on the machine that NixOps runs on.";
  resourceTypes = {
    file = {
      description = "A file with the given contents.";
      inputs.options = {
        name = option types.str "The name of the file.";
        contents = option types.str "Its contents.";
      };
    };
    exec = {
      description = "A command, run whenever its inputs change.";
      inputs.options = {
        executable = option types.str "The program.";
        args = optional (types.listOf argument) [ ] "Its arguments.";
        stdin = optional (types.nullOr types.str) null "What it reads.";
      };
      outputs.options.stdout = option types.str "What it wrote.";
    };
    memo = {
      description = "A value that keeps what it first was.";
      requireState = true;
      inputs.options.initialize_with = option types.anything "The first value.";
      outputs.options.value = option types.anything "The value kept.";
    };
    state_file = {
      description = "A file that keeps the state of resources.";
      inputs.options.name = option types.str "The name of the file.";
    };
  };
}
