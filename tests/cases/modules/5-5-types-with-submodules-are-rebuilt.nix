with import <nixpkgs/lib>;
let
  option = type: value: (evalModules {
    modules = [ { options.x = mkOption { inherit type; }; } { _file = "a.nix"; x = value; } ];
  }).options.x;
  x = type: value: (option type value).value;
  sub = types.submodule { options.n = mkOption { default = 1; }; };
  never = _: false;
in
{
  a-check-of-a-submodule-is-lost = x (types.addCheck sub never) { };
  of-a-list-of-them-too = x (types.addCheck (types.listOf sub) never) [ { } ];
  of-others-it-is-kept = x (types.addCheck (types.listOf types.int) never) [ 1 ];
  a-description-is-lost = (option (sub // { description = "own"; }) { }).type.description;
  of-others-it-stays = (option (types.int // { description = "own"; }) 1).type.description;
  nonEmptyListOf-keeps-its-check = x (types.nonEmptyListOf sub) [ ];
}
