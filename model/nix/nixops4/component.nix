# A NixOps4 component: a resource, or a composite of members.
{
  config,
  options,
  lib,
  absoluteMemberPath,
  outputValues,
  resourceProviderSystem,
  ...
}:
let
  inherit (lib) mkOption types;
  isResource = options.resourceType.isDefined;

  # What a member is told of its place in the whole.
  placed =
    { name, ... }:
    {
      _module.args = {
        absoluteMemberPath = absoluteMemberPath ++ [ name ];
        outputValues = outputValues.${name} or { };
        inherit resourceProviderSystem;
      };
    };

  # A place for state is named by the component itself, or by the names that lead to it.
  pathOf = state: if builtins.isList state then state else state.absoluteMemberPath;

  export =
    if isResource then
      {
        resource = config._resourceForNixOps // {
          state =
            if config.state != null then
              pathOf config.state
            else if config.requireState then
              throw "The state of the resource `${lib.showOption absoluteMemberPath}` has not been defined."
            else
              null;
        };
      }
    else
      { members = lib.mapAttrs (_: member: member._export) config.members; };

  # What modules see of a member: its outputs once it is made, and its own members.
  visible = path: values: name: member: {
    absoluteMemberPath = path ++ [ name ];
    outputs = values.${name} or { };
    members = lib.mapAttrs (visible (path ++ [ name ]) (values.${name} or { })) member.members;
  };
in
{
  _class = "nixops4Component";
  imports = [
    ./providers.nix
    ./resource.nix
  ];
  options = {
    members = mkOption {
      description = "The parts of a composite, by name.";
      type = types.lazyAttrsOf (
        types.submoduleWith {
          class = "nixops4Component";
          modules = [
            ./component.nix
            placed
          ];
        }
      );
      default = { };
    };
    requireState = mkOption {
      description = "Whether the resource must name where its state is kept.";
      type = types.bool;
    };
    state = mkOption {
      description = "The component that keeps the state of this resource.";
      type = types.nullOr types.raw;
      default = null;
    };
    _export = mkOption {
      description = "The component as NixOps reads it.";
      type = types.raw;
      internal = true;
      readOnly = true;
      default = export;
    };
  };
  config = {
    requireState = lib.mkIf options.type.isDefined (lib.mkDefault config.type.requireState);
    _module.args.members = lib.mapAttrs (visible absoluteMemberPath outputValues) config.members;
  };
}
