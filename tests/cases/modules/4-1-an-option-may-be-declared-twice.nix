with import <nixpkgs/lib>;
let
  option = first: second: (evalModules {
    modules = [
      { _file = "a.nix"; options.x = mkOption first; }
      { _file = "b.nix"; options.x = mkOption second; }
    ];
  }).options.x;
  both = arguments: (option arguments arguments).value;
  int = types.int;
in
{
  each-something-else = (option { default = 1; description = "x"; } { type = int; example = 2; apply = x: x + 1; }).value;
  default = both { default = 1; };
  example = both { example = 1; };
  description = both { description = "x"; };
  apply = both { apply = x: x; };
  types-that-merge = (option { type = int; default = 1; } { type = int; }).value;
  types-that-do-not = (option { type = int; default = 1; } { type = types.str; }).value;
  one-type = (option { default = 1; } { type = int; }).type.description;
  of-the-rest-the-later-wins = {
    inherit (option
      { internal = true; visible = true; readOnly = true; defaultText = "a"; relatedPackages = [ "a" ]; }
      { internal = false; visible = false; readOnly = false; defaultText = "b"; relatedPackages = [ "b" ]; })
      internal visible readOnly defaultText relatedPackages;
  };
}
