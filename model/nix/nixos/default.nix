# A machine's NixOS configuration without nixpkgs. The options of some modules of NixOS are
# declared here, with their types, defaults and assertions; inside what these cover nothing
# else is taken. Of other options nothing is known, and whatever defines them is merged by
# its look. Nothing is computed from options: what is defined is what comes out.
{
  lib,
  # The options of the project's NixOS, as `declared.nix` takes them.
  listed ? null,
}:
# The packages, and the NixOS module.
pkgs: module:
let
  known = import ./known.nix;
  declared = import ./declared.nix { inherit lib listed; };

  evaluate =
    {
      extra ? [ ],
      specialArgs ? { },
      check ? true,
      closed ? isClosed,
    }:
    lib.evalModules {
      class = "nixos";
      specialArgs = {
        modulesPath = "/nixpkgs/nixos/modules";
      }
      // specialArgs;
      modules = [
        module
        {
          freeformType = import ./freeform.nix { inherit lib closed; };
          _module = {
            args = { inherit pkgs; };
            inherit check;
          };
        }
      ]
      ++ extra;
    };

  # Levels that take no names but the declared ones. Some of NixOS's own are never listed.
  isClosed =
    path:
    if listed != null then
      path == [ ] || !(builtins.elem (builtins.head path) unlisted)
    else
      builtins.length path > 1 && known ? ${builtins.head path}.${builtins.elemAt path 1};

  unlisted = [
    "lib"
    "meta"
    "passthru"
  ];

  # Which parts of NixOS the modules speak of. The names in definitions may depend on other
  # values; then these come from an evaluation with everything that is known.
  outline = evaluate {
    specialArgs.config = whole.config;
    closed = _: false;
  };
  whole = evaluate {
    extra = [ (declared (_: _: true)) ];
    check = false;
  };

  isNamed = group: name: has outline.config group name || has outline.options group name;

  has =
    set: group: name:
    set ? ${group} && (name == null || builtins.isAttrs set.${group} && set.${group} ? ${name});

  evaluation = evaluate { extra = [ (declared isNamed) ]; };

  said = import ./said.nix { inherit lib; };
  ours = [
    "assertions"
    "warnings"
    "wanted"
  ];
  saidIn = { options, config, ... }: said options (removeAttrs config ours);
in
{
  # What modules define.
  said = saidIn evaluation;

  # What must hold; with the paths of the options that each is about, as far as somebody
  # defined them, the likeliest first.
  assertions = map (assertion: {
    inherit assertion;
    about = map (option: option.loc) (
      builtins.filter (option: option.highestPrio < 1500) (assertion.about or [ ])
    );
  }) evaluation.config.assertions;

  inherit (evaluation.config) warnings;

  # Values without which NixOS cannot be built.
  wanted = builtins.concatMap builtins.attrValues evaluation.config.wanted;
}
