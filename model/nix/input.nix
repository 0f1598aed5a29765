# A folder that a manifest names as an input: the outputs of its flake, if it is one, and at
# least its `lib`. The flake's own inputs are those that the manifest names.
{
  # The folder.
  path,
  # All inputs that the manifest names, and the stand-ins.
  inputs,
}:
let
  flake = import (path + "/flake.nix");
  wanted = builtins.functionArgs flake.outputs;

  given = builtins.mapAttrs (
    name: _:
    inputs.${name} or (throw "the flake ${toString path} needs the input `${name}`: name it in `[inputs]` of `fedic.toml`")
  ) (removeAttrs (wanted // flake.inputs or { }) [ "self" ]);

  outputs = flake.outputs (given // { inherit self; });
  self = outputs // {
    inherit outputs;
    inputs = given;
    outPath = path;
    _type = "flake";
  };
in
if builtins.pathExists (path + "/flake.nix") then
  self
else
  {
    outPath = path;
  }
  // (
    if builtins.pathExists (path + "/lib") then
      {
        lib = import (path + "/lib");
      }
    else
      { }
  )
