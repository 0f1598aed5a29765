# An option and its definitions, in plain words and in the module system: what each makes of them.
option: definitions:
let
  lib = import <nixpkgs/lib>;
  plain = import ./plain.nix;
  evaluated = lib.evalModules {
    # The last module's definitions come first.
    modules = [ { options.it = option lib; } ] ++ map (value: { it = value; }) (lib.reverseList definitions);
  };
  answer =
    value:
    let
      tried = builtins.tryEval (builtins.toJSON value);
    in
    if tried.success then tried.value else "refused";
  told = it: builtins.mapAttrs (_: answer) { inherit (it) value isDefined highestPrio definitions; };
in
{
  plain = told (plain.option (option plain) definitions);
  system = told evaluated.options.it;
}
